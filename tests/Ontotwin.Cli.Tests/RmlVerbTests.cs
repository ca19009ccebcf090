using Ontotwin.Testing;

namespace Ontotwin.Cli.Tests;

public class RmlVerbTests
{
    [Theory]
    [InlineData("rml-test-cases", "RMLTC0001a-CSV", "output.nq")]
    [InlineData("rml-test-cases", "RMLTC0001a-XML", "output.nq")]
    [InlineData("rml-core", "RMLTC0001a-JSON", "output.nq")]
    [InlineData("rml-fnml", "RMLFNMLTC0002-CSV", "output.nq")]
    [InlineData("rml-lv", "RMLLVTC0006a", "output.nq")]
    [InlineData("rml-cc", "RMLTC-CC-0004-SM1", "default.nq")]
    public async Task A_case_of_each_suite_passes_as_a_command(string suite, string name, string expected)
    {
        var folder = SharedData.Require("suites", "rml", suite, "test-cases", name);
        using var temporary = new TemporaryFolder();
        var output = temporary.File("out.nq");
        var (exit, _, error) = await OntotwinCommand.RunAsync("rml", Path.Combine(folder, "mapping.ttl"), "--out", output);
        Assert.True(exit == 0, error);
        var (same, _, _) = await OntotwinCommand.RunAsync("compare", output, Path.Combine(folder, expected));
        Assert.Equal(0, same);
    }

    [Fact]
    public async Task What_cannot_be_mapped_is_told_and_gives_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("map.ttl"), """
            @prefix rml: <http://w3id.org/rml/> .
            <#A> rml:logicalSource [ rml:source "gone.csv" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "http://x.org/{id}" ; rml:class <http://x.org/P> ] .
            """, TestContext.Current.CancellationToken);
        var (exit, output, error) = await OntotwinCommand.RunAsync("rml", folder.File("map.ttl"));
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("OT4808 the source 'gone.csv' is not there", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_differ_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a.ttl"), "<http://x.org/s> <http://x.org/p> [ <http://x.org/q> 1 ] .", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("b.nq"), "_:x <http://x.org/q> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<http://x.org/s> <http://x.org/p> _:x .\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("c.nq"), "_:x <http://x.org/q> \"1\" .\n<http://x.org/s> <http://x.org/p> _:x .\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("compare", folder.File("a.ttl"), folder.File("b.nq"))).ExitCode);
        Assert.Equal(1, (await OntotwinCommand.RunAsync("compare", folder.File("a.ttl"), folder.File("c.nq"))).ExitCode);
    }
}
