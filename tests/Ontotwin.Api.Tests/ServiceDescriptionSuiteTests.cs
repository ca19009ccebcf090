using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Ontotwin.Api.Querying;
using Ontotwin.Rdf;
using Ontotwin.Sparql;
using Ontotwin.Testing;

namespace Ontotwin.Api.Tests;

/// <summary>
/// W3C's suite of SPARQL 1.1 Service Description by its manifest. Its cases are sentences, each checked here by what the recommendation says, for a service whose graphs
/// change and in every form that is served.
/// </summary>
public sealed class ServiceDescriptionSuiteTests
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    internal static readonly Dictionary<string, RdfFormat> Forms = new()
    {
        ["text/turtle"] = RdfFormat.Turtle, ["application/n-triples"] = RdfFormat.NTriples, ["application/rdf+xml"] = RdfFormat.RdfXml, ["application/ld+json"] = RdfFormat.JsonLd,
    };

    // Section 3 of the recommendation: classes, what is of each class, and each property with the classes of its subject and object.
    private static readonly HashSet<string> Classes = ["Service", "Feature", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile", "GraphCollection", "Dataset", "Graph", "NamedGraph"];
    private static readonly Dictionary<string, string> Instances = new()
    {
        ["SPARQL10Query"] = "Language", ["SPARQL11Query"] = "Language", ["SPARQL11Update"] = "Language", ["DereferencesURIs"] = "Feature", ["UnionDefaultGraph"] = "Feature",
        ["RequiresDataset"] = "Feature", ["EmptyGraphs"] = "Feature", ["BasicFederatedQuery"] = "Feature",
    };

    private static readonly Dictionary<string, (string Subject, string? Object)> Properties = new()
    {
        ["endpoint"] = ("Service", null), ["feature"] = ("Service", "Feature"), ["defaultEntailmentRegime"] = ("Service", "EntailmentRegime"), ["extensionFunction"] = ("Service", "Function"),
        ["extensionAggregate"] = ("Service", "Aggregate"), ["languageExtension"] = ("Service", "Feature"), ["supportedLanguage"] = ("Service", "Language"), ["propertyFeature"] = ("Service", "Feature"),
        ["defaultDataset"] = ("Service", "Dataset"), ["availableGraphs"] = ("Service", "GraphCollection"), ["resultFormat"] = ("Service", null), ["inputFormat"] = ("Service", null),
        ["defaultGraph"] = ("Dataset", "Graph"), ["namedGraph"] = ("Dataset", "NamedGraph"), ["name"] = ("NamedGraph", null), ["graph"] = ("NamedGraph", "Graph"),
    };

    [Fact]
    public async Task The_suite_passes()
    {
        var manifest = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(SharedData.Require("suites", "rdf-tests", "sparql", "sparql11", "service-description", "manifest.ttl"), q => manifest.Add(q.Triple)));
        var tests = manifest.Where(t => t.Predicate == RdfTerms.Type && t.Object is Iri { LocalName: "ServiceDescriptionTest" }).Select(t => ((Iri)t.Subject).LocalName).ToList();
        using var held = new MemoryDataset(new SparqlDataset());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapOntotwinSparql(held);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var endpoint = app.Urls.Single() + ApiEndpoints.SparqlPath;
        var failures = new List<(string, string)>();
        foreach (var (type, format) in Forms)
        {
            var (answered, triples) = await DescribeAsync(endpoint, type, format);
            foreach (var test in tests)
            {
                var why = test switch
                {
                    "returns-rdf" => answered,
                    "has-endpoint-triple" => triples.Exists(t => t.Predicate.Value == Sd + "endpoint" && t.Object == new Iri(endpoint)) ? null : "no sd:endpoint of this address",
                    "conforms-to-schema" => Unlike(triples),
                    _ => "a case that this test does not know",
                };
                if (why is not null) { failures.Add((test, $"{type}: {why}")); }
            }
        }
        Conformance.Hold("SPARQL 1.1 Service Description", tests.Count, failures);
    }

    private static async Task<(string? Failure, List<Triple> Triples)> DescribeAsync(string endpoint, string type, RdfFormat format)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var triples = new List<Triple>();
        var error = RdfReader.Read(body, "body", q => triples.Add(q.Triple), endpoint, format: format);
        return (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == type && error is null && triples.Count > 0 ? null : $"{answer.StatusCode} {answer.Content.Headers.ContentType} {error}", triples);
    }

    private static string? Unlike(List<Triple> triples)
    {
        bool Is(Term term, string? name) =>
            name is null ? term is Iri : triples.Contains(new Triple(term, RdfTerms.Type, new Iri(Sd + name))) || (term is Iri iri && iri.Value.StartsWith(Sd, StringComparison.Ordinal) && Instances.GetValueOrDefault(iri.LocalName) == name);
        var said = triples.Where(t => t.Predicate.Value.StartsWith(Sd, StringComparison.Ordinal)).ToList();
        var wrong = said.FirstOrDefault(t => !Properties.TryGetValue(t.Predicate.LocalName, out var ends) || !Is(t.Subject, ends.Subject) || !Is(t.Object, ends.Object));
        if (wrong is not null) { return $"not as the schema has it: {wrong}"; }
        var type = triples.FirstOrDefault(t => t.Predicate == RdfTerms.Type && !(t.Object is Iri iri && iri.Value.StartsWith(Sd, StringComparison.Ordinal) && Classes.Contains(iri.LocalName)));
        return type is not null ? $"a class that the schema does not have: {type}" : said.Count > 0 ? null : "nothing of the vocabulary";
    }
}
