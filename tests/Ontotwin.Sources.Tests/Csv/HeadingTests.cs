using System.Text;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Sources.Tests.Csv;

/// <summary>What a file says once for all rows, headers of several names, and headers that are looked for.</summary>
public sealed class HeadingTests
{
    private const string Clarity = "Index,Event,Info,Glucose\n1,FirstName,Ann,\n2,PatientIdentifier,\"A-1\"\"7\",\n3,EGV,,101\n4,EGV,,97\n";
    private static readonly CsvHeading Patient = new("patient") { Column = "Info", KeyColumn = "Event", KeyTexts = ["PatientIdentifier", "Patienten-ID"] };

    [Fact]
    public void A_row_has_the_cell_of_a_line_before_the_table_with_its_own_place()
    {
        var rows = Rows("1714979289.5, HR\n64\n\n71\n72\n", new() { HasHeader = false, SkipRows = 2, ColumnNames = ["bpm"], Headings = [new("start") { Line = 1 }, new("what") { Line = 1, Cell = 2 }, new("hz") { Line = 2 }, new("none") { Line = 2, Cell = 2 }] });
        Assert.Equal(["71", "72"], rows.Select(r => r.Root.First("bpm").Text));
        foreach (var row in rows)
        {
            var start = row.Root.First("start");
            Assert.Equal(("1714979289.5", "line 1 cell 1", 0L, 12L), (start.Text, start.Path, start.Bytes.Start, start.Bytes.End));
            Assert.Equal((" HR", "64"), (row.Root.First("what").Text, row.Root.First("hz").Text));
            Assert.True(row.Root.First("none").IsAbsent);
        }
        Assert.Equal([1, 2], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_row_has_what_another_row_says_even_before_that_row()
    {
        var rows = Rows(Clarity, new() { Headings = [Patient] });
        Assert.Equal(4, rows.Count);
        Assert.All(rows, r => Assert.Equal(("A-1\"7", "line 3 \"Info\""), (r.Root.First("patient").Text, r.Root.First("patient").Path)));
        Assert.Equal("101", rows[2].Root.First("Glucose").Text);
        Assert.Equal(["Index", "Event", "Info", "Glucose", "patient"], Names(rows[2]));
    }

    [Fact]
    public void A_heading_without_a_key_is_the_first_text_of_its_column()
    {
        var rows = Rows("id,g\n,1\nA,2\n,3\n", new() { Headings = [new("who") { Column = "id" }] });
        Assert.Equal(["A", "A", "A"], rows.Select(r => r.Root.First("who").Text));
    }

    [Fact]
    public void A_row_that_contradicts_a_heading_takes_it_away_from_there_on()
    {
        var items = CsvReader.Read(Document(Clarity + "5,PatientIdentifier,B-04,\n6,EGV,,55\n7,PatientIdentifier,B-04,\n"), new() { Headings = [Patient] }).ToList();
        Assert.Equal([false, false, false, false, true, true, true], items.Select(i => i.Record!.Root.First("patient").IsAbsent));
        var told = Assert.Single(items.SelectMany(i => i.Diagnostics), d => d.Code == "OT3309");
        Assert.Equal("line 6", told.Place!.Value.Path);
        Assert.DoesNotContain("B-04", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("A-1", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saying_the_same_once_more_contradicts_nothing()
    {
        var items = CsvReader.Read(Document(Clarity + "5,PatientIdentifier,\"A-1\"\"7\",\n6,EGV,,55\n"), new() { Headings = [Patient] }).ToList();
        Assert.All(items, i => Assert.False(i.Record!.Root.First("patient").IsAbsent));
        Assert.Empty(items.SelectMany(i => i.Diagnostics));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public void Headings_are_the_same_in_stretches(int stretchBytes)
    {
        var text = new StringBuilder("Report,Ann\n").Append("Index,Event,Info,Glucose\n");
        for (var i = 0; i < 40; i++) { text.Append(i == 20 ? "20,PatientIdentifier,A-17,\n" : $"{i},EGV,,{i + 60}\n"); }
        var options = new CsvOptions { HeaderCells = ["Event"], Headings = [Patient, new("who") { Line = 1, Cell = 2 }] };
        var whole = Rows(text.ToString(), options);
        Assert.Equal(40, whole.Count);
        Assert.All(whole, r => Assert.Equal("A-17", r.Root.First("patient").Text));
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var large = new LargeDocument("x.csv", () => new MemoryStream(bytes)) { StretchBytes = stretchBytes };
        var stretched = CsvReader.ReadStretches(large, options).Select(i => Line((CsvRow)i.Record!)).ToList();
        Assert.Equal(whole.Select(Line), stretched);
        Assert.Contains("who=Ann@7..10", stretched[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_is_found_by_a_cell_and_lines_before_it_are_not_rows()
    {
        var options = new CsvOptions { HeaderCells = ["Record Type", "Aufzeichnungstyp"], Headings = [new("person") { Line = 2 }] };
        Assert.Equal("1", Assert.Single(Rows("Report;x\nAnn;1970\n\nTime;Aufzeichnungstyp\n7:00;1\n", options)).Root.First("Aufzeichnungstyp").Text);
        // The line that would name somebody is the header here.
        Assert.True(Assert.Single(Rows("Report,x\nTime,Record Type\n7:00,1\n", options)).Root.First("person").IsAbsent);
        var none = CsvReader.Read(Document("Time,Type\n7:00,1\n"), options).Single();
        Assert.Null(none.Record);
        Assert.Equal("OT3310", none.Diagnostics[0].Code);
    }

    [Fact]
    public void A_column_goes_by_the_first_of_its_headers_that_the_file_has()
    {
        var options = new CsvOptions { AlsoNamed = new Dictionary<string, IReadOnlyList<string>> { ["glucose"] = ["Glucose (mg/dL)", "Glukose (mg/dL)"] } };
        var row = Assert.Single(Rows("t,Glukose (mg/dL)\n7:00,101\n", options));
        var cell = row.Root.First("glucose");
        Assert.Equal(("101", "Glukose (mg/dL)", "line 2 \"Glukose (mg/dL)\""), (cell.Text, cell.WrittenName, cell.Path));
        Assert.True(row.Root.First("Glukose (mg/dL)").IsAbsent);
        Assert.Equal("5", Assert.Single(Rows("glucose,Glucose (mg/dL)\n5,101\n", options)).Root.First("glucose").Text);
    }

    private static SourceDocument Document(string text) => new("x.csv", Encoding.UTF8.GetBytes(text));

    private static List<CsvRow> Rows(string text, CsvOptions options) => [.. CsvReader.Read(Document(text), options).Select(i => (CsvRow)i.Record!)];

    private static List<string> Names(CsvRow row)
    {
        var names = new List<string>();
        foreach (var cell in row.Root.Children) { names.Add(cell.Name); }
        return names;
    }

    private static string Line(CsvRow row)
    {
        var text = new StringBuilder();
        foreach (var cell in row.Root.Children) { text.Append(cell.Name).Append('=').Append(cell.Text).Append('@').Append(cell.Bytes.Start).Append("..").Append(cell.Bytes.End).Append(' '); }
        return text.ToString();
    }
}
