using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Rdf.Tests;

/// <summary>W3C's suites of JSON-LD 1.1 to and from RDF by their manifests; the cases of JSON-LD 1.0 alone are left out.</summary>
public class JsonLdSuiteTests
{
    private const string Home = "https://w3c.github.io/json-ld-api/tests/";

    [Fact]
    public void Json_to_rdf_passes_but_for_what_is_listed() => Check("toRdf", ToRdf);

    [Fact]
    public void Rdf_to_json_passes() => Check("fromRdf", FromRdf);

    private static void Check(string suite, Func<string, JsonElement, string?> run)
    {
        var folder = SharedData.Require("suites", "json-ld-api", "tests");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{suite}-manifest.jsonld")));
        var cases = manifest.RootElement.GetProperty("sequence").EnumerateArray().Where(c => Option(c, "specVersion") != "json-ld-1.0").ToList();
        var failures = cases.Select(c => (Id: Text(c, "@id")!, Failure: run(folder, c))).Where(r => r.Failure is not null).Select(r => (r.Id, r.Failure!)).ToList();
        Conformance.Hold($"JSON-LD 1.1 {suite}", cases.Count, failures);
    }

    private static string? ToRdf(string folder, JsonElement test)
    {
        var input = Text(test, "input")!;
        var quads = new List<Quad>();
        var options = new JsonLdOptions
        {
            BaseIri = Option(test, "base") ?? Home + input,
            Loader = new SuiteFiles(folder),
            ExpandContext = Option(test, "expandContext") is { } context ? File.ReadAllBytes(Path.Combine(folder, context)) : null,
            Direction = DirectionOf(test),
            IsVersion10 = Option(test, "processingMode") == "json-ld-1.0",
        };
        using var stream = File.OpenRead(Path.Combine(folder, input));
        var error = JsonLdReader.Read(stream, input, quads.Add, options);
        if (Text(test, "expectErrorCode") is { } code)
        {
            return error is null ? $"read, and must be refused: {code}" : error.Message.StartsWith(code + ":", StringComparison.Ordinal) ? null : $"expected {code}, got {error}";
        }
        if (error is not null) { return error.ToString(); }
        if (Text(test, "expect") is not { } expect) { return null; }
        var expected = new List<Quad>();
        if (RdfReader.Read(File.ReadAllText(Path.Combine(folder, expect)), expect, expected.Add, format: RdfFormat.NQuads) is { } unreadable) { return $"what is expected is no RDF: {unreadable}"; }
        return DatasetIsomorphism.AreIsomorphic(expected, quads) ? null : $"expected\n  {string.Join("\n  ", expected)}\ngot\n  {string.Join("\n  ", quads)}";
    }

    private static string? FromRdf(string folder, JsonElement test)
    {
        var input = Text(test, "input")!;
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(File.ReadAllText(Path.Combine(folder, input)), input, quads.Add, format: RdfFormat.NQuads));
        bool Is(string name) => test.TryGetProperty("option", out var options) && options.TryGetProperty(name, out var value) && value.GetBoolean();
        using var output = new MemoryStream();
        var error = JsonLdDocument.Write(quads, output, new() { Direction = DirectionOf(test), UseNativeTypes = Is("useNativeTypes"), UseRdfType = Is("useRdfType") });
        if (Text(test, "expectErrorCode") is { } code) { return error?.Message.StartsWith(code + ":", StringComparison.Ordinal) == true ? null : $"expected {code}, got {error}"; }
        if (error is not null) { return error.ToString(); }
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, Text(test, "expect")!)));
        using var got = JsonDocument.Parse(output.ToArray());
        return AreSame(expected.RootElement, got.RootElement, isList: false) ? null : $"expected\n{expected.RootElement}\ngot\n{got.RootElement}";
    }

    // The suite's comparison: the order of arrays counts in lists alone.
    private static bool AreSame(JsonElement left, JsonElement right, bool isList)
    {
        if (left.ValueKind != right.ValueKind) { return false; }
        if (left.ValueKind == JsonValueKind.Object)
        {
            return left.EnumerateObject().Count() == right.EnumerateObject().Count()
                && left.EnumerateObject().All(p => right.TryGetProperty(p.Name, out var other) && AreSame(p.Value, other, p.Name == "@list"));
        }
        if (left.ValueKind != JsonValueKind.Array) { return JsonElement.DeepEquals(left, right); }
        var (items, others) = (left.EnumerateArray().ToList(), right.EnumerateArray().ToList());
        if (items.Count != others.Count) { return false; }
        if (isList) { return items.Zip(others).All(p => AreSame(p.First, p.Second, isList: false)); }
        foreach (var item in items)
        {
            var at = others.FindIndex(o => AreSame(item, o, isList: false));
            if (at < 0) { return false; }
            others.RemoveAt(at);
        }
        return true;
    }

    private static RdfDirection DirectionOf(JsonElement test) => Option(test, "rdfDirection") switch { "i18n-datatype" => RdfDirection.I18nDatatype, "compound-literal" => RdfDirection.CompoundLiteral, _ => RdfDirection.None };

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Option(JsonElement test, string name) => test.TryGetProperty("option", out var options) ? Text(options, name) : null;

    private sealed class SuiteFiles(string folder) : IJsonLdLoader
    {
        public byte[]? Load(string iri) =>
            iri.StartsWith(Home, StringComparison.Ordinal) && Path.Combine(folder, iri[Home.Length..]) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
