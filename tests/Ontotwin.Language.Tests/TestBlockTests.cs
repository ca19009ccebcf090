using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

/// <summary>Test blocks that name what is not there are told when the program compiles, not when its tests are run.</summary>
public sealed class TestBlockTests : IDisposable
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-testblocks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("of people", "\"a.csv\"", "one Patient", null, null)]
    [InlineData("of peopel", "\"a.csv\"", "one Patient", "OT1363", "did you mean 'people'?")]
    [InlineData("of people", "\"b.csv\"", "one Patient", "OT1364", "relative to the .twin file")]
    [InlineData("of people", "\"not-installed/b.csv\"", "one Patient", null, null)]
    [InlineData("of people", "\"b.csv\" = \"id\\n1\\n\"", "one Patient", null, null)]
    [InlineData("of people", "\"a.csv\"", "one Patient { birthDate = \"abc\" }", "OT1365", "1957-03-14")]
    [InlineData("of people", "\"a.csv\"", "one Patient { birthDate = \"14.03.1957\" }", "OT1365", "1957-03-14")]
    [InlineData("of people", "\"a.csv\"", "one Patient { birthDate = 1957-03-14 }", null, null)]
    [InlineData("of people", "\"a.csv\"", "one Patient { birthDate = \"1957\" }", null, null)]
    [InlineData("of people", "\"a.csv\"", "one Patient { sex = hdt:Femal }", "OT2102", "did you mean 'Female'?")]
    [InlineData("of people", "\"a.csv\"", "one Patient { sex = hdt:Female }", null, null)]
    [InlineData("of people", "\"a.csv\"", "no diagnostic", "OT2101", "did you mean 'diagnostics'?")]
    [InlineData("of people", "\"a.csv\"", "1 rejectss", "OT2101", "did you mean 'rejects'?")]
    [InlineData("of people", "\"a.csv\"", "one Patent", "OT2101", "did you mean 'Patient'?")]
    [InlineData("of people with lookup sexes { \"f\" -> \"urn:s|f\" }", "\"a.csv\"", "one Patient", null, null)]
    [InlineData("of people with lookup sexs { \"f\" -> \"urn:s|f\" }", "\"a.csv\"", "one Patient", "OT1366", "did you mean 'sexes'?")]
    public void A_test(string of, string given, string expected, string? code, string? hint)
    {
        var file = Path.Combine(folder, "a.twin");
        File.WriteAllText(Path.Combine(folder, "a.csv"), "id\n1\n");
        File.WriteAllText(Path.Combine(folder, "sexes.csv"), "code,system,target\nf,urn:s,F\n");
        File.WriteAllText(file, $"module a version 1\nontology hdt\nlookup sexes from \"sexes.csv\" on miss keep\nmap people from csv \"a.csv\" (id text) {{ node pt : Patient key (\"a\", id) }}\ntest \"t\" {of} {{\n  given {given}\n  expect {expected}\n}}\n");
        var said = TwinCompiler.Compile([file], Ontology.Value).Diagnostics;
        Assert.Equal(code is null ? [] : [code], said.Select(d => d.Code));
        Assert.All(said, d => Assert.Equal(code == "OT1364" ? Severity.Warning : Severity.Error, d.Severity));
        Assert.All(said, d => Assert.Contains(hint!, d.Hint, StringComparison.Ordinal));
    }
}
