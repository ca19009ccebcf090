using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What bears on many records at once: joined files that are gone, an ontology that is another under the same version.</summary>
public sealed class HandedOnTests
{
    [Fact]
    public async Task A_joined_file_that_is_gone_is_told_by_plan_and_by_ingest_and_takes_nothing_back()
    {
        await using var shop = await Workshop.OpenAsync();
        const string Module = """
            module test version 1
            ontology hdt
            map m from csv "results.csv" (mrn text, test text) join csv "tests.csv" (code text, label text) on test = code {
              node pt : Patient key ("urn:test", mrn)
              node o : LabResult key (pt, test) { subject <- pt; text <- label as text }
            }
            """;
        shop.Write("m.twin", Module);
        shop.Write("results.csv", "mrn,test\n1,K\n");
        shop.Write("tests.csv", "code,label\nK,Potassium\n");
        await shop.IngestAsync("results.csv");
        File.Delete(shop.PathOf("tests.csv"));
        var told = new List<Diagnostic>();
        var planning = await shop.IngestionAsync();
        planning.OnDiagnostic = told.Add;
        await planning.PlanAsync(null, TestContext.Current.CancellationToken);
        var remark = Assert.Single(told);
        Assert.Equal(("OT6206", shop.PathOf("results.csv")), (remark.Code, remark.Place!.Value.Document));
        Assert.Contains("tests.csv", remark.Message, StringComparison.Ordinal);
        Assert.True((await shop.IngestAsync("results.csv")).Remarks > 0);
        Assert.Equal(["Potassium"], await shop.ValuesAsync("text"));
    }

    [Theory]
    [InlineData("hdt:LabResult rdfs:subClassOf hdt:Device .", false)]
    [InlineData("hdt:LabResult rdfs:label \"another word\"@en .", true)]
    public void An_ontology_that_says_something_else_under_its_version_changes_the_maps_hashes(string axiom, bool isSame)
    {
        using var program = new SmallProgram();
        program.Compile("map m from csv \"a.csv\" (mrn text) { node pt : Patient key (\"urn:test\", mrn) }");
        var folder = Path.GetDirectoryName(program.Beside("ontology/zz.ttl", "@prefix hdt: <https://w3id.org/ontotwin/hdt#> .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", axiom).PathOf("ontology/zz.ttl"))!;
        foreach (var file in Directory.GetFiles(Repository.PathOf("ontologies"), "*.ttl")) { File.Copy(file, Path.Combine(folder, Path.GetFileName(file))); }
        var (before, after) = (OntologyModel.Load(Repository.PathOf("ontologies")).Value!, OntologyModel.Load(folder).Value!);
        Assert.Equal(before.Version, after.Version);
        var hashes = new[] { before, after }.Select(o => Language.TwinCompiler.Compile([program.PathOf("test.twin")], o).Value!.MapHashes["test/m"]).ToList();
        Assert.Equal(isSame, hashes[0] == hashes[1]);
    }
}
