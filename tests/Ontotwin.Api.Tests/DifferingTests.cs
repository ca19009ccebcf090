using System.Net.Http.Json;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Api.Tests;

/// <summary>A reader of the interface sees that sources differ, what each says and where, as 'show' does.</summary>
public sealed class DifferingTests(DifferingTests.DisputedClinic clinic) : IClassFixture<DifferingTests.DisputedClinic>
{
    [Fact]
    public async Task What_sources_differ_on_comes_with_every_value_and_its_place()
    {
        var twin = await TwinAsync("observations(class: \"Potassium\") { value unit words differing { property label zh: label(language: ZH) text(language: ZH) values { value unit origin { document path start end text } } } }");
        var item = Assert.Single(twin.GetProperty("observations").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, item.GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, item.GetProperty("words").ValueKind);
        var differing = Assert.Single(item.GetProperty("differing").EnumerateArray());
        Assert.Equal(("value", "value"), (differing.GetProperty("property").GetString(), differing.GetProperty("label").GetString()));
        Assert.NotEqual("value", differing.GetProperty("zh").GetString());
        Assert.StartsWith("来源不一致：", differing.GetProperty("text").GetString(), StringComparison.Ordinal);
        var values = differing.GetProperty("values").EnumerateArray().ToList();
        Assert.Equal(["4.1 mmol/L one.hl7 4.1", "5.9 mmol/L other.hl7 5.9"], values.Select(v => $"{v.GetProperty("value").GetString()} {v.GetProperty("unit").GetString()} {Path.GetFileName(v.GetProperty("origin").GetProperty("document").GetString())} {v.GetProperty("origin").GetProperty("text").GetString()}"));
    }

    [Fact]
    public async Task What_they_agree_on_differs_in_nothing()
    {
        var twin = await TwinAsync("observations(class: \"Sodium\") { value differing { property } }");
        var item = Assert.Single(twin.GetProperty("observations").EnumerateArray());
        Assert.Equal((140m, 0), (item.GetProperty("value").GetDecimal(), item.GetProperty("differing").GetArrayLength()));
    }

    [Fact]
    public async Task The_banner_gives_every_birth_date_and_sex()
    {
        var banner = (await TwinAsync("banner { birthDate birthDates sex sexes isDeceased isDeathDenied }")).GetProperty("banner");
        Assert.Equal(JsonValueKind.Null, banner.GetProperty("birthDate").ValueKind);
        Assert.Equal(["1956-03-02", "1965-03-02"], banner.GetProperty("birthDates").EnumerateArray().Select(d => d.GetString()));
        Assert.Equal("Female", Assert.Single(banner.GetProperty("sexes").EnumerateArray()).GetString());
        Assert.False(banner.GetProperty("isDeceased").GetBoolean() || banner.GetProperty("isDeathDenied").GetBoolean());
    }

    private async Task<JsonElement> TwinAsync(string fields)
    {
        var id = (await AskAsync("{ twins { id name } }")).GetProperty("twins").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "Dora Dispute").GetProperty("id").GetString();
        return (await AskAsync($"query($id: ID!) {{ twin(id: $id) {{ {fields} }} }}", new { id })).GetProperty("twin");
    }

    private async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        var response = await clinic.Client.PostAsJsonAsync("/graphql", new { query, variables }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The demo's clinic with a person of whom two documents say different things at one time.</summary>
    public sealed class DisputedClinic : DemoClinic
    {
        /// <inheritdoc/>
        protected override IEnumerable<string> More(string folder)
        {
            Directory.CreateDirectory(folder);
            return [Write(folder, "one.hl7", "4.1", "19650302"), Write(folder, "other.hl7", "5.9", "19560302")];
        }

        private static string Write(string folder, string name, string potassium, string born)
        {
            string[] lines =
            [
                $"MSH|^~\\&|S|F|R|F|20261103||ORU^R01^ORU_R01|{name}|P|2.5.1", $"PID|1||D-1^^^A&1.2.3&ISO^MR||Dispute^Dora||{born}|F", "OBR|1||R1|24321-2^BMP^LN|||20261103|||||||||||||||20261103",
                $"OBX|1|NM|2823-3^Potassium^LN||{potassium}|mmol/L|||||F|||20261103", "OBX|2|NM|2951-2^Sodium^LN||140|mmol/L|||||F|||20261103", "",
            ];
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, string.Join('\r', lines));
            return path;
        }
    }
}
