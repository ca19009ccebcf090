using System.Globalization;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>
/// How many rows of HL7's v2-to-FHIR segment tables give a fact, by the shipped maps over messages of our own that fill every field. A row counts only when a fact
/// whose origin is that field came in the run.
/// </summary>
public sealed class V2TableShareTests(ITestOutputHelper output)
{
    private static readonly Lazy<IReadOnlyList<MessageCoverage>> Shares = new(Run);

    [Theory]
    [InlineData("ADT_A01", 90)]
    [InlineData("ADT_A02", 90)]
    [InlineData("ADT_A05", 90)]
    [InlineData("ADT_A06", 90)]
    [InlineData("ADT_A09", 90)]
    [InlineData("ADT_A17", 90)]
    [InlineData("MDM_T02", 90)]
    [InlineData("OML_O21", 90)]
    [InlineData("ORM_O01", 90)]
    [InlineData("ORU_R01", 90)]
    [InlineData("SIU_S12", 90)]
    [InlineData("VXU_V04", 90)]
    public void A_row_of_the_tables_gives_a_fact(string message, int percent)
    {
        SharedData.Require("dev", "terminology", "v2-to-fhir-maps");
        var share = Assert.Single(Shares.Value, m => m.Message == message);
        foreach (var segment in share.Segments) { output.WriteLine($"{message} {segment.Map}: {segment.Covered} of {segment.Rows}{string.Concat(segment.Uncovered.Select(u => $" {u.Field}"))}"); }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{message}: {share.Covered} of {share.Rows}"));
        Assert.True(share.Covered * 100 > share.Rows * percent, $"{message}: {share.Covered} of {share.Rows}");
    }

    private static IReadOnlyList<MessageCoverage> Run()
    {
        var program = TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!;
        var iris = new IriMaker(new byte[16]);
        var coverage = new FieldCoverage();
        var pass = new DocumentPass(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)) { Coverage = coverage }, new DocumentReader(program), new RunReport());
        var files = Directory.EnumerateFiles(Repository.PathOf("mappings", "testdata", "full"), "*.hl7").Order(StringComparer.Ordinal).ToList();
        pass.Identify(files, TestContext.Current.CancellationToken);
        Assert.Equal(files.Count, pass.Map(files, TestContext.Current.CancellationToken).Count());
        return V2ToFhirTables.Load(SharedData.Require("dev", "terminology", "v2-to-fhir-maps")).Value!.Cover(coverage);
    }
}
