using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;

namespace Ontotwin.Engine.Tests;

/// <summary>Samples of series, which a store holds packed, can be asked for as facts, and asked why they are not there.</summary>
public sealed class SampleFactsTests
{
    private const string Map = """
        module my.watch version 1
        ontology hdt
        identity Patient from csv "watch.csv" (who text) { ("urn:oid:1.2.3", who) }
        map watch from csv "watch.csv" (who text, ts instant "yyyy-MM-dd HH:mm", bpm text?) {
          node pt : Patient key ("urn:oid:1.2.3", who)
          series hr : HeartRate key (who) of ref Patient key ("urn:oid:1.2.3", who) at ts value bpm as quantity in '/min' check 20 .. 250 else quarantine
        }
        """;

    private const string Rows = "who,ts,bpm\n1,2026-11-01 08:00,61\n1,2026-11-01 08:01,72\n1,2026-11-01 08:02,900\n1,2026-11-01 08:03,\n1,2026-11-01 08:04,70\n1,2026-11-01 08:04,80\n2,2026-11-01 08:01,99\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sampledAt", "2026-11-01T08:01:00")]
    [InlineData("value", "72")]
    public async Task A_sample_leads_to_its_line_and_to_the_bytes_of_its_number(string property, string value)
    {
        var (shop, twin) = await IngestedAsync();
        await using var _ = shop;
        var fact = Assert.Single(SampleFacts.Of(twin), f => f.Triple.Predicate == OntologyModel.Term(property) && ((Rdf.Literal)f.Triple.Object).Lexical == value);
        var origin = fact.Origin!;
        Assert.Equal(("line 3 \"bpm\"", "my.watch/watch.hr"), (origin.Path, origin.Rule));
        Assert.Equal("72", new SnippetReader().Read(origin)!.Lines.Single(l => l.Marked.Length > 0).Marked);
        Assert.StartsWith("series hr :", RuleStatement.Find(shop.Program(), origin.Rule)!.Line(), StringComparison.Ordinal);
        Assert.NotEqual(default, fact.KnownFrom);
    }

    [Fact]
    public async Task Samples_are_the_statements_that_map_writes()
    {
        var (shop, twin) = await IngestedAsync();
        await using var _ = shop;
        Assert.Equal(2 * 3, SampleFacts.Of(twin).Count());
        Assert.All(SampleFacts.Of(twin), f => Assert.Contains(f.Triple.Predicate, SampleFacts.Properties));
        Assert.Equal(twin.Series.Single().Series, SampleFacts.Of(twin).First(f => f.Triple.Predicate == OntologyModel.Term("ofSeries")).Triple.Object);
    }

    [Fact]
    public async Task Why_a_sample_is_not_there_is_told_by_row()
    {
        var (shop, twin) = await IngestedAsync();
        await using var _ = shop;
        var answer = await WhyNotFact.AskAsync(await shop.IngestionAsync(), shop.Program(), shop.Store, twin.Id, null, OntologyModel.Term("sampledAt"), Cancel);
        var rule = Assert.Single(answer.Rules);
        Assert.Equal(("my.watch/watch.hr", 1), (rule.Statement.Rule, rule.Documents));
        var told = rule.Outcomes.ToDictionary(o => o.Outcome, o => (o.Count, o.Example.Place.Path));
        Assert.Equal((2, "line 2 \"bpm\""), told[StepOutcome.Wrote]);
        Assert.Equal((1, "line 4 \"bpm\""), told[StepOutcome.Rejected]);
        Assert.Equal((1, "line 5 \"bpm\""), told[StepOutcome.Empty]);
        Assert.Equal((2, "line 6 \"bpm\""), told[StepOutcome.NotKept]);
        Assert.Equal("OT4301", Assert.Single(answer.Rejects).Code);
    }

    [Fact]
    public async Task Of_one_sample_and_of_one_series_only_their_own_is_told()
    {
        var (shop, twin) = await IngestedAsync();
        await using var _ = shop;
        var sample = (Rdf.Iri)SampleFacts.Of(twin).First().Triple.Subject;
        var ingestion = await shop.IngestionAsync();
        async Task<int> WroteAsync(Rdf.Iri node) =>
            Assert.Single((await WhyNotFact.AskAsync(ingestion, shop.Program(), shop.Store, twin.Id, node, OntologyModel.Term("value"), Cancel)).Rules).Outcomes.First(o => o.Outcome == StepOutcome.Wrote).Count;
        Assert.Equal((1, 2), (await WroteAsync(sample), await WroteAsync(twin.Series.Single().Series)));
    }

    private static async Task<(Workshop Shop, Twin Twin)> IngestedAsync()
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("watch.twin", Map);
        shop.Write("watch.csv", Rows);
        await shop.IngestAsync("watch.csv");
        var id = (await shop.Store.FindAsync(new Values.Identifier("urn:oid:1.2.3", "1"), Cancel))!.Value;
        return (shop, (await shop.Store.LoadAsync(id, null, Cancel))!);
    }
}
