using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Ontotwin.Graph;
using Ontotwin.Graph.Neo4j;
using Ontotwin.Testing;

[assembly: AssemblyFixture(typeof(Neo4jServer))]

namespace Ontotwin.Cli.Tests;

/// <summary>The same commands and the same GraphQL over the embedded store and over a real Neo4j give the same answers, letter by letter.</summary>
public class Neo4jTests(Neo4jServer server)
{
    private const string OfATwin = """
        query($id: ID!) { twin(id: $id) {
          rulesetHash banner { name birthDates sexes identifiers { authority value } }
          observations(first: 200) { node class value comparator unit words at status differing { property values { value } } origin { document path start end text sha256 rule } }
          conditions { node class at status } medications { node class status words } allergies { node words } encounters { node at }
          series { node class unit count source { document start end } }
          scores { name unit proofFlat { kind } } features { name unit }
          recommendations { rule status because proofFlat { index parent depth kind origin { document path start end text } } }
        } }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_twins_and_the_same_answers_on_both_stores()
    {
        var neo4j = await server.StoreUrlAsync();
        using var folder = new TemporaryFolder();
        var embedded = folder.File("store");
        await NameAlikeAsync(embedded, neo4j);
        foreach (var store in new[] { embedded, neo4j })
        {
            Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store)).ExitCode);
            Assert.Equal(0, (await OntotwinCommand.RunAsync("reason", "--store", store)).ExitCode);
        }
        string[][] questions =
        [
            ["twins", "--json"],
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
        Assert.Equal(await GraphQLAsync(embedded), await GraphQLAsync(neo4j));
    }

    // Names of nodes are made under the store's secret: with one secret they are the same in both.
    private static async Task NameAlikeAsync(string embedded, string neo4j)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await using var left = await EmbeddedStore.OpenAsync(embedded, StoreOpening.CreateIfMissing, Cancel);
        await using var right = await Neo4jStore.OpenAsync(neo4j, null, Cancel);
        foreach (IGraphStore store in new IGraphStore[] { left, right }) { Assert.Equal(secret, await store.SetSettingOnceAsync("iri-secret", secret, Cancel)); }
    }

    private static async Task<string> AskAsync(string[] question, string store)
    {
        var (exit, output, error) = await OntotwinCommand.RunAsync([.. question, "--store", store]);
        Assert.True(exit == 0, error);
        return output;
    }

    // What an app asks: everybody, and of each the records with their bytes, what sources differ on, and the recommendations with their proofs.
    private static async Task<string> GraphQLAsync(string store)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ontotwin.dll"), "serve", "--store", store, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        try
        {
            string? address = null;
            while (address is null && await process.StandardError.ReadLineAsync(Cancel) is { } line)
            {
                address = line.Split(' ').FirstOrDefault(w => w.StartsWith("http://127.0.0.1", StringComparison.Ordinal));
            }
            using var client = new HttpClient { BaseAddress = new Uri(new Uri(address!).GetLeftPart(UriPartial.Authority)) };
            var answers = await PostAsync(client, new { query = "{ twins { id name birthDate sex identifiers { authority value } } }" });
            using var everybody = JsonDocument.Parse(answers);
            var ids = everybody.RootElement.GetProperty("data").GetProperty("twins").EnumerateArray().Select(t => t.GetProperty("id").GetString()!).ToList();
            Assert.True(ids.Count >= 4, answers);
            foreach (var id in ids) { answers += "\n" + await PostAsync(client, new { query = OfATwin, variables = new { id } }); }
            return answers;
        }
        finally { process.Kill(entireProcessTree: true); }
    }

    private static async Task<string> PostAsync(HttpClient client, object request)
    {
        using var answer = await client.PostAsJsonAsync("/graphql", request, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("\"errors\"", body, StringComparison.Ordinal);
        return body;
    }
}
