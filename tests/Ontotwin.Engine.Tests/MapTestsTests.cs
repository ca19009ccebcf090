using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>What a <c>test</c> block of a map passes, and what it must not.</summary>
public sealed class MapTestsTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-maptests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // One result "<5" mg/L at 07:15+01:00, another of 4.1 mg/L.
    [Theory]
    [InlineData("lab.csv", "one LabResult { value = 5 'mg/L' }", false)]
    [InlineData("lab.csv", "one LabResult { value = 5 }", false)]
    [InlineData("lab.csv", "one LabResult { value = \"5\" }", false)]
    [InlineData("lab.csv", "no LabResult { value = 5 'mg/L' }", true)]
    [InlineData("lab.csv", "one LabResult { value = 5 'mg/L'; comparator = \"<\" }", true)]
    [InlineData("lab.csv", "one LabResult { value = 5 'mg/L'; comparator = \">\" }", false)]
    [InlineData("lab.csv", "one LabResult { value = 4.1 'mg/L' }", true)]
    [InlineData("lab.csv", "2 LabResult { observedAt = \"2026-03-13T07:15:00+01:00\" }", true)]
    [InlineData("lab.csv", "2 LabResult { observedAt = \"2026-03-13T06:15:00Z\" }", true)]
    [InlineData("lab.csv", "2 LabResult { observedAt = \"2026-03-13T07:15:00Z\" }", false)]
    [InlineData("other.csv", "no LabResult", false)]
    [InlineData("other.csv", "1 reject; expect no LabResult", true)]
    [InlineData("other.csv", "2 rejects; expect no LabResult", false)]
    [InlineData("lab.csv\", \"other.csv", "2 LabResult", false)]
    public void A_test(string given, string expected, bool passes)
    {
        File.WriteAllText(Path.Combine(folder, "lab.csv"), "nr,analyt,wert,zeit\n1,CRP,<5,13.03.2026 07:15\n1,IgE,4.1,13.03.2026 07:15\n");
        File.WriteAllText(Path.Combine(folder, "other.csv"), "x,y\n1,2\n");
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(file, $$"""
            module a version 1
            ontology hdt
            site s otherwise { authority "urn:a"; zone "Europe/Vienna" }
            map lab from csv "lab.csv" (nr text, analyt text, wert decimal, zeit instant "dd.MM.yyyy HH:mm") {
              node pt : Patient key (site.authority, nr)
              node res : LabResult key (pt, analyt, zeit) {
                subject <- pt
                title <- analyt as text
                observedAt <- zeit as instant
                value <- wert as quantity in 'mg/L'
              }
            }
            test "t" of lab { given "{{given}}" expect {{expected}} }
            """);
        var compiled = TwinCompiler.Compile([file], Ontology.Value);
        Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == Values.Severity.Error);
        var failures = MapTests.Run(Assert.Single(compiled.Value!.Tests), compiled.Value).Failures;
        Assert.True(passes == (failures.Count == 0), string.Join('\n', failures));
    }
}
