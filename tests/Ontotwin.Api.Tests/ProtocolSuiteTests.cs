using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Ontotwin.Api.Querying;
using Ontotwin.Rdf;
using Ontotwin.Sparql;
using Ontotwin.Testing;

namespace Ontotwin.Api.Tests;

/// <summary>W3C's suites of the SPARQL 1.1 Protocol and of the Graph Store HTTP Protocol by their manifests, against a server on a port of this machine.</summary>
public sealed partial class ProtocolSuiteTests
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Ht = "http://www.w3.org/2011/http#";
    private const string Cnt = "http://www.w3.org/2011/content#";
    private const string Ut = "http://www.w3.org/2009/sparql/tests/test-update#";
    private const string Authority = "www.example";
    private ILookup<Term, Triple> about = Array.Empty<Triple>().ToLookup(t => t.Subject);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SPARQL 1.1 Protocol", "protocol", "manifest.ttl")]
    [InlineData("Graph Store HTTP Protocol, graphs by their own address", "graph-store-protocol", "manifest-direct.ttl")]
    [InlineData("Graph Store HTTP Protocol, graphs by name", "graph-store-protocol", "manifest-indirect.ttl")]
    public async Task The_suite_passes(string name, string suite, string manifest)
    {
        var file = SharedData.Require("suites", "rdf-tests", "sparql", "sparql11", suite, manifest);
        var triples = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(file, q => triples.Add(q.Triple)));
        about = triples.ToLookup(t => t.Subject);
        var tests = triples.Where(t => t.Predicate == RdfTerms.Type && t.Object is Iri { Value: Mf + "ProtocolTest" or Mf + "GraphStoreProtocolTest" }).Select(t => t.Subject).ToList();
        var failures = new List<(string, string)>();
        foreach (var test in tests)
        {
            if (await RunAsync(test, Path.GetDirectoryName(file)!) is { } why) { failures.Add((((Iri)test).LocalName, why)); }
        }
        Conformance.Hold(name, tests.Count, failures);
    }

    private async Task<string?> RunAsync(Term test, string folder)
    {
        var dataset = new SparqlDataset();
        foreach (var data in Values(test, Ut + "graphData"))
        {
            var quads = new List<Quad>();
            Assert.Null(RdfReader.ReadFile(Path.Combine(folder, ((Iri)Value(data, Ut + "graph")!).LocalName), quads.Add));
            dataset.AddDocument(quads, new Iri(((Literal)Value(data, Rdfs.Label.Value)!).Lexical));
        }
        using var held = new MemoryDataset(dataset);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapOntotwinSparql(held);
        await app.StartAsync(Cancellation);
        using var client = new HttpClient();
        var location = "";
        foreach (var request in List(Value(Value(test, Mf + "action")!, Ht + "requests")!))
        {
            using var message = Message(request, app.Urls.Single(), location);
            using var answer = await client.SendAsync(message, Cancellation);
            if (await WrongAsync(Value(request, Ht + "resp")!, answer, message) is { } why) { return why; }
            location = answer.Headers.Location?.OriginalString ?? location;
        }
        return null;
    }

    private HttpRequestMessage Message(Term request, string address, string location)
    {
        var path = Text(request, Ht + "absolutePath")!.Replace("$LOCATION$", location, StringComparison.Ordinal);
        path = path.StartsWith("/sparql/", StringComparison.Ordinal) ? ApiEndpoints.SparqlPath + path["/sparql/".Length..] : GspPath().Replace(path, ApiEndpoints.GraphsPath);
        var message = new HttpRequestMessage(new HttpMethod(Text(request, Ht + "methodName")!), new Uri(address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        // Graphs that are named by their own address are of the suite's host.
        message.Headers.Host = Authority;
        if (Value(request, Ht + "body") is { } body)
        {
            var encoding = Text(body, Cnt + "characterEncoding") == "UTF-16" ? Encoding.Unicode : new UTF8Encoding(false);
            message.Content = new ByteArrayContent(encoding.GetBytes(Text(body, Cnt + "chars")!));
        }
        foreach (var (name, value) in Headers(request))
        {
            if (name == "content-type") { (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value); }
            else { message.Headers.TryAddWithoutValidation(name, value); }
        }
        return message;
    }

    private async Task<string?> WrongAsync(Term expected, HttpResponseMessage answer, HttpRequestMessage asked)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        var statuses = Values(expected, Mf + "expectedStatus").Select(s => ((Iri)s).LocalName).ToList();
        if (!statuses.Exists(s => Fits(s, answer.StatusCode))) { return $"{asked.Method} {asked.RequestUri}: {(int)answer.StatusCode}, wanted {string.Join(' ', statuses)}; {body}"; }
        if (Value(expected, Mf + "expectedLocation") is not null && answer.Headers.Location is null) { return "no Location"; }
        var type = answer.Content.Headers.ContentType;
        if (Text(expected, Mf + "expectedFormat") is { } format && !IsOf(format, type)) { return $"{type} is no {format}"; }
        if (Text(expected, Mf + "expectedBoolean") is { } boolean && !body.Replace(" ", "", StringComparison.Ordinal).Contains($"\"boolean\":{boolean}", StringComparison.Ordinal)) { return $"wanted {boolean}: {body}"; }
        if (Value(expected, Ht + "body") is not { } wanted) { return null; }
        var home = $"http://{Authority}{asked.RequestUri!.AbsolutePath}";
        return DatasetIsomorphism.AreIsomorphic(Quads(Text(wanted, Cnt + "chars")!, home), Quads(body, home)) ? null : $"another graph: {body}";
    }

    private static bool Fits(string status, HttpStatusCode code) => status switch
    {
        "StatusCode2xx" => (int)code / 100 == 2,
        "StatusCode3xx" => (int)code / 100 == 3,
        "StatusCode4xx" => (int)code / 100 == 4,
        _ => code.ToString() == status,
    };

    private static bool IsOf(string format, MediaTypeHeaderValue? type) => format switch
    {
        "boolean" => type?.MediaType is "application/sparql-results+json" or "application/sparql-results+xml",
        "tabular" => type?.MediaType is "application/sparql-results+json" or "application/sparql-results+xml" or "text/csv" or "text/tab-separated-values",
        _ => type?.MediaType is "text/turtle" or "application/n-triples" or "application/rdf+xml",
    };

    private static List<Quad> Quads(string text, string home)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(text, "body", quads.Add, home, format: RdfFormat.Turtle));
        return quads;
    }

    private IEnumerable<(string Name, string Value)> Headers(Term of) => Value(of, Ht + "headers") is { } list ? List(list).Select(h => (Text(h, Ht + "fieldName")!, Text(h, Ht + "fieldValue")!)) : [];

    private IEnumerable<Term> Values(Term subject, string property) => about[subject].Where(t => t.Predicate.Value == property).Select(t => t.Object);

    private Term? Value(Term subject, string property) => Values(subject, property).FirstOrDefault();

    private string? Text(Term subject, string property) => (Value(subject, property) as Literal)?.Lexical;

    private IEnumerable<Term> List(Term head)
    {
        for (; head != RdfTerms.Nil; head = Value(head, RdfTerms.Rest.Value)!) { yield return Value(head, RdfTerms.First.Value)!; }
    }

    [GeneratedRegex("^/gsp")]
    private static partial Regex GspPath();
}
