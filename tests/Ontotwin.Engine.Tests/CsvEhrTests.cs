using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>The packs for CSV exports of health records, over the real files: every row is facts or a reject, and here none is a reject.</summary>
public sealed class CsvEhrTests
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Theory]
    [InlineData("synthea-csv-dbt", "patients.csv")]
    [InlineData("synthea-csv-dbt", "encounters.csv")]
    [InlineData("synthea-csv-dbt", "conditions.csv")]
    [InlineData("synthea-csv-dbt", "observations.csv")]
    [InlineData("synthea-csv-dbt", "medications.csv")]
    [InlineData("synthea-csv-dbt", "allergies.csv")]
    [InlineData("synthea-csv-dbt", "procedures.csv")]
    [InlineData("synthea-csv-dbt", "immunizations.csv")]
    [InlineData("omop-synthea27nj", "PERSON.csv")]
    [InlineData("omop-synthea27nj", "MEASUREMENT.csv")]
    [InlineData("omop-synthea27nj", "CONDITION_OCCURRENCE.csv")]
    [InlineData("omop-synthea27nj", "DRUG_EXPOSURE.csv")]
    public void Every_row_becomes_facts(string folder, string file)
    {
        var path = SharedData.Require("dev", "ehr", folder, file);
        var rows = File.ReadLines(path).Skip(1).Count(l => l.Length > 0);
        var iris = new IriMaker(new byte[16]);
        var report = new RunReport();
        var remarks = new List<string>();
        var pass = new DocumentPass(new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris)), new DocumentReader(Program.Value), report) { OnDiagnostic = d => remarks.Add(d.ToString()) };
        pass.Identify([path], TestContext.Current.CancellationToken);
        var mapped = pass.Map([path], TestContext.Current.CancellationToken).Select(m => m.Mapped).ToList();
        Assert.Equal(rows, mapped.Count);
        Assert.All(mapped, m => Assert.True(m.FactCount >= 3));
        Assert.Equal(0, report.Rejects);
        // One medicine of the export was given once and prescribed for a year in one encounter, from one instant: two rows of one key.
        Assert.Equal(file == "medications.csv" ? 1 : 0, remarks.Count(r => r.Contains("OT4105", StringComparison.Ordinal)));
        // This export is from before conditions and procedures had a column SYSTEM.
        Assert.DoesNotContain(remarks, r => !r.Contains("OT4105", StringComparison.Ordinal) && !r.Contains("OT4206", StringComparison.Ordinal));
    }
}
