using System.Text;
using System.Text.Json;
using Ontotwin.Sources.Json;

namespace Ontotwin.Sources.Tests.Json;

public class JsonReaderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", false)]
    public void Documents_in_wide_encodings_are_known_as_JSON_and_read(string name, bool hasMark)
    {
        var encoding = System.Text.Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(" {\"a\": \"é王\"}")];
        Assert.True(JsonReader.LooksLike(bytes));
        var field = Assert.Single(JsonReader.Read(new SourceDocument("a.json", bytes))).Record!.Root.First("a");
        Assert.Equal("é王", field.Text);
        Assert.Contains("é王", encoding.GetString(bytes[(int)field.Bytes.Start..(int)field.Bytes.End]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_of_every_vendor_file_is_what_an_independent_parser_reads()
    {
        var (files, leaves) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("dev", "wearables", "shimmer-vendor-json"), "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            using var oracle = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            var item = Assert.Single(JsonReader.Read(new SourceDocument(file, bytes)));
            Assert.Empty(item.Diagnostics);
            leaves += Compare(item.Record!.Root, oracle.RootElement, bytes);
            files++;
        }
        output.WriteLine($"{files} files, {leaves} leaves equal");
        Assert.True(files > 60 && leaves > 1000);
    }

    [Theory]
    [InlineData("$.days[*]", "days[1]|days[2]")]
    [InlineData("$.days[1]", "days[2]")]
    [InlineData("days[*].steps", "days[1].steps|days[2].steps")]
    [InlineData("$..steps", "days[1].steps|days[2].steps")]
    [InlineData("$.days[?(@.steps > 900)]", "days[2]")]
    [InlineData("$.days[?(@.steps > 900)].steps", "days[2].steps")]
    [InlineData("$.days[-1:].steps", "days[2].steps")]
    [InlineData("$.*", "user|days")]
    public void Each_match_is_a_record_that_knows_its_place(string path, string places)
    {
        var records = Records("""{"user":{"id":7},"days":[{"steps":800},{"steps":1200}],"none":null}""".Replace(",\"none\":null", "", StringComparison.Ordinal), path);
        Assert.Equal(places, string.Join('|', records.Select(r => r.Root.Path)));
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(r => r.Number));
    }

    [Fact]
    public void Fields_know_their_bytes_states_and_repetitions()
    {
        const string Text = """{"a":["x","y\n"],"b":null,"c":"","d":[],"e":[[1,2],[3]],"f":1.50}""";
        var root = Records(Text, "$")[0].Root;
        var repeated = new List<string>();
        foreach (var field in root.All("a")) { repeated.Add($"{field.Path}={field.Text}@{Text[(int)field.Bytes.Start..(int)field.Bytes.End]}"); }
        Assert.Equal(["a[1]=x@x", "a[2]=y\n@y\\n"], repeated);
        Assert.Equal(FieldState.Empty, root.First("b").State);
        Assert.Equal(FieldState.Empty, root.First("c").State);
        Assert.Equal(FieldState.Empty, root.First("d").State);
        Assert.Equal(FieldState.Absent, root.First("z").State);
        Assert.Equal("1.50", root.First("f").Text);
        var nested = new List<string>();
        foreach (var field in root.All("e")) { nested.Add($"{field.Path}={field.Text}"); }
        Assert.Equal(["e[1][1]=1", "e[1][2]=2", "e[2][1]=3"], nested);
        Assert.Equal((JsonKind.Null, JsonKind.Text, JsonKind.Number), (JsonReader.KindOf(root.First("b")), JsonReader.KindOf(root.First("c")), JsonReader.KindOf(root.First("f"))));
    }

    [Fact]
    public void What_stands_before_an_error_stays_and_the_error_has_its_byte()
    {
        var items = JsonReader.Read(Document("""{"days":[{"a":1},{"a":2},{"a":,}]}"""), new JsonOptions { At = Path("$.days[*]") }).ToList();
        Assert.Equal(2, items.Count(i => i.Record is not null));
        var error = Assert.Single(items[^1].Diagnostics);
        Assert.Equal("OT3501", error.Code);
        Assert.Equal(30, error.Place!.Value.Bytes.Start);
    }

    [Fact]
    public void A_broken_line_costs_its_line_only()
    {
        var items = JsonReader.Read(Document("{\"a\":1}\n{\"a\":}\n{\"a\":3}\n"), new JsonOptions { At = Path("$.a") }).ToList();
        Assert.Equal(["1", "OT3501", "3"], items.Select(i => i.Record?.Root.Text ?? i.Diagnostics[0].Code));
    }

    [Theory]
    [InlineData("{\"a\":[1,2", "OT3501")]
    [InlineData("{\"a\":1} x", "OT3501")]
    [InlineData("", "OT3501")]
    [InlineData("{\"b\":1}", "OT3505")]
    public void What_is_no_match_says_why(string text, string code) =>
        Assert.Equal(code, JsonReader.Read(Document(text), new JsonOptions { At = Path("$.a[7]") }).Last().Diagnostics[0].Code);

    [Theory]
    [InlineData("$")]
    [InlineData("$.a")]
    [InlineData("$..a")]
    public void A_bomb_of_depth_is_one_diagnostic(string path)
    {
        var text = new string('[', 200_000) + new string(']', 200_000);
        Assert.Equal("OT3502", Assert.Single(JsonReader.Read(Document($"{{\"a\":{text}}}"), new JsonOptions { At = Path(path) })).Diagnostics[0].Code);
        Assert.Equal("OT3502", Assert.Single(JsonReader.Read(Document($"{{\"b\":{text}}}"), new JsonOptions { At = Path(path) })).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Other_encodings_are_read_and_keep_their_bytes(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"größe\":\"ñ😀\"}")];
        var field = Assert.Single(JsonReader.Read(new SourceDocument("x", bytes))).Record!.Root.First("größe");
        Assert.Equal("ñ😀", field.Text);
        Assert.Equal("ñ😀", encoding.GetString(bytes[(int)field.Bytes.Start..(int)field.Bytes.End]));
    }

    [Fact]
    public void Latin_1_is_read_when_it_is_named()
    {
        var document = new SourceDocument("x", Encoding.Latin1.GetBytes("{\"a\":\"é\"}"));
        Assert.Equal("é", JsonReader.Read(document, new JsonOptions { Encoding = "iso-8859-1" }).Single().Record!.Root.First("a").Text);
        Assert.Equal("OT3504", JsonReader.Read(document).First().Diagnostics[0].Code);
        Assert.Equal("OT3504", JsonReader.Read(document, new JsonOptions { Encoding = "klingon" }).Single().Diagnostics[0].Code);
    }

    [Fact]
    public void A_long_array_is_read_in_the_memory_of_one_element()
    {
        var text = "{\"days\":[" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"{{\"n\":{i},\"x\":[1,2,3,4,5,6,7,8]}}")) + "]}";
        var document = Document(text);
        var (count, most) = (0, 0);
        foreach (var item in JsonReader.Read(document, new JsonOptions { At = Path("$.days[*]") }))
        {
            count++;
            most = Math.Max(most, item.Record!.NodeCount);
        }
        Assert.Equal((100_000, 11), (count, most));
    }

    private static List<SourceRecord> Records(string text, string path) =>
        JsonReader.Read(Document(text), new JsonOptions { At = Path(path) }).Select(i => i.Record ?? throw new InvalidOperationException(i.Diagnostics[0].ToString())).ToList();

    private static SourceDocument Document(string text) => new("x.json", Encoding.UTF8.GetBytes(text));

    private static JsonPath Path(string text) => JsonPath.Parse(text).Value!;

    private static int Compare(Field field, JsonElement oracle, byte[] bytes)
    {
        if (oracle.ValueKind == JsonValueKind.Object)
        {
            return oracle.EnumerateObject().Sum(member => Children(field, member, bytes));
        }
        if (oracle.ValueKind == JsonValueKind.Array) { return 0; }
        Assert.Equal(oracle.ValueKind == JsonValueKind.Null ? "" : oracle.ValueKind == JsonValueKind.String ? oracle.GetString() : oracle.GetRawText(), field.Text);
        var written = oracle.GetRawText().Trim('"');
        Assert.Equal(written, Encoding.UTF8.GetString(bytes.AsSpan((int)field.Bytes.Start, (int)field.Bytes.Length)));
        return 1;
    }

    private static int Children(Field field, JsonProperty member, byte[] bytes)
    {
        var elements = new List<JsonElement>();
        Flatten(member.Value, elements);
        var walk = field.All(member.Name).GetEnumerator();
        var leaves = 0;
        foreach (var element in elements)
        {
            Assert.True(walk.MoveNext());
            leaves += Compare(walk.Current, element, bytes);
        }
        Assert.False(walk.MoveNext());
        return leaves;
    }

    private static void Flatten(JsonElement value, List<JsonElement> elements)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) { elements.Add(value); return; }
        foreach (var element in value.EnumerateArray()) { Flatten(element, elements); }
    }
}
