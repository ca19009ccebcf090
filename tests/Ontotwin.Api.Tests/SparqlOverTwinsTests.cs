using System.Net;
using System.Text;
using Ontotwin.Testing;

namespace Ontotwin.Api.Tests;

/// <summary>SPARQL over the twins of the demo: read, and never changed.</summary>
public sealed class SparqlOverTwinsTests(DemoClinic clinic) : IClassFixture<DemoClinic>
{
    private const string Hdt = "PREFIX hdt: <https://w3id.org/ontotwin/hdt#> ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("*/*", "application/sparql-results+json", "\"value\":\"4\"")]
    [InlineData("text/csv", "text/csv", "n\r\n4\r\n")]
    [InlineData("text/html, application/sparql-results+xml;q=0.5, text/csv;q=0.1", "application/sparql-results+xml", ">4<")]
    public async Task A_query_answers_in_the_form_that_is_accepted(string accept, string type, string part)
    {
        using var answer = await AskAsync(Hdt + "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?p a hdt:Patient } }", accept);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains(part, (await answer.Content.ReadAsStringAsync(Cancellation)).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_with_its_place()
    {
        using var broken = await AskAsync("SELECT * { ?s ?p }", "*/*");
        var text = await broken.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Contains("\"line\":1", text, StringComparison.Ordinal);
        using var other = await AskAsync("ASK {}", "image/png");
        Assert.Equal(HttpStatusCode.NotAcceptable, other.StatusCode);
        using var clear = new StringContent("CLEAR ALL", Encoding.UTF8, "application/sparql-update");
        using var update = await clinic.Client.PostAsync(ApiEndpoints.SparqlPath, clear, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, update.StatusCode);
        Assert.Contains("OT8141", await update.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_twin_is_a_graph_that_can_be_got_and_not_deleted()
    {
        using var first = await AskAsync("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1", "text/csv");
        var graph = (await first.Content.ReadAsStringAsync(Cancellation)).Split("\r\n")[1];
        var address = $"{ApiEndpoints.GraphsPath}?graph={Uri.EscapeDataString(graph)}";
        Assert.Contains("hdt:Patient", await clinic.Client.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation), StringComparison.Ordinal);
        using var deleted = await clinic.Client.DeleteAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, deleted.StatusCode);
        using var absent = await clinic.Client.GetAsync(new Uri($"{ApiEndpoints.GraphsPath}?graph=urn:nobody", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string query, string accept)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"{ApiEndpoints.SparqlPath}?query={Uri.EscapeDataString(query)}", UriKind.Relative));
        message.Headers.TryAddWithoutValidation("Accept", accept);
        return await clinic.Client.SendAsync(message, Cancellation);
    }
}
