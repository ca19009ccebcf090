using System.Text;

namespace Ontotwin.Rdf.Tests;

public class RoundTripTests
{
    private static readonly Iri Graph = new("https://w3id.org/ontotwin/twin/a");

    private static readonly Triple[] Statements =
    [
        new(new Iri("https://example.org/a"), RdfTerms.Type, new Iri("https://example.org/C")),
        new(new Iri("https://example.org/a"), new Iri("https://example.org/says"), Literal.InLanguage("尿酸 \"x\"\n\t\\", "zh")),
        new(new Iri("https://example.org/a"), new Iri("https://example.org/says"), new Literal("1.20", Xsd.Decimal)),
        new(new Iri("https://example.org/b"), new Iri("https://example.org/is"), new BlankNode("x")),
    ];

    [Theory]
    [InlineData(RdfFormat.NQuads)]
    [InlineData(RdfFormat.TriG)]
    [InlineData(RdfFormat.Turtle)]
    public void What_is_written_is_read_again(RdfFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, format, new Dictionary<string, string> { ["ex"] = "https://example.org/", ["xsd"] = Xsd.Namespace }))
        {
            foreach (var statement in Statements) { writer.Write(statement, Graph); }
        }
        var read = new List<Quad>();
        Assert.Null(RdfReader.Read(Encoding.UTF8.GetString(stream.ToArray()), "test", read.Add, format: format));
        Assert.Equal(Statements.Take(3), read.Select(q => q.Triple).Take(3));
        Assert.Equal(4, read.Count);
        Assert.All(read, q => Assert.Equal(format == RdfFormat.Turtle ? null : Graph, q.Graph));
    }

    [Theory]
    [InlineData("https://example.org/p", "a\rb\r\nc\n\td <&> \uD83D\uDE00")]
    [InlineData("http://www.w3.org/2000/xmlns/foo", "x")]
    [InlineData("http://www.w3.org/XML/1998/namespacelang", "x")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#_1", "x")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "x")]
    public void RDF_XML_that_is_written_says_the_same(string property, string text)
    {
        Triple[] statements = [new(new Iri("https://example.org/a"), new Iri(property), Literal.Text(text)), new(new BlankNode("b"), new Iri(property), new Iri("https://example.org/?a=1&b=<"))];
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, RdfFormat.RdfXml)) { foreach (var statement in statements) { writer.Write(statement, null); } }
        var read = new List<Quad>();
        Assert.Null(RdfReader.Read(Encoding.UTF8.GetString(stream.ToArray()), "test", read.Add, format: RdfFormat.RdfXml));
        Assert.True(DatasetIsomorphism.AreIsomorphic([.. statements.Select(s => new Quad(s, null))], read), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("https://example.org/p", "a\u0001b")]
    [InlineData("https://example.org/p", "a\uFFFEb")]
    [InlineData("https://example.org/1", "x")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#li", "x")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#Description", "x")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#aboutEach", "x")]
    public void What_RDF_XML_has_no_way_to_write_is_refused_before_anything_of_it_is_written(string property, string text)
    {
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, RdfFormat.RdfXml)) { Assert.Throws<UnwritableException>(() => writer.Write(new Triple(new Iri("https://example.org/a"), new Iri(property), Literal.Text(text)), null)); }
        Assert.DoesNotContain("example.org", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>A stream that gives one byte at a time reads as the whole text does, errors and their places included.</summary>
    [Theory]
    [InlineData("<https://a> <https://b> \"尿酸\\u00e9\"@zh-Hans <https://g> .\n_:x <https://b> _:b0 .\n<https://a> <https://b> <nowhere> .\n", RdfFormat.NQuads)]
    [InlineData("@prefix ex: <https://example.org/> .\nex:尿\\,b a ex:C ; ex:p 1, -2.5, 1e3, true, 'x', \"\"\"a\n\"b\"\"\"\"@en, ( [ ex:q <#r> ] ) ; .\n# end\nex:a ex:b ?", RdfFormat.Turtle)]
    public void Bytes_that_come_one_by_one_are_the_whole_text(string text, RdfFormat format)
    {
        var (whole, pieces) = (new List<Quad>(), new List<Quad>());
        var error = RdfReader.Read(text, "x", whole.Add, "https://base/", format: format);
        using var slow = new OneByOne(Encoding.UTF8.GetBytes(text));
        Assert.Equal(error?.ToString(), RdfReader.Read(slow, "x", pieces.Add, "https://base/", format: format)?.ToString());
        Assert.NotNull(error);
        Assert.NotEmpty(whole);
        Assert.Equal(whole, pieces);
    }

    /// <summary>Labels stay, and no node without a label takes one of theirs.</summary>
    [Fact]
    public void Labels_and_nodes_without_one_are_kept_apart()
    {
        var read = new List<Quad>();
        Assert.Null(RdfReader.Read("_:b0 <urn:p> [] . _:lb0 <urn:p> [] . _:x <urn:p> _:b0 .", "x", read.Add));
        Assert.Equal(["lb0", "llb0", "x"], read.Select(q => ((BlankNode)q.Triple.Subject).Label));
        Assert.Equal(["b0", "b1", "lb0"], read.Select(q => ((BlankNode)q.Triple.Object).Label));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with \"quotes\", \\ and\na line, 尿酸 and \u007f")]
    [InlineData("")]
    public void Bytes_of_a_term_are_its_text_at_the_first_sight_and_at_every_later_one(string text)
    {
        var bytes = new TermBytes();
        Term[] terms = [Literal.Text(text), Literal.InLanguage(text, "en"), new Literal(text, Xsd.Decimal), new Iri("https://example.org/" + text), new BlankNode("b")];
        for (var sight = 0; sight < 3; sight++)
        {
            Assert.All(terms, t => Assert.Equal(t.ToString(), Encoding.UTF8.GetString(bytes.Of(t))));
            Assert.All(terms, t => Assert.Equal(t.ToString(), Encoding.UTF8.GetString(bytes.OfSubject(t))));
        }
    }

    [Fact]
    public void An_error_names_its_line_and_column()
    {
        var error = RdfReader.Read("@prefix ex: <https://example.org/> .\nex:a ex:b \"open .\n", "t.ttl", _ => { });
        Assert.Equal(2, error!.Span!.Value.Start.Line);
        Assert.Equal("OT9001", error.Code);
    }

    [Fact]
    public void Nesting_has_a_limit_and_no_stack_overflows()
    {
        var deep = "<https://a> <https://b> " + string.Concat(Enumerable.Repeat("[ <https://b> ", 100_000));
        Assert.Contains("nested", RdfReader.Read(deep, "deep.ttl", _ => { })!.Message, StringComparison.Ordinal);
    }

    private sealed class OneByOne(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
