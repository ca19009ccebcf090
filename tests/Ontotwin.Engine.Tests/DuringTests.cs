using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Keys that are people's for a time: a record belongs to who had the key at its own time, in whatever order lists and records come, and is nobody's where nobody surely had it.</summary>
public sealed class DuringTests
{
    private const string Program = """
        identity Patient from csv "devices*.csv" (device text, mrn text, since date, until date?) { ("urn:band", device), ("urn:test", mrn) during since .. until }
        map list from csv "devices*.csv" (device text, mrn text, since date, until date?) { node pt : Patient key ("urn:test", mrn) { familyName <- concat("P", mrn) as text } }
        map bands from csv "bands*.csv" (device text, at instant?, note text) {
          node pt : Patient key ("urn:band", device)
          node o : LabResult key (pt, note) { subject <- pt; observedAt <- at as instant; text <- note as text }
          node d : RecordedDetail key (o, "d") { partOf <- o; role <- "detail" }
        }
        map beats from csv "beats*.csv" (device text, ts instant, bpm int) {
          series hr : HeartRate key (device) of ref Patient key ("urn:band", device) or stub at ts value bpm as quantity in '/min'
        }

        """;

    private static readonly string[] Handed = ["device,mrn,since,until", "B1,1,2026-01-10,2026-06-30", "B1,2,2026-07-01,", "B2,3,2026-01-01,"];

