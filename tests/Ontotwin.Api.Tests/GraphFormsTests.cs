using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Ontotwin.Api.Querying;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Tests;

/// <summary>The forms of graphs over HTTP.</summary>
public sealed class GraphFormsTests
{
    /// <summary>A graph that is sent in each form comes back in each form as the same graph, lists and blank nodes included; JSON-LD with a context of its own.</summary>
    [Fact]
    public async Task A_graph_is_sent_and_fetched_in_every_form()
    {
        var sent = new Dictionary<string, string>
        {
            ["text/turtle"] = "<urn:a> <urn:p> ( 1 'x'@en ) .",
            ["application/ld+json"] = """{ "@context": { "p": { "@id": "urn:p", "@container": "@list" } }, "@id": "urn:a", "p": [ 1, { "@value": "x", "@language": "en" } ] }""",
        };
        var expected = new List<Quad>();
        Assert.Null(RdfReader.Read(sent["text/turtle"], "x", expected.Add));
        using var held = new MemoryDataset(new SparqlDataset());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapOntotwinSparql(held);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        foreach (var (type, body) in sent)
        {
            var graph = new Uri($"{app.Urls.Single()}{ApiEndpoints.GraphsPath}?graph=urn:g");
            using var content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
            Assert.True((await client.PutAsync(graph, content, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
            foreach (var (form, format) in ServiceDescriptionSuiteTests.Forms)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, graph);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                var got = new List<Quad>();
                Assert.Null(RdfReader.Read(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "x", got.Add, format: format));
                Assert.True(DatasetIsomorphism.AreIsomorphic(expected, got), $"{type} {form}: {string.Join('\n', got)}");
            }
        }
        // What XML cannot hold is refused before anything was answered.
        var odd = new Uri($"{app.Urls.Single()}{ApiEndpoints.GraphsPath}?graph=urn:odd");
        using var control = new StringContent("<urn:a> <urn:p> \"\\u0001\" .", MediaTypeHeaderValue.Parse("text/turtle"));
        Assert.True((await client.PutAsync(odd, control, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        foreach (var (address, form) in new[] { (odd, "application/rdf+xml"), (new Uri($"{app.Urls.Single()}{ApiEndpoints.SparqlPath}?query={Uri.EscapeDataString("SELECT * { GRAPH <urn:odd> { ?s ?p ?o } }")}"), "application/sparql-results+xml") })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, address);
            asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
            using var none = await client.SendAsync(asked, TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.NotAcceptable, none.StatusCode);
            Assert.Contains("XML has no way to write the character", await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        using var packed = new ByteArrayContent([0x1F, 0x8B, 8, 0]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/turtle") } };
        packed.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(System.Net.HttpStatusCode.UnsupportedMediaType, (await client.PutAsync(odd, packed, TestContext.Current.CancellationToken)).StatusCode);
        using var named = new StringContent("""{ "@context": "https://example.org/c", "p": 1 }""", MediaTypeHeaderValue.Parse("application/ld+json"));
        var refused = await client.PutAsync(new Uri($"{app.Urls.Single()}{ApiEndpoints.GraphsPath}?graph=urn:g"), named, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("OT9003", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
