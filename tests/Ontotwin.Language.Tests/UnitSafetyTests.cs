using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>Units that are formally right and clinically wrong are found before any number is there.</summary>
public sealed class UnitSafetyTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-units-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Potassium", "'mmol/L' to '/L'", "OT1901", Severity.Error)]
    [InlineData("Glucose", "'meq/L' to 'mmol/L'", "OT1902", Severity.Error)]
    [InlineData("Leukocytes", "'K/uL' to '10*3/uL'", "OT1903", Severity.Warning)]
    [InlineData("Leukocytes", "'[CFU]/mL' to '/mL'", "OT1904", Severity.Error)]
    [InlineData("Potassium", "'mosm/L' to 'mmol/L'", "OT1905", Severity.Error)]
    [InlineData("Potassium", "'kg'", "OT2203", Severity.Error)]
    public void Of_a_map(string type, string units, string code, Severity severity)
    {
        var said = Check($"module a version 1\nontology hdt\nmap m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id)\n"
            + $"  node n : {type} key (pt, id) {{ subject <- pt; value <- v as quantity in {units} }}\n}}\n");
        Assert.Contains(said, d => d.Code == code && d.Severity == severity && d.Span!.Value.Start.Line == 5);
    }

    [Theory]
    [InlineData("Potassium", "'meq/L' to 'mmol/L'")]
    [InlineData("Calcium", "'meq/L'")]
    [InlineData("Glucose", "'mmol/L'")]
    public void Of_a_map_that_knows_the_substance_nothing_is_said(string type, string units) =>
        Assert.Empty(Check($"module a version 1\nontology hdt\nmap m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id)\n"
            + $"  node n : {type} key (pt, id) {{ subject <- pt; value <- v as quantity in {units} }}\n}}\n"));

    [Theory]
    [InlineData("Potassium", "5 '/L'", "OT1901")]
    [InlineData("Glucose", "5 'meq/L'", "OT1902")]
    [InlineData("Leukocytes", "5 'K/uL'", "OT1903")]
    public void Of_a_rule(string type, string quantity, string code)
    {
        var text = File.ReadAllText(Repository.PathOf("guidelines", "heartfailure.twin"));
        var condition = "latest Potassium within 14 'd' >= 5.0 'mmol/L'";
        Assert.Contains(condition, text, StringComparison.Ordinal);
        Assert.Contains(code, Check(text.Replace(condition, $"latest {type} within 14 'd' >= {quantity}", StringComparison.Ordinal)).Select(d => d.Code));
    }

    private System.Collections.Immutable.ImmutableArray<Diagnostic> Check(string text)
    {
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(file, text);
        return TwinCompiler.Compile([file], Ontology.Value).Diagnostics;
    }
}
