using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>What a file takes from another module is there, and is asked for.</summary>
public sealed class ImportTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-imports-").FullName;

    public ImportTests()
    {
        File.WriteAllText(Path.Combine(folder, "codes.csv"), "code,target\nA,B\n");
        File.WriteAllText(Path.Combine(folder, "shared.twin"), "module test.shared version 1\nontology hdt\nlookup labCodes from \"codes.csv\" on miss keep\n"
            + "function trimmed(x) = before(x, \" \")\nshape detailOf(x, owner) { node d : Observation key (owner, x) { partOf <- owner; text <- x as text } }\n");
        File.WriteAllText(Path.Combine(folder, "between.twin"), "module test.between version 1\nontology hdt\nimport test.shared\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("import test.shared", "code <- v via labCodes", null, "")]
    [InlineData("import test.shared (labCodes)", "code <- v via labCodes", null, "")]
    [InlineData("import test.shared (labCodes)\nimport test.shared (trimmed)", "code <- v via labCodes; text <- trimmed(v) as text", null, "")]
    [InlineData("import test.shared (labCodez)", "code <- v via labCodes", "OT1007", "did you mean 'labCodes'?")]
    [InlineData("import test.shared (labCodes, nothingOfTheKind)", "code <- v via labCodes", "OT1007", "leave it out")]
    [InlineData("import test.shared (trimmed)", "code <- v via labCodes", "OT1008", "import test.shared (trimmed, labCodes)")]
    [InlineData("import test.shared (labCodes)", "text <- trimmed(v) as text", "OT1008", "import test.shared (labCodes, trimmed)")]
    [InlineData("import test.shared (labCodes)", "use detailOf(v, n)", "OT1008", "import test.shared (labCodes, detailOf)")]
    [InlineData("import test.between", "code <- v via labCodes", "OT1008", "import test.shared (labCodes)")]
    [InlineData("import test.share", "code <- v via labCodes", "OT1006", "did you mean 'test.shared'?")]
    public void A_name_of_another_module(string imports, string binding, string? code, string hint)
    {
        var main = Path.Combine(folder, "a.twin");
        var text = $"module a version 1\nontology hdt\n{imports}\nmap m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id)\n  node n : LabResult key (pt, v) {{ subject <- pt; {binding} }}\n}}\n";
        File.WriteAllText(main, text);
        Check(TwinCompiler.Compile([main], Ontology.Value).Diagnostics);
        if (code != "OT1006") { Check(TwinCompiler.Compile([folder], Ontology.Value).Diagnostics); }
        TwinText[] texts = [.. Directory.EnumerateFiles(folder, "*.twin").Select(f => new TwinText(f, File.ReadAllText(f)))];
        Check(TwinAnalysis.Of(main, texts, Ontology.Value).Diagnostics);

        void Check(ImmutableArray<Diagnostic> said)
        {
            Assert.Equal(code is null ? [] : [code], said.Select(d => d.Code));
            Assert.All(said, d => Assert.Contains(hint, d.Hint ?? "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("use detailOfs(v, n)", "OT1240", "did you mean 'detailOf'? import test.shared (detailOf)")]
    [InlineData("code <- v via labCodes", "OT1211", "import test.shared (labCodes)")]
    [InlineData("text <- trimed(v) as text", "OT1208", "did you mean 'trimmed'? import test.shared (trimmed)")]
    public void A_name_of_a_module_that_nothing_imports_is_told_with_the_module(string binding, string code, string hint)
    {
        var main = Path.Combine(folder, "a.twin");
        File.WriteAllText(main, $"module a version 1\nontology hdt\nmap m from csv \"a.csv\" (id text, v text) {{\n  node pt : Patient key (\"a\", id)\n  node n : LabResult key (pt, v) {{ subject <- pt; {binding} }}\n}}\n");
        var said = Assert.Single(TwinCompiler.Compile([main], Ontology.Value).Diagnostics);
        Assert.Equal((code, hint), (said.Code, said.Hint));
    }

    [Fact]
    public void Files_of_one_module_need_no_import_of_each_other()
    {
        File.WriteAllText(Path.Combine(folder, "more.twin"), "module test.shared version 1\nontology hdt\nmap m from csv \"a.csv\" (id text, v text) { node n : Patient key (\"a\", trimmed(id)) }\n");
        Assert.Empty(TwinCompiler.Compile([folder], Ontology.Value).Diagnostics);
    }
}
