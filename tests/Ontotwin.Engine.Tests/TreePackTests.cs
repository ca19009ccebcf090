using System.Text;
using System.Xml.Linq;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>The packs for Apple Health and C-CDA over real exports of others: each record is accounted for.</summary>
public sealed class TreePackTests
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Fact]
    public void Apple_Health_steps_are_samples_and_what_no_rule_knows_is_a_reject_each()
    {
        var (mapped, rejects) = Map(SharedData.Require("dev", "wearables", "applehealthdata", "export6s3sample.xml"));
        Assert.Equal(10, mapped.Sum(m => m.Samples.Count));
        // Five walked distances, for which there is no class of series yet.
        Assert.Equal(["OT4002", "OT4002", "OT4002", "OT4002", "OT4002"], rejects.Select(r => r.Code));
        Assert.All(rejects, r => Assert.True(r.Place.Bytes.Length > 0));
    }

    [Fact]
    public void Every_result_and_vital_sign_of_C_CDA_is_a_node_of_its_person()
    {
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr", "synthea-ccda-google"), "*.xml");
        var (mapped, rejects) = Map(files);
        Assert.Empty(rejects);
        foreach (var (section, type) in new[] { ("30954-2", "LabResult"), ("8716-3", "VitalSign") })
        {
            var expected = files.SelectMany(f => Observations(f, section)).Distinct().Count();
            var found = mapped.SelectMany(m => m.Nodes).Where(n => n.Facts.Any(f => f.Predicate == RdfTerms.Type && f.Object is Iri iri && iri.LocalName == type)).Select(n => n.Node).Distinct().Count();
            Assert.True(expected > 300);
            Assert.Equal(expected, found);
        }
    }

    // Read by another parser: who, which code, which id.
    private static IEnumerable<(string? Person, string? Code, string? Id)> Observations(string file, string section)
    {
        XNamespace cda = "urn:hl7-org:v3";
        var document = XElement.Load(file);
        var person = document.Element(cda + "recordTarget")?.Element(cda + "patientRole")?.Element(cda + "id")?.Attribute("extension")?.Value;
        return from s in document.Descendants(cda + "section")
               where s.Element(cda + "code")?.Attribute("code")?.Value == section
               from o in s.Elements(cda + "entry").Elements(cda + "organizer").Elements(cda + "component").Elements(cda + "observation")
               select (person, o.Element(cda + "code")?.Attribute("code")?.Value, o.Element(cda + "id")?.Attribute("root")?.Value);
    }

    private static (List<MappedRecord> Mapped, List<Reject> Rejects) Map(params string[] files)
    {
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var rejects = new List<Reject>();
        var pass = new DocumentPass(new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris)), InputFiles.ReaderOf(Program.Value), new RunReport()) { OnReject = rejects.Add };
        pass.Identify(files, TestContext.Current.CancellationToken);
        return ([.. pass.Map(files, TestContext.Current.CancellationToken).Select(m => m.Mapped)], rejects);
    }
}
