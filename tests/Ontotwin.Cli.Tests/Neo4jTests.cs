using System.Text.RegularExpressions;
using Ontotwin.Testing;

[assembly: AssemblyFixture(typeof(Neo4jServer))]

namespace Ontotwin.Cli.Tests;

/// <summary>The same commands over the embedded store and over a real Neo4j give the same answers.</summary>
public partial class Neo4jTests(Neo4jServer server)
{
    [Fact]
    public async Task The_same_twins_and_the_same_answers_on_both_stores()
    {
        var neo4j = await server.StoreUrlAsync();
        using var folder = new TemporaryFolder();
        var embedded = folder.File("store");
        foreach (var store in new[] { embedded, neo4j })
        {
            Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store)).ExitCode);
            Assert.Equal(0, (await OntotwinCommand.RunAsync("reason", "--store", store)).ExitCode);
        }
        string[][] questions =
        [
            ["show", "--twin", "70010877"],
            ["explain", "--twin", "70010451", "--recommendation", "rasi.start", "--to", "json"],
            ["explain", "--twin", "70011203", "--to", "text"],
        ];
        foreach (var question in questions)
        {
            var (left, right) = (await AskAsync(question, embedded), await AskAsync(question, neo4j));
            Assert.True(left.Length > 500, string.Join(' ', question));
            Assert.Equal(left, right);
        }
    }

    // Each store has its own secret, so the IRIs differ and with them the order of what is sorted by IRI.
    private static async Task<string> AskAsync(string[] question, string store)
    {
        var (exit, output, error) = await OntotwinCommand.RunAsync([.. question, "--store", store]);
        Assert.True(exit == 0, error);
        return string.Join('\n', Id().Replace(output, "ID").Split('\n').Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("[a-z2-7]{26}(-[a-z2-7]{8})?")]
    private static partial Regex Id();
}
