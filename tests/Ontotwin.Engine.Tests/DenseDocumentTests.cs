using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>A file with a row a minute names its person in every row: all are origins, and none makes the next one dearer.</summary>
public sealed class DenseDocumentTests
{
    private const string Map = """
        module dense version 1
        ontology hdt
        map samples from csv "band*.csv" { delimiter "," } (person text, ts instant, pulse int) {
          series hr : HeartRate key ("urn:test:band") of ref Patient key ("urn:test:band", person) or stub at ts value pulse as quantity in '/min'
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_stays_an_origin_of_its_person()
    {
        await using var workshop = await Workshop.OpenAsync();
        workshop.Write("dense.twin", Map);
        workshop.Write("band.csv", "person,ts,pulse\np1,2026-01-05T10:02:00Z,72\np2,2026-01-05T10:00:00Z,80\np1,2026-01-05T10:01:00Z,71\np1,2026-01-05T10:03:00Z,\np2,2026-01-05T10:01:00Z,81\np1,2026-01-05T10:01:00Z,71\n");
        await workshop.IngestAsync("band.csv");
        var origins = new List<string>();
        var samples = new List<string>();
        await foreach (var id in workshop.Store.TwinsAsync(Cancel))
        {
            var twin = (await workshop.Store.LoadAsync(id, null, Cancel))!;
            var said = twin.Facts.Where(f => f.Triple.Subject.Equals(id.Subject)).Select(f => ((Asserted)f.Justification).Origin).ToList();
            origins.Add(string.Join(" | ", said.Select(o => $"{o.Path} {o.Text} {o.Bytes.Start}")));
            var chunk = Assert.Single(twin.Series);
            samples.Add(string.Join(" | ", chunk.Samples.Select(s => $"{s.Instant:mm} {s.Value} line {s.Line} at {s.Bytes.Start}")) + $" of {chunk.Source.Path} {chunk.Source.Bytes.Start}-{chunk.Source.Bytes.End}");
        }
        Assert.Equal(["line 2 \"person\" p1 16 | line 4 \"person\" p1 70 | line 7 \"person\" p1 149", "line 3 \"person\" p2 43 | line 6 \"person\" p2 122"], origins.Order(StringComparer.Ordinal));
        Assert.Equal(["00 80 line 3 at 67 | 01 81 line 6 at 146 of \"pulse\" 67-148", "01 71 line 4 at 94 | 02 72 line 2 at 40 of \"pulse\" 40-175"], samples.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_has_no_versions_is_planned_without_a_look_at_what_is_held()
    {
        var node = new Iri("urn:test:person");
        var origin = new Origin("band.csv", "", default, "line 2 \"person\"", "p1", "dense/samples.stub", "1", "");
        var version = new NodeVersion(node, "dense/samples.stub", LifeCycleKind.Assert, false, null, [(new Triple(node, RdfTerms.Type, new Iri("urn:test:Patient")), origin)], [], origin);
        var planned = ChangePlanner.Plan(version, Held(), default);
        Assert.Equal(origin, ((Asserted)Assert.Single(planned.Assert).Justification).Origin);
        Assert.Empty(planned.Close);
    }

    // Looked through for every row of one person, a file would take the square of its rows.
    private static IEnumerable<Fact> Held()
    {
        Assert.Fail("the facts held were looked through");
        yield break;
    }
}
