using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>Sources that differ on what has one value: a reader sees all of it, and none is taken for the right one.</summary>
public sealed class DifferingValuesTests
{
    private static string Map(string name) => $$"""
        map {{name}} from csv "{{name}}.csv" (mrn text, born text, day text, v text) {
          node pt : Patient key ("urn:test", mrn) { birthDate <- born as date }
          node o : Potassium key (pt, day) { subject <- pt; value <- v as quantity in 'mmol/L' }
        }

        """;

    [Fact]
    public async Task Both_are_kept_and_shown_with_where_they_came_from()
    {
        await using var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", "module test version 1\nontology hdt\n" + Map("left") + Map("right"));
        shop.Write("left.csv", "mrn,born,day,v\n1,1980-02-03,mon,4.1\n1,1980-02-03,tue,4.10\n");
        shop.Write("right.csv", "mrn,born,day,v\n1,1980-03-02,mon,5.2\n1,1980-03-02,tue,4.1\n");
        await shop.IngestAsync("left.csv", "right.csv");
        var ontology = shop.Program().Ontology;
        var twin = await OnlyAsync(shop);
        var items = ClinicalItem.All(twin, ontology, "Observation").ToList();
        var differs = Assert.Single(items, i => i.Differing.Count > 0);
        Assert.Null(differs.Value);
        var values = Assert.Single(differs.Differing);
        Assert.Equal(OntologyModel.Term("value"), values.Property);
        Assert.Equal(["4.1 mmol/L left.csv", "5.2 mmol/L right.csv"], values.Values.Select(v => $"{((Literal)v.Value).Lexical} {v.Unit} {Path.GetFileName(v.Origin.Document)}"));
        // 4.10 and 4.1 are one number.
        Assert.Equal(4.1m, Assert.Single(items, i => i.Differing.Count == 0).Value!.Value);
        var banner = PatientBanner.Of(twin);
        Assert.Null(banner.BirthDate);
        Assert.Equal(["1980-02-03", "1980-03-02"], banner.BirthDates);
    }

    private static async Task<Graph.Twin> OnlyAsync(Workshop shop)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var ids = new List<Graph.TwinId>();
        await foreach (var id in shop.Store.TwinsAsync(cancellation)) { ids.Add(id); }
        return (await shop.Store.LoadAsync(Assert.Single(ids), null, cancellation))!;
    }
}
