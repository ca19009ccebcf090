using System.Text;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Tests;

/// <summary>JSON-LD beyond what W3C's suites ask: places of errors, limits, pieces, and that what is written is read again.</summary>
public class JsonLdTests
{
    [Theory]
    [InlineData("{ \"@id\": 1 }", 1, 10, "invalid @id value", "$.@id")]
    [InlineData("[ { \"urn:p\": 1 },\n  { \"urn:p\": [ 1, { \"@value\": {} } ] } ]", 2, 31, "invalid value object value", "$[1].urn:p[1].@value")]
    [InlineData("{ \"@context\": {\n \"a\": { \"@id\": \"b:c\" },\n \"尿\": \"x y\", \"b\": \"a:d\" } }", 2, 7, "cyclic IRI mapping", "$.@context.a")]
    [InlineData("{ \"urn:p\": \"\\ud800\" }", 1, 12, "half of a surrogate pair", "")]
    [InlineData("[ {}, {} x ]", 1, 10, "expected ',' or ']'", "")]
    [InlineData("{ \"a\": 1,\n  \"b\" 2 }", 2, 7, "no well-formed JSON", "")]
    [InlineData("{} {}", 1, 4, "more than one JSON value", "")]
    [InlineData("3", 1, 1, "a document is an object", "$")]
    [InlineData("", 1, 1, "no well-formed JSON", "")]
    [InlineData("{ \"urn:p\": 1e999 }", 1, 12, "beyond what a double holds", "$.urn:p")]
    public void An_error_names_its_line_column_and_path(string text, int line, int column, string what, string path)
    {
        var error = JsonLdReader.Read(text, "a.jsonld", _ => { })!;
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextPosition(line, column), error.Span!.Value.Start);
        if (path.Length > 0) { Assert.EndsWith($"(at {path})", error.Message, StringComparison.Ordinal); }
    }

    [Fact]
    public void An_error_in_a_remote_context_names_the_context()
    {
        var error = JsonLdReader.Read("{ \"@context\": \"urn:c\" }", "a", _ => { }, new() { Loader = new Texts(("urn:c", "{ \"@context\": { \"a\": { \"@id\": 1 } } }")) })!;
        Assert.EndsWith("(at $.@context.a.@id of the context <urn:c>)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>An object with a graph alone is the default graph; an item of an array with a graph alone is a graph of a blank node's name.</summary>
    [Fact]
    public void What_has_nothing_but_a_graph_is_the_default_graph_only_as_the_whole_document()
    {
        foreach (var (text, isDefault) in new[] { ("{ 0 }", true), ("[ { 0 } ]", false), ("{ \"@context\": {}, 0 }", true), ("[ { \"@context\": {}, 0 } ]", false), ("{ 0, \"urn:q\": 1 }", false), ("{ \"@context\": { \"g\": \"@graph\" }, \"g\": [ { \"@id\": \"urn:a\", \"urn:p\": 1 } ] }", true) })
        {
            var quads = new List<Quad>();
            Assert.Null(JsonLdReader.Read(text.Replace("0", "\"@graph\": [ { \"@id\": \"urn:a\", \"urn:p\": 1 } ]", StringComparison.Ordinal), "x", quads.Add));
            Assert.True(isDefault == quads.Exists(q => q.Triple.Subject == new Iri("urn:a") && q.Graph is null), text);
        }
    }

    [Theory]
    [InlineData("[1e999]")]
    [InlineData("[")]
    [InlineData("\"\\ud800\"")]
    public void A_JSON_literal_that_is_no_JSON_is_an_error_before_anything_is_written(string lexical)
    {
        using var output = new MemoryStream();
        var error = JsonLdDocument.Write([new(new(new Iri("urn:a"), new Iri("urn:p"), new Literal(lexical, new Iri(RdfTerms.Namespace + "JSON"))), null)], output);
        Assert.StartsWith("invalid JSON literal", error!.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void The_last_of_two_equal_keys_counts() => Assert.Equal(["<urn:a> <urn:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> ."], Lines("{ \"@id\": \"urn:a\", \"urn:p\": 1, \"urn:p\": 2 }"));

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567890", "integer")]
    [InlineData("1E2", "100", "integer")]
    [InlineData("-0", "0", "integer")]
    [InlineData("1e21", "1.0E21", "double")]
    [InlineData("0.30000000000000004", "3.0E-1", "double")]
    [InlineData("1e23", "1.0E23", "double")]
    public void Numbers_have_the_forms_of_the_recommendation(string number, string lexical, string datatype) =>
        Assert.Equal([$"<urn:a> <urn:p> \"{lexical}\"^^<http://www.w3.org/2001/XMLSchema#{datatype}> ."], Lines($"{{ \"@id\": \"urn:a\", \"urn:p\": {number} }}"));

    // RFC 8785, appendix B.
    [Theory]
    [InlineData("5e-324", "5e-324")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("9.999999999999997e22", "9.999999999999997e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("999999999999999700000", "999999999999999700000")]
    [InlineData("333333333.33333325", "333333333.33333325")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("-0.0", "0")]
    public void Numbers_of_JSON_literals_are_as_ECMAScript_writes_them(string number, string canonical) =>
        Assert.Equal([$"<urn:a> <urn:p> \"[{canonical}]\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> ."], Lines($"{{ \"@id\": \"urn:a\", \"urn:p\": {{ \"@type\": \"@json\", \"@value\": [ {number} ] }} }}"));

    /// <summary>A stream that gives one byte at a time reads as the whole text does, errors and their places included.</summary>
    [Theory]
    [InlineData("\uFEFF[ { \"@id\": \"urn:a\", \"urn:尿\": [ \"é\\n\", 1.5, true, { \"@list\": [ 1, [ 2 ] ] } ] },\n { \"@id\": \"_:b0\", \"@type\": \"urn:C\" }, { \"@type\": 3 } ]")]
    [InlineData("{ \"@id\": \"urn:a\", \"urn:p\": 12 } ,")]
    public void Bytes_that_come_one_by_one_are_the_whole_text(string text)
    {
        var (whole, pieces) = (new List<Quad>(), new List<Quad>());
        using var all = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var slow = new OneByOne(Encoding.UTF8.GetBytes(text));
        var error = JsonLdReader.Read(all, "x", whole.Add);
        Assert.NotNull(error);
        Assert.Equal(error, JsonLdReader.Read(slow, "x", pieces.Add));
        Assert.NotEmpty(whole);
        Assert.Equal(whole, pieces);
    }

    /// <summary>Items of an array are handed on before the next one is read, so that a long document is never in memory as a whole.</summary>
    [Fact]
    public void A_document_that_is_an_array_is_read_item_by_item()
    {
        using var endless = new Endless(Encoding.UTF8.GetBytes("[ " + string.Concat(Enumerable.Repeat("{ \"@id\": \"urn:a\", \"urn:p\": \"x\" },", 100))));
        var seen = 0;
        Assert.Throws<EndOfStreamException>(() => JsonLdReader.Read(endless, "x", _ => seen++));
        Assert.Equal(100, seen);
    }

    [Fact]
    public void What_a_small_document_could_make_grow_has_limits()
    {
        var chain = string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"\"t{i}\": \"t{i + 1}:x\""));
        Assert.Contains("context overflow", Refused($"{{ \"@context\": {{ {chain}, \"t100000\": \"urn:x:\" }} }}"), StringComparison.Ordinal);
        var deep = string.Concat(Enumerable.Repeat("{ \"urn:p\": ", 100_000)) + "1" + new string('}', 100_000);
        Assert.Contains("nested", Refused(deep), StringComparison.Ordinal);
        var bomb = $"{{ \"@context\": {{ \"p\": \"urn:{new string('x', 100_000)}:\" }}, \"p:a\": [ {string.Join(", ", Enumerable.Range(0, 1_000).Select(i => $"{{ \"@id\": \"p:{i}\" }}"))} ] }}";
        Assert.Contains("its IRIs become longer", Refused(bomb), StringComparison.Ordinal);
        var round = new Texts(("urn:a", "{ \"@context\": [ \"urn:b\" ] }"), ("urn:b", "{ \"@context\": [ \"urn:a\" ] }"));
        Assert.Contains("context overflow", JsonLdReader.Read("{ \"@context\": \"urn:a\" }", "x", _ => { }, new() { Loader = round })!.Message, StringComparison.Ordinal);
        var terms = string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"\"t{i}\": \"urn:t\""));
        var uses = string.Join(", ", Enumerable.Repeat("{ \"@context\": [ {}, \"urn:big\" ] }", 2_000));
        Assert.Contains("context overflow", JsonLdReader.Read($"{{ \"urn:p\": [ {uses} ] }}", "x", _ => { }, new() { Loader = new Texts(("urn:big", $"{{ \"@context\": {{ {terms} }} }}")) })!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_:a <urn:first> _:a .")]
    [InlineData("<urn:s> <urn:p> _:a . _:a rdf:first <urn:1> . _:a rdf:rest _:b . _:b rdf:first 'x' . _:b rdf:rest () .")]
    // A list that holds itself, two that hold each other, a cell with a second thing to say, one that a graph is named by, one in two graphs.
    [InlineData("_:a rdf:first _:a . _:a rdf:rest () .")]
    [InlineData("_:a rdf:first _:b ; rdf:rest () . _:b rdf:first _:a ; rdf:rest () .")]
    [InlineData("<urn:s> <urn:p> _:a . _:a rdf:first 1 ; rdf:rest () ; <urn:p> 2 .")]
    [InlineData("<urn:s> <urn:p> _:a . _:a rdf:first 1 ; rdf:rest () . _:a { <urn:s> <urn:p> 1 }")]
    [InlineData("<urn:s> <urn:p> _:a . _:a rdf:first 1 ; rdf:rest () . <urn:g> { _:a <urn:p> 1 }")]
    [InlineData("_:a rdf:rest _:a ; rdf:first 1 . <urn:s> <urn:p> _:a .")]
    [InlineData("<urn:s> a _:c , <urn:C> . _:c rdf:first 1 ; rdf:rest () . <urn:s> rdf:type 'text' .")]
    [InlineData("<urn:s> <urn:p> 1 . <urn:g> { <urn:s> <urn:p> 2 } <urn:s> <urn:p> 3 . _:g { <urn:s> <urn:p> 2 } _:g <urn:p> 4 .")]
    [InlineData("<urn:s> <urn:p> 'a'@en , '{\"a\": [1e2]}'^^rdf:JSON , '[100.0]'^^rdf:JSON , true , '01'^^<urn:d> .")]
    public void What_is_written_is_read_again(string text)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read("@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . " + text, "x", quads.Add));
        Assert.Null(RoundTrip(Normal(quads)));
    }

    [Fact]
    public void Lists_in_lists_beyond_the_limit_are_written_as_cells()
    {
        var deep = "<urn:s> <urn:p> " + string.Concat(Enumerable.Repeat("( ", 250)) + string.Concat(Enumerable.Repeat(") ", 250)) + " .";
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(deep, "x", quads.Add));
        Assert.Null(RoundTrip(quads));
    }

    [Theory]
    [InlineData(RdfDirection.I18nDatatype)]
    [InlineData(RdfDirection.CompoundLiteral)]
    public void Directions_of_text_survive(RdfDirection direction)
    {
        const string Text = "{ \"@id\": \"urn:a\", \"urn:p\": [ { \"@value\": \"a\", \"@direction\": \"rtl\" }, { \"@list\": [ { \"@value\": \"b\", \"@language\": \"ar-EG\", \"@direction\": \"ltr\" } ] } ] }";
        var quads = new List<Quad>();
        Assert.Null(JsonLdReader.Read(Text, "x", quads.Add, new() { Direction = direction }));
        using var output = new MemoryStream();
        Assert.Null(JsonLdDocument.Write(quads, output, new() { Direction = direction }));
        var written = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(2, written.Split("@direction").Length - 1);
        Assert.DoesNotContain("_:", written, StringComparison.Ordinal);
    }

    /// <summary>Every dataset that W3C's suites expect of Turtle, TriG, N-Triples, N-Quads and canonicalization, through both writers.</summary>
    [Fact]
    public void W3cs_datasets_survive_the_way_to_JSON_LD_and_back()
    {
        var root = SharedData.Require("suites", "rdf-tests", "rdf", "rdf11");
        var files = Directory.EnumerateFiles(root, "*.n?", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(SharedData.Require("suites", "rdf-canon", "tests"), "*-in.nq", SearchOption.AllDirectories)).ToList();
        var read = 0;
        foreach (var file in files)
        {
            var quads = new List<Quad>();
            // Poisoned for canonicalization is poisoned for comparison, too.
            if (RdfReader.ReadFile(file, quads.Add) is not null || quads.Count > 100 || file.Contains("test074", StringComparison.Ordinal)) { continue; }
            read++;
            Assert.True(RoundTrip(Normal(quads)) is null, $"{file}: {RoundTrip(quads)}");
        }
        Assert.True(read > 500, $"{read} files");
    }

    /// <summary>The suite's documents with bytes changed, moved and cut off: each is read or refused with a place, and nothing is thrown.</summary>
    [Fact]
    public void Broken_documents_are_told_and_never_thrown()
    {
        var random = new Random(38);
        var (read, refused) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("suites", "json-ld-api", "tests", "toRdf"), "*-in.jsonld").Order(StringComparer.Ordinal))
        {
            for (var round = 0; round < 8; round++)
            {
                var bytes = File.ReadAllBytes(file);
                var (from, to) = (random.Next(bytes.Length), random.Next(bytes.Length));
                if (round % 4 == 0) { bytes = bytes[..from]; }
                else if (round % 4 == 1) { bytes[from] = (byte)random.Next(256); }
                else if (round % 4 == 2) { bytes[from] = bytes[to]; }
                else { bytes = [.. bytes[..from], .. bytes[Math.Min(from, to)..Math.Max(from, to)], .. bytes[from..]]; }
                using var stream = new MemoryStream(bytes);
                var error = JsonLdReader.Read(stream, file, _ => { }, new() { BaseIri = "urn:base" });
                (read, refused) = error is null ? (read + 1, refused) : (read, refused + 1);
                Assert.True(error is null || error.Span!.Value.Start.Line > 0, file);
            }
        }
        Assert.True(read > 200 && refused > 2_000, $"{read} read, {refused} refused");
    }

    // JSON literals come back in canonical form.
    private static List<Quad> Normal(List<Quad> quads)
    {
        var json = new Iri(RdfTerms.Namespace + "JSON");
        return quads.ConvertAll(q => q.Triple.Object is Literal { Lexical: "{\"a\": [1e2]}" or "[100.0]" } l && l.Datatype == json
            ? new Quad(q.Triple with { Object = new Literal(l.Lexical[0] == '{' ? "{\"a\":[100]}" : "[100]", json) }, q.Graph) : q);
    }

    private static string? RoundTrip(List<Quad> quads)
    {
        using var document = new MemoryStream();
        if (JsonLdDocument.Write(quads, document) is { } error) { return error.ToString(); }
        using var streamed = new MemoryStream();
        using (var writer = RdfWriter.Create(streamed, RdfFormat.JsonLd))
        {
            foreach (var quad in quads) { writer.Write(quad.Triple, quad.Graph); }
        }
        return new[] { document, streamed }.Select(s => Compare(quads, Encoding.UTF8.GetString(s.ToArray()))).FirstOrDefault(r => r is not null);
    }

    private static string? Compare(List<Quad> quads, string text)
    {
        var read = new List<Quad>();
        if (JsonLdReader.Read(text, "written", read.Add) is { } error) { return error.ToString(); }
        return DatasetIsomorphism.AreIsomorphic(quads, read) ? null : $"{text}\nread as\n{string.Join('\n', read)}";
    }

    private static string Refused(string text) => JsonLdReader.Read(text, "x", _ => { })!.Message;

    private static IEnumerable<string> Lines(string text)
    {
        var quads = new List<Quad>();
        Assert.Null(JsonLdReader.Read(text, "x", quads.Add));
        return quads.Select(q => q.Triple.ToString());
    }

    private sealed class Texts(params (string Iri, string Text)[] texts) : IJsonLdLoader
    {
        public byte[]? Load(string iri) => texts.Where(t => t.Iri == iri).Select(t => Encoding.UTF8.GetBytes(t.Text)).FirstOrDefault();
    }

    private sealed class OneByOne(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }

    private sealed class Endless(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, count) is > 0 and var read ? read : throw new EndOfStreamException();
    }
}
