using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What bears on many records at once: devices that are handed on, joined files that are gone, an ontology that is another under the same version.</summary>
public sealed class HandedOnTests
{
    private const string Program = """
        identity Patient from csv "devices.csv" (device text, mrn text, since text, until text?) { ("urn:band", device), ("urn:test", mrn) during since .. until }
        map list from csv "devices.csv" (device text, mrn text, since text, until text?) { node pt : Patient key ("urn:test", mrn) }
        map bands from csv "bands.csv" (device text, at text) {
          node pt : Patient key ("urn:band", device)
          node o : LabResult key (pt, at) { subject <- pt; text <- device as text }
        }
        """;

    [Fact]
    public void A_device_that_two_people_wore_is_neither_s_and_makes_them_not_one()
    {
        using var program = new SmallProgram()
            .Input("devices.csv", "device,mrn,since,until", "B1,1,2026-01-01,2026-06-30", "B1,2,2026-07-01,", "B2,3,2026-01-01,")
            .Input("bands.csv", "device,at", "B1,mon", "B2,tue");
        var facts = program.Map(Program);
        var listed = facts.Where(f => f.From.Rule.Name.Contains("list", StringComparison.Ordinal)).Select(f => f.Subject).Distinct().ToList();
        Assert.Equal(3, listed.Count);
        var (of1, of2) = (Subject(facts, "B1"), Subject(facts, "B2"));
        Assert.DoesNotContain(of1, listed);
        Assert.Contains(of2, listed);
        Assert.Equal(["line 2 \"device\"", "line 3 \"device\""], program.Remarks.Where(r => r.Code == "OT4109").Select(r => r.Place!.Value.Path));
    }

    [Fact]
    public void A_device_that_one_person_wore_twice_is_theirs_also_where_they_have_two_numbers()
    {
        using var program = new SmallProgram()
            .Input("devices.csv", "device,mrn,since,until", "B1,1,2026-01-01,2026-02-01", "B1,9,2026-07-01,")
            .Input("same.csv", "one,other", "1,9")
            .Input("bands.csv", "device,at", "B1,mon");
        var facts = program.Map(Program + """

            identity Patient from csv "same.csv" (one text, other text) { ("urn:test", one), ("urn:test", other) }
            """);
        Assert.DoesNotContain(program.Remarks, r => r.Code == "OT4109");
        Assert.Contains(Subject(facts, "B1"), facts.Where(f => f.From.Rule.Name.Contains("list", StringComparison.Ordinal)).Select(f => f.Subject));
    }

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

    private static Rdf.Term Subject(List<Mapping.LiftedFact> facts, string device)
    {
        var node = facts.Single(f => f.Predicate.LocalName == "text" && f.Object is Rdf.Literal { Lexical: var text } && text == device).Subject;
        return facts.Single(f => f.Subject == node && f.Predicate.LocalName == "subject").Object;
    }
}
