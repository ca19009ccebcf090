namespace Ontotwin.Engine.Tests;

/// <summary>What stands inside a record goes with it when it is replaced, and stays in its history.</summary>
public sealed class NestedDetailTests
{
    private const string Header = "mrn,day,note,more,status,sent\n";

    private static string Map(string key = "(o, note)") => $$"""
            map m from csv "*.csv" (mrn text, day text, note text?, more text?, status text, sent instant "yyyyMMdd") {
              node pt : Patient key ("urn:test", mrn)
              node o : LabResult key (pt, day) {
                subject <- pt
                node d : RecordedDetail key {{key}} when exists(note) {
                  partOf <- o; text <- note as text
                  node inner : RecordedDetail key (d, more) when exists(more) { partOf <- d; text <- more as text }
                }
                on status ordered by sent { "F" -> assert; "C" -> replace; "D" -> retract; other -> quarantine }
              }
            }
            """;

    private static async Task<Workshop> OpenAsync(string key = "(o, note)")
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", "module test version 1\nontology hdt\n" + Map(key));
        return shop;
    }

    [Theory]
    [InlineData("1,mon,b,y,C,20261102", "b y")]
    [InlineData("1,mon,b,,C,20261102", "b")]
    [InlineData("1,mon,,,D,20261102", "")]
    [InlineData("1,mon,b,,F,20261102", "b")]
    [InlineData("1,mon,old,older,F,20261031", "a x")]
    public void Without_a_store_the_last_version_is_written_with_what_stands_in_it(string second, string texts)
    {
        using var program = new SmallProgram().Input("1.csv", Header + "1,mon,a,x,F,20261101").Input("2.csv", Header + second);
        var lines = program.Write(Map());
        Assert.Equal(texts.Split(' ', StringSplitOptions.RemoveEmptyEntries), lines.Where(l => l.Contains("#text>", StringComparison.Ordinal)).Select(l => l.Split('"')[1]).Order(StringComparer.Ordinal));
        // The person is no record that can be corrected: each document says again that it is one.
        Assert.Equal(lines.Distinct().Count(), lines.Count(l => !l.Contains("#Patient>", StringComparison.Ordinal)) + 1);
    }

    [Theory]
    [InlineData("C", "b", "y", "b,y")]
    [InlineData("C", "b", "", "b")]
    [InlineData("C", "", "", "")]
    [InlineData("C", "a", "", "a")]
    [InlineData("F", "b", "", "b")]
    [InlineData("D", "", "", "")]
    public async Task A_newer_version_ends_what_it_does_not_name(string status, string note, string more, string texts)
    {
        await using var shop = await OpenAsync();
        shop.Write("1.csv", Header + "1,mon,a,x,F,20261101\n2,mon,other,,F,20261101\n");
        shop.Write("2.csv", Header + $"1,mon,{note},{more},{status},20261102\n");
        await shop.IngestAsync("1.csv");
        await shop.IngestAsync("2.csv");
        Assert.Equal(texts.Split(',', StringSplitOptions.RemoveEmptyEntries).Append("other").Order(StringComparer.Ordinal), (await shop.ValuesAsync("text")).Distinct());
        Assert.Contains(await HistoryAsync(shop), f => f is { Triple.Object: Rdf.Literal { Lexical: "x" }, KnownUntil: not null });
    }

    [Fact]
    public void What_stands_inside_a_record_that_is_taken_back_is_so_too_whatever_its_own_status_says()
    {
        const string Binding = "text <- note as text";
        using var program = new SmallProgram().Input("1.csv", Header + "1,mon,a,,F,20261101\n2,mon,b,,F,20261101").Input("2.csv", Header + "1,mon,a,,D,20261102");
        var lines = program.Write(Map().Replace(Binding, Binding + "; on status ordered by sent { other -> assert }", StringComparison.Ordinal));
        Assert.Equal(["b"], lines.Where(l => l.Contains("#text>", StringComparison.Ordinal)).Select(l => l.Split('"')[1]));
    }

    [Fact]
    public async Task An_older_version_that_comes_late_brings_nothing_of_what_stood_in_it()
    {
        await using var shop = await OpenAsync();
        shop.Write("1.csv", Header + "1,mon,new,,F,20261102\n");
        shop.Write("2.csv", Header + "1,mon,old,older,F,20261101\n");
        await shop.IngestAsync("1.csv");
        await shop.IngestAsync("2.csv");
        Assert.Equal(["new"], await shop.ValuesAsync("text"));
    }

    [Fact]
    public async Task Two_versions_in_one_document_leave_what_the_last_one_names()
    {
        await using var shop = await OpenAsync();
        shop.Write("1.csv", Header + "1,mon,a,x,F,20261101\n1,mon,b,y,C,20261102\n");
        await shop.IngestAsync("1.csv");
        Assert.Equal(["b", "y"], await shop.ValuesAsync("text"));
    }

    [Fact]
    public async Task What_stands_in_another_record_too_stays_there()
    {
        await using var shop = await OpenAsync("(pt, note)");
        shop.Write("1.csv", Header + "1,mon,shared,,F,20261101\n1,tue,shared,,F,20261101\n");
        shop.Write("2.csv", Header + "1,mon,b,,C,20261102\n");
        await shop.IngestAsync("1.csv");
        await shop.IngestAsync("2.csv");
        Assert.Equal(["b", "shared"], (await shop.ValuesAsync("text")).Distinct());
        // Each detail stands in one record now.
        Assert.Equal(2, (await shop.ValuesAsync("partOf")).Distinct().Count());
        Assert.Equal(2, (await shop.ValuesAsync("partOf")).Count);
    }

    [Fact]
    public async Task Reading_both_again_by_a_changed_map_gives_what_reading_them_first_gives()
    {
        await using var shop = await OpenAsync();
        shop.Write("1.csv", Header + "1,mon,a,x,F,20261101\n");
        shop.Write("2.csv", Header + "1,mon,b,,C,20261102\n");
        await shop.IngestAsync("1.csv");
        await shop.IngestAsync("2.csv");
        var text = await File.ReadAllTextAsync(shop.PathOf("m.twin"), TestContext.Current.CancellationToken);
        shop.Write("m.twin", text.Replace("text <- note as text", "description <- note as text", StringComparison.Ordinal));
        await shop.IngestAsync("1.csv", "2.csv");
        var again = await shop.HeldAsync();
        Assert.Equal(["b"], await shop.ValuesAsync("description"));
        Assert.Empty(await shop.ValuesAsync("text"));
        await shop.NewStoreAsync();
        await shop.IngestAsync("1.csv");
        await shop.IngestAsync("2.csv");
        Assert.Equal(await shop.HeldAsync(), again);
    }

    private static async Task<List<Graph.Fact>> HistoryAsync(Workshop shop)
    {
        var history = new List<Graph.Fact>();
        await foreach (var id in shop.Store.TwinsAsync(TestContext.Current.CancellationToken)) { history.AddRange(await shop.Store.HistoryAsync(id, TestContext.Current.CancellationToken)); }
        return history;
    }
}