    [Theory]
    [InlineData("B1,2026-03-01T10:00:00,x", "P1", "")]
    [InlineData("B1,2026-06-30T23:59:59,x", "P1", "")]            // both ends count
    [InlineData("B1,2026-07-01T00:00:00,x", "P2", "")]
    [InlineData("B1,2026-06-30,x", "P1", "")]
    [InlineData("B1,2026-06-30T23:30:00+02:00,x", "P1", "")]       // periods in days are those of the clock on the wall
    [InlineData("B1,2026-01-09T23:00:00,x", "", "nobody is known")]
    [InlineData("B1,2026-06,x", "P1", "")]
    [InlineData("B1,2026,x", "", "several people")]                // a year that reaches into both
    [InlineData("B1,,x", "", "has no time")]
    [InlineData("B2,2026-03-01T10:00:00,x", "P3", "")]
    [InlineData("B2,2025-03-01T10:00:00,x", "", "nobody is known")] // although it is said of one person alone
    public void A_record_is_of_who_had_the_key_at_its_own_time(string row, string expected, string why)
    {
        using var program = new SmallProgram().Input("bands.csv", "device,at,note", row).Input("devices.csv", Handed);
        var facts = program.Map(Program);
        Assert.Equal(expected, OwnerOf(facts, "x"));
        Assert.Equal(expected.Length > 0, facts.Exists(f => f.Predicate.LocalName == "role"));
        var rejects = program.Rejects.Where(r => r.Code == "OT4109").ToList();
        Assert.Equal(why.Length > 0 ? 2 : 0, rejects.Count);
        Assert.All(rejects, r => Assert.Equal((program.PathOf("bands.csv"), true), (r.Place.Document, r.Place.Bytes.End >= "device,at,note\n".Length)));
        Assert.All(rejects.Take(1), r => Assert.Contains(why, r.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(program.Remarks, r => r.Code == "OT4109");
        // What stands for the key is nobody.
        Assert.Equal(3, facts.Where(f => f.Predicate == RdfTerms.Type && f.Object is Iri { LocalName: "Patient" }).Select(f => f.Subject).Distinct().Count());
    }

    [Fact]
    public void Samples_of_one_file_are_two_people_s()
    {
        using var program = new SmallProgram().Input("devices.csv", Handed).Input("beats.csv", "device,ts,bpm", "B1,2026-06-30T10:00:00,61", "B1,2026-07-02T10:00:00,72", "B1,2025-07-02T10:00:00,99");
        var lines = program.Write(Program);
        var graphs = lines.Where(l => l.Contains("#value>", StringComparison.Ordinal)).ToDictionary(l => l.Split('"')[1], l => l[l.LastIndexOf('<')..]);
        var people = lines.Where(l => l.Contains("#familyName>", StringComparison.Ordinal)).ToDictionary(l => l.Split('"')[1], l => l[l.LastIndexOf('<')..]);
        Assert.Equal((people["P1"], people["P2"], false), (graphs["61"], graphs["72"], graphs.ContainsKey("99")));
        Assert.Equal("line 4 \"device\"", Assert.Single(program.Rejects, r => r.Code == "OT4109").Place.Path);
    }

    [Theory]
    [InlineData("B1,1,2026-01-10,2026-07-01", "B1,2,2026-07-01,", "B1,2026-07-01T10:00:00,x", "")]
    [InlineData("B1,1,2026-01-10,2026-07-01", "B1,2,2026-07-01,", "B1,2026-07-02T10:00:00,x", "P2")]
    [InlineData("B1,1,2026-01-10,", "B1,2,2026-07-01,", "B1,2026-03-02T10:00:00,x", "P1")]
    [InlineData("B1,1,2026-01-10,soon", "B1,2,2026-07-01,", "B1,2026-03-02T10:00:00,x", "")]
    public void Where_periods_meet_or_cannot_be_read_what_lies_there_is_nobody_s_and_the_list_is_told(string one, string other, string row, string expected)
    {
        using var program = new SmallProgram().Input("devices.csv", Handed[0], one, other).Input("bands.csv", "device,at,note", row);
        var facts = program.Map(Program);
        Assert.Equal(expected, OwnerOf(facts, "x"));
        Assert.Contains(program.Remarks, r => r is { Code: "OT4109", Place.Path: "line 2 \"device\"" or "line 2 \"mrn\"" });
    }

    [Fact]
    public void Two_numbers_of_one_person_contest_nothing()
    {
        using var program = new SmallProgram().Input("devices.csv", Handed[0], "B1,1,2026-01-01,2026-02-01", "B1,9,2026-01-15,").Input("same.csv", "one,other", "1,9").Input("bands.csv", "device,at,note", "B1,2026-01-20T10:00:00,x");
        var facts = program.Map(Program + """
            identity Patient from csv "same.csv" (one text, other text) { ("urn:test", one), ("urn:test", other) }
            """);
        Assert.DoesNotContain(program.Rejects, r => r.Code == "OT4109");
        Assert.DoesNotContain(program.Remarks, r => r.Code == "OT4109");
        Assert.StartsWith("P", OwnerOf(facts, "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_store_the_order_of_lists_and_records_decides_nothing()
    {
        var held = new List<List<string>>();
        foreach (var order in new[] { new[] { "devices.csv", "bands.csv", "beats.csv" }, ["bands.csv", "devices.csv", "beats.csv"], ["beats.csv", "bands.csv", "devices.csv"] })
        {
            await using var shop = await FilledAsync();
            foreach (var file in order) { await shop.IngestAsync(file); }
            held.Add(Apart(shop, await shop.HeldAsync()));
            Assert.Equal(["P1 march", "P2 august"], await OwnersAsync(shop));
            Assert.Contains((await shop.DocumentsAsync()).Where(d => d.Name.EndsWith("bands.csv", StringComparison.Ordinal)).SelectMany(d => d.Rejects), r => r.Code == "OT4109");
        }
        Assert.Equal(held[0], held[1]);
        Assert.Equal(held[0], held[2]);
    }

    [Fact]
    public async Task Periods_are_remembered_and_one_that_is_ended_later_gives_the_rest_to_the_next()
    {
        await using var shop = await FilledAsync();
        shop.Write("devices-old.csv", "device,mrn,since,until\nB1,1,2026-01-10,\n");
        await shop.IngestAsync("devices-old.csv");
        // Another run: what the list said is the store's now.
        await shop.IngestAsync("bands.csv");
        Assert.Equal(["P1 august", "P1 march"], await OwnersAsync(shop));
        await shop.IngestAsync("devices.csv");
        Assert.Equal(["P1 march", "P2 august"], await OwnersAsync(shop));
        var again = await shop.HeldAsync();
        await shop.IngestAsync("devices.csv", "bands.csv", "devices-old.csv");
        Assert.Equal(again, await shop.HeldAsync());
    }

    [Fact]
    public async Task A_document_that_is_gone_when_its_key_is_lent_is_told()
    {
        await using var shop = await FilledAsync();
        await shop.IngestAsync("bands.csv");
        File.Delete(shop.PathOf("bands.csv"));
        var told = new List<Diagnostic>();
        var ingestion = await shop.IngestionAsync();
        ingestion.OnDiagnostic = told.Add;
        await ingestion.RunAsync([shop.PathOf("devices.csv")], TestContext.Current.CancellationToken);
        Assert.Equal(shop.PathOf("bands.csv"), Assert.Single(told, d => d.Code == "OT8124").Place!.Value.Document);
    }

    private static async Task<Workshop> FilledAsync()
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", "module test version 1\nontology hdt\n" + Program);
        shop.Write("devices.csv", string.Join('\n', Handed) + "\n");
        shop.Write("bands.csv", "device,at,note\nB1,2026-03-01T10:00:00,march\nB1,2026-08-01T10:00:00,august\nB1,2025-08-01T10:00:00,before\n");
        shop.Write("beats.csv", "device,ts,bpm\nB1,2026-03-01T10:00:00,61\nB1,2026-08-01T10:00:00,72\n");
        return shop;
    }

    private static List<string> Apart(Workshop shop, List<string> held) => [.. held.Select(h => h.Replace(Path.GetDirectoryName(shop.PathOf("m.twin"))!, "", StringComparison.Ordinal))];

    // Name of the person and text of each result.
    private static async Task<List<string>> OwnersAsync(Workshop shop)
    {
        var owners = new List<string>();
        await foreach (var id in shop.Store.TwinsAsync(TestContext.Current.CancellationToken))
        {
            var twin = (await shop.Store.LoadAsync(id, null, TestContext.Current.CancellationToken))!;
            var name = twin.Facts.Select(f => f.Triple).FirstOrDefault(t => t.Predicate == OntologyModel.Term("familyName"))?.Object as Literal;
            owners.AddRange(twin.Facts.Where(f => f.Triple.Predicate == OntologyModel.Term("text")).Select(f => $"{name?.Lexical} {((Literal)f.Triple.Object).Lexical}"));
            Assert.All(twin.Facts.Where(f => f.Triple.Predicate == OntologyModel.Term("subject")), f => Assert.Equal(id.Subject, f.Triple.Object));
        }
        owners.Sort(StringComparer.Ordinal);
        return owners;
    }

    private static string OwnerOf(List<LiftedFact> facts, string note)
    {
        var node = facts.Find(f => f.Predicate.LocalName == "text" && f.Object is Literal { Lexical: var text } && text == note).Subject;
        var subject = node is null ? null : facts.Find(f => f.Subject == node && f.Predicate.LocalName == "subject").Object;
        return facts.Find(f => f.Predicate.LocalName == "familyName" && f.Subject.Equals(subject)).Object is Literal name ? name.Lexical : "";
    }
}
