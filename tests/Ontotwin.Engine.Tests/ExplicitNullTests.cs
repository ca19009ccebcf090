using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>What a site says that an explicit null does: retract the value, nothing, or set the record aside.</summary>
public class ExplicitNullTests
{
    private const string Message = "MSH|^~\\&|S|F|R|F|20261101||ADT^A08^ADT_A01|1|P|2.5.1\rPID|1||11^^^A&1.2.3&ISO||Doe^Jane||BORN|F\r";

    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    [Theory]
    [InlineData("retract", 1)]
    [InlineData("ignore", 0)]
    public void The_record_stays_and_the_value_ends_where_the_site_says_retract(string action, int ended)
    {
        var (mapped, report) = Map($"null \"\\\"\\\"\" {action}", "\"\"");
        Assert.Equal(ended, Assert.Single(mapped.Nodes).NullProperties.Count);
        Assert.Empty(mapped.Rejects);
        Assert.Equal(0, report.Rejects);
    }

    [Theory]
    [InlineData("\\\"\\\"", "\"\"")]
    [InlineData("unknown", "unknown")]
    public void A_site_that_quarantines_gives_a_located_reject_that_is_counted(string declared, string written)
    {
        var (mapped, report) = Map($"null \"{declared}\" quarantine", written);
        Assert.Empty(mapped.Nodes);
        var reject = Assert.Single(mapped.Rejects);
        Assert.Equal("OT4108", reject.Code);
        Assert.StartsWith("PID-7", reject.Place.Path.Replace("PID[1]", "PID", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, report.Rejects);
    }

    [Fact]
    public void A_text_of_the_site_s_own_ends_the_value_and_is_no_date()
    {
        var (mapped, _) = Map("null \"n/a\" retract", "n/a");
        Assert.Equal(OntologyModel.Term("birthDate"), Assert.Single(Assert.Single(mapped.Nodes).NullProperties));
        Assert.Empty(mapped.Diagnostics);
    }

    private static (MappedRecord Mapped, RunReport Report) Map(string setting, string born)
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-null-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "n.twin"), $$"""
                module test.nulls version 1
                ontology hdt
                site s otherwise { authority "urn:x"; {{setting}} }
                map m from hl7v2 "2.5.1" ADT_A01 { node pt : Patient key (authority(PID-3.first.4), PID-3.first.1) { birthDate <- PID-7 as date } }
                """);
            var compiled = TwinCompiler.Compile([folder], Ontology.Value);
            Assert.Empty(compiled.Diagnostics);
            var file = Path.Combine(folder, "m.hl7");
            File.WriteAllText(file, Message.Replace("BORN", born, StringComparison.Ordinal), Encoding.ASCII);
            var (iris, report) = (new IriMaker(new byte[32]), new RunReport());
            var pass = new DocumentPass(new Mapper(new MappingServices(compiled.Value!, new IdentityTable(iris), iris)), new DocumentReader(compiled.Value!), report);
            return (Assert.Single(pass.Map([file], TestContext.Current.CancellationToken)).Mapped, report);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
