using System.Text;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Sources.Tests.Csv;

public class CsvReaderTests
{
    private static List<SourceItem> Read(string text, CsvOptions options = default) => Read(Encoding.UTF8.GetBytes(text), options);

    private static List<SourceItem> Read(byte[] bytes, CsvOptions options = default) => [.. CsvReader.Read(new("steps.csv", bytes), options)];

    private static string[] Cells(SourceItem item)
    {
        var cells = new List<string>();
        foreach (var cell in item.Record!.Root.Children) { cells.Add($"{cell.Name}={cell.Text}"); }
        return [.. cells];
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(100)]
    public void One_bad_byte_makes_no_other_encoding_of_a_document_or_of_a_stretch(int stretch)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("name,n\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"M\u00fcller,{i}\n"))), (byte)'M', 0xFC, .. ",41\n"u8];
        var items = CsvReader.ReadStretches(new LargeDocument("t.csv", () => new MemoryStream(bytes)) { StretchBytes = stretch }, default).Select(i => (i.Record?.Root.First("name").Text, i.Diagnostics)).ToList();
        Assert.Equal([.. Enumerable.Repeat("M\u00fcller", 40), "M\uFFFD"], items.Select(i => i.Text));
        Assert.Equal(["OT3307"], items.SelectMany(i => i.Diagnostics).Select(d => d.Code));
        Assert.Equal(items.Select(i => i.Text), CsvReader.Read(new SourceDocument("t.csv", bytes)).Select(i => i.Record!.Root.First("name").Text));
    }

    [Fact]
    public void Rows_are_named_by_the_header_and_placed_by_line()
    {
        var items = Read("date,steps\r\n2024-01-02,\"1,234\"\r\n\r\n2024-01-03,7\r\n");
        Assert.Equal(["date=2024-01-02", "steps=1,234"], Cells(items[0]));
        var steps = items[1].Record!.Root.First("steps");
        Assert.Equal("line 4 \"steps\"", steps.Path);
        Assert.Equal("7", steps.Text);
        Assert.Equal((2, 2, "row"), (items.Count, items[1].Record!.Number, items[1].Record!.Type));
    }

    [Fact]
    public void Byte_ranges_lie_inside_quotes()
    {
        const string Text = "a;b\n\"x \"\"y\"\" z\";2";
        var cell = Read(Text).Single().Record!.Root.First("a");
        Assert.Equal("x \"y\" z", cell.Text);
        Assert.Equal("x \"\"y\"\" z", Text[(int)cell.Bytes.Start..(int)cell.Bytes.End]);
    }

    [Fact]
    public void A_quoted_line_break_counts_as_a_line()
    {
        var items = Read("a,b\n\"1\n2\",3\n4,5\n");
        Assert.Equal("1\n2", items[0].Record!.Root.First("a").Text);
        Assert.Equal("line 4 \"b\"", items[1].Record!.Root.First("b").Path);
    }

    [Fact]
    public void Ragged_rows_are_kept_with_what_they_have()
    {
        var items = Read("a,b\n1\n1,2,3\n");
        Assert.Equal("OT3301", items[0].Diagnostics.Single().Code);
        Assert.True(items[0].Record!.Root.First("b").IsAbsent);
        Assert.Equal("OT3302", items[1].Diagnostics.Single().Code);
        Assert.Equal("3", items[1].Record!.Root.First("column 3").Text);
    }

    [Fact]
    public void An_unclosed_quote_costs_one_row()
    {
        var items = Read("a,b\n\"1,2\n3,4\n");
        Assert.Equal(["a=\"1", "b=2"], Cells(items[0]));
        Assert.Equal("OT3304", items[0].Diagnostics.Single().Code);
        Assert.Equal(["a=3", "b=4"], Cells(items[1]));
    }

    [Fact]
    public void Text_after_a_closing_quote_is_kept() => Assert.Equal(["a=\"1\"x", "b=2"], Cells(Read("a,b\n\"1\"x,2\n").Single()));

    [Theory]
    [InlineData("a;b\n1,5;2", "a=1,5")]
    [InlineData("a\tb\n1\t2", "a=1")]
    [InlineData("a|b\n1|2", "a=1")]
    [InlineData("sep=;\na;b,c\n1;2", "a=1")]
    [InlineData("only\n1\n", "only=1")]
    public void The_delimiter_is_found(string text, string first) => Assert.Equal(first, Cells(Read(text).Single())[0]);

    [Fact]
    public void Headerless_files_take_names_from_the_map_or_numbers()
    {
        Assert.Equal(["hr=61", "rr=12"], Cells(Read("61,12\n", new() { HasHeader = false, ColumnNames = ["hr", "rr"] })[0]));
        Assert.Equal(["column 1=61", "column 2=12"], Cells(Read("61,12\n", new() { HasHeader = false })[0]));
    }

    [Fact]
    public void Preamble_and_remarks_are_skipped_and_still_accounted_for()
    {
        var items = Read("device X\nexported\n# note\na,b\n1,2\n# end\n", new() { SkipRows = 2, CommentPrefix = "#" });
        Assert.Equal(["a=1", "b=2"], Cells(items.Single()));
        Assert.Equal(new(0, 39), items[0].Record!.Bytes);
    }

    [Fact]
    public void Columns_of_one_name_are_repetitions()
    {
        var row = Read("a,a\n1,2\n").Single().Record!;
        var texts = new List<string>();
        foreach (var cell in row.Root.All("a")) { texts.Add($"{cell.Path}={cell.Text}"); }
        Assert.Equal(["line 2 \"a\"[1]=1", "line 2 \"a\"[2]=2"], texts);
    }

    [Fact]
    public void Encodings()
    {
        Assert.Equal(["Größe=ä"], Cells(Read([0xEF, 0xBB, 0xBF, .. "Größe\nä\n"u8]).Single()));
        var latin = Read(Encoding.Latin1.GetBytes("Größe\nä\n")).Single();
        Assert.Equal(["Größe=ä"], Cells(latin));
        Assert.Equal("OT3307", latin.Diagnostics.Single().Code);
        byte[] utf16 = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("步数,b\n7,8\n")];
        var row = Read(utf16).Single();
        Assert.Equal(["步数=7", "b=8"], Cells(row));
        var bytes = row.Record!.Root.First("b").Bytes;
        Assert.Equal("8", Encoding.Unicode.GetString(utf16[(int)bytes.Start..(int)bytes.End]));
        Assert.Equal("OT3306", Read("a\n1", new() { Encoding = "klingon" }).Single().Diagnostics.Single().Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n")]
    [InlineData("\n\n")]
    public void A_file_without_rows_is_a_reject(string text)
    {
        var item = Read(text).Single();
        Assert.Null(item.Record);
        Assert.Equal("OT3303", item.Diagnostics.Single().Code);
    }
}
