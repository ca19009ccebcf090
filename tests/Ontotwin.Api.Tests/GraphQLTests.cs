using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Api.Tests;

public sealed class GraphQLTests(DemoClinic clinic) : IClassFixture<DemoClinic>
{
    private const string Rule = "ckd.bp.rasi.start";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_the_four_people_of_the_demo()
    {
        var twins = (await AskAsync("{ twins { id name birthDate sex identifiers { authority value } } }")).GetProperty("twins").EnumerateArray().ToList();
        var anna = twins.Single(t => t.GetProperty("name").GetString() == "Anna Aigner");
        Assert.Equal("Female", anna.GetProperty("sex").GetString());
        var values = anna.GetProperty("identifiers").EnumerateArray().Select(i => i.GetProperty("value").GetString()).ToList();
        Assert.Contains("70010451", values);
        Assert.Contains("R-88121", values);
        Assert.All(["Bernd Brandl", "Clara Czerny", "Daria Dorn"], name => Assert.Contains(twins, t => t.GetProperty("name").GetString() == name));
    }

    [Fact]
    public async Task The_ACE_inhibitor_stands_on_the_corrected_potassiums_bytes()
    {
        var recommendation = await RecommendationAsync("status grade { strength native } proofFlat { kind origin { document path start end text sha256 } }");
        Assert.Equal("IN", recommendation.GetProperty("status").GetString());
        Assert.Equal("1B", recommendation.GetProperty("grade").GetProperty("native").GetString());
        var origin = recommendation.GetProperty("proofFlat").EnumerateArray().Where(n => n.GetProperty("kind").GetString() == "SOURCE")
            .Select(n => n.GetProperty("origin")).First(o => o.GetProperty("document").GetString() == DemoClinic.Correction && o.GetProperty("text").GetString() == "4.6");
        var bytes = await File.ReadAllBytesAsync(DemoClinic.Correction, Cancellation);
        Assert.Equal("4.6", Encoding.UTF8.GetString(bytes[origin.GetProperty("start").GetInt32()..origin.GetProperty("end").GetInt32()]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), origin.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task The_tree_and_the_list_are_the_same_proof()
    {
        var nested = "kind";
        for (var i = 0; i < 20; i++) { nested = $"kind children {{ {nested} }}"; }
        var recommendation = await RecommendationAsync($"proof {{ {nested} }} proofFlat {{ index parent depth kind }}");
        var flat = recommendation.GetProperty("proofFlat").EnumerateArray().ToList();
        Assert.True(flat.Max(n => n.GetProperty("depth").GetInt32()) <= 20, "the shipped proofs fit the depth that the documentation names");
        Assert.Equal(flat.Count, Count(recommendation.GetProperty("proof")));
    }

    [Fact]
    public async Task Texts_come_in_Chinese_when_asked_for()
    {
        var recommendation = await RecommendationAsync("zh: because(language: ZH) en: because chineseReviewed");
        Assert.Contains("慢性肾脏病", recommendation.GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("CKD", recommendation.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.False(recommendation.GetProperty("chineseReviewed").GetBoolean());
    }

    [Fact]
    public async Task Observations_are_found_by_classes_that_the_ontology_derives()
    {
        var twin = (await AskAsync("query($id: ID!) { twin(id: $id) { observations(class: \"Potassium\", first: 5) { class value unit status origin { path } } } }", new { id = await AnnaAsync() })).GetProperty("twin");
        var potassium = twin.GetProperty("observations").EnumerateArray().First();
        Assert.Equal(4.6m, potassium.GetProperty("value").GetDecimal());
        Assert.Equal("mmol/L", potassium.GetProperty("unit").GetString());
    }

    [Fact]
    public async Task A_class_of_the_ontology_has_labels_in_both_languages()
    {
        var labels = (await AskAsync("{ ontologyClass(name: \"Potassium\") { labels { language text } } }")).GetProperty("ontologyClass").GetProperty("labels").EnumerateArray()
            .ToDictionary(l => l.GetProperty("language").GetString()!, l => l.GetProperty("text").GetString());
        Assert.Equal("血钾", labels["zh"]);
    }

    [Theory]
    [InlineData("{ twin(id: \"nobody\") { asOf } }", "OT8111")]
    [InlineData("{ ontologyClass(name: \"Nothing\") { name } }", "OT8113")]
    public async Task What_is_not_there_is_told_with_a_code(string query, string code)
    {
        using var answer = await PostAsync(query, null);
        Assert.Equal(code, CodeOf(await JsonAsync(answer)));
    }

    [Fact]
    public async Task A_query_that_is_too_deep_is_refused()
    {
        var nested = "kind";
        for (var i = 0; i < Limits.MaxQueryDepth + 2; i++) { nested = $"children {{ {nested} }}"; }
        using var answer = await PostAsync($"{{ recommendation(twin: \"x\", rule: \"y\") {{ proof {{ {nested} }} }} }}", null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = (await JsonAsync(answer)).GetProperty("errors")[0].GetProperty("message").GetString()!;
        Assert.Contains("depth", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("twin(id: \"x\") { asOf }", 101)]
    [InlineData("twins { name }", 101)]
    public async Task A_query_that_asks_for_too_many_twins_is_refused_whatever_its_aliases(string field, int times)
    {
        using var answer = await PostAsync("{ " + string.Concat(Enumerable.Range(0, times).Select(i => $"a{i}: {field} ")) + "}", null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("complex", (await JsonAsync(answer)).GetProperty("errors")[0].GetProperty("message").GetString()!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_body_that_is_no_request_is_refused()
    {
        using var body = new StringContent("{\"query\": ", Encoding.UTF8, "application/json");
        using var answer = await clinic.Client.PostAsync("/graphql", body, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("OT8115", CodeOf(await JsonAsync(answer)));
    }

    [Fact]
    public async Task Every_type_and_field_has_a_description()
    {
        var schema = (await AskAsync("{ __schema { types { name description fields { name description args { name description } } } } }")).GetProperty("__schema");
        var own = schema.GetProperty("types").EnumerateArray().Where(t => !t.GetProperty("name").GetString()!.StartsWith("__", StringComparison.Ordinal)).ToList();
        var bare = own.Where(t => t.GetProperty("fields").ValueKind == JsonValueKind.Array)
            .SelectMany(t => t.GetProperty("fields").EnumerateArray().Where(f => string.IsNullOrEmpty(f.GetProperty("description").GetString())).Select(f => t.GetProperty("name") + "." + f.GetProperty("name")));
        Assert.Empty(bare);
        string[] builtIn = ["Boolean", "String", "Int", "ID", "Float"];
        var bareTypes = own.Where(t => string.IsNullOrEmpty(t.GetProperty("description").GetString())).Select(t => t.GetProperty("name").GetString()!).Except(builtIn);
        Assert.Empty(bareTypes);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_loads_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await clinic.Client.SendAsync(request, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(3, html.Split("<pre>").Length - 1);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    private static int Count(JsonElement node) => 1 + (node.TryGetProperty("children", out var children) ? children.EnumerateArray().Sum(Count) : 0);

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<string> AnnaAsync() =>
        (await AskAsync("{ twins { id name } }")).GetProperty("twins").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "Anna Aigner").GetProperty("id").GetString()!;

    private async Task<JsonElement> RecommendationAsync(string fields) =>
        (await AskAsync($"query($id: ID!) {{ recommendation(twin: $id, rule: \"{Rule}\") {{ {fields} }} }}", new { id = await AnnaAsync() })).GetProperty("recommendation");

    private async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var answer = await PostAsync(query, variables);
        var json = await JsonAsync(answer);
        Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
        return json.GetProperty("data");
    }

    private Task<HttpResponseMessage> PostAsync(string query, object? variables) => clinic.Client.PostAsJsonAsync("/graphql", new { query, variables }, Cancellation);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).Clone();
}
