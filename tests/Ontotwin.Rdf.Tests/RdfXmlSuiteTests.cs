using Ontotwin.Testing;

namespace Ontotwin.Rdf.Tests;

/// <summary>W3C's RDF 1.1 XML suite by its manifest, results compared as datasets.</summary>
public class RdfXmlSuiteTests
{
    private const string Manifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Home = "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-xml/";

    [Fact]
    public void The_suite_passes()
    {
        var folder = SharedData.Require("suites", "rdf-tests", "rdf", "rdf11", "rdf-xml");
        var manifest = new List<Triple>();
        Assert.Null(RdfReader.Read(File.ReadAllText(Path.Combine(folder, "manifest.ttl")), "manifest.ttl", q => manifest.Add(q.Triple), Home + "manifest.ttl"));
        var about = manifest.ToLookup(t => t.Subject);
        var tests = manifest.Where(t => t.Predicate == RdfTerms.Type && t.Object is Iri { LocalName: "TestXMLEval" or "TestXMLNegativeSyntax" }).ToList();
        var failures = tests.Select(t => (((Iri)t.Subject).LocalName, Failure: Run(folder, (Iri)t.Subject, ((Iri)t.Object).LocalName, about)))
            .Where(r => r.Failure is not null).Select(r => (r.LocalName, r.Failure!)).ToList();
        Conformance.Hold("RDF 1.1 rdf-xml", tests.Count, failures);
    }

    /// <summary>XML literals in exclusive canonical form: declarations where prefixes are used, sorted attributes, comments and instructions kept, no empty tags.</summary>
    [Theory]
    [InlineData("<b/>", "<b></b>")]
    [InlineData("<x:b z='1' x:a='2&#10;&quot;' a=\"&lt;\"><x:c/><c xmlns='urn:d'><d xmlns=''/></c></x:b>", "<x:b xmlns:x=\"urn:x\" a=\"&lt;\" z=\"1\" x:a=\"2&#xA;&quot;\"><x:c></x:c><c xmlns=\"urn:d\"><d xmlns=\"\"></d></c></x:b>")]
    [InlineData("<b><!-- c --><?do it?></b><![CDATA[<&>]]>&#13;", "<b><!-- c --><?do it?></b>&lt;&amp;&gt;&#xD;")]
    [InlineData("<x:a/><x:b xml:lang='en'/>", "<x:a xmlns:x=\"urn:x\"></x:a><x:b xmlns:x=\"urn:x\" xml:lang=\"en\"></x:b>")]
    public void Xml_literals_are_in_canonical_form(string given, string canonical)
    {
        var quads = new List<Quad>();
        var text = $"<r:RDF xmlns:r='{RdfTerms.Namespace}' xmlns:x='urn:x'><r:Description><!-- no node --><x:p r:parseType='Literal'>{given}</x:p><?nor this?></r:Description></r:RDF>";
        Assert.Null(RdfReader.Read(text, "a.rdf", quads.Add, format: RdfFormat.RdfXml));
        Assert.Equal(canonical, ((Literal)Assert.Single(quads).Triple.Object).Lexical);
    }

    private static string? Run(string folder, Iri test, string type, ILookup<Term, Triple> about)
    {
        string IriOf(string property) => ((Iri)about[test].First(t => t.Predicate.Value == Manifest + property).Object).Value;
        string PathOf(string iri) => Path.Combine(folder, iri[Home.Length..]);
        var quads = new List<Quad>();
        var error = RdfReader.Read(File.ReadAllText(PathOf(IriOf("action"))), test.LocalName, quads.Add, IriOf("action"), format: RdfFormat.RdfXml);
        if (type == "TestXMLNegativeSyntax") { return error is null ? "read, and must be refused" : null; }
        if (error is not null) { return error.ToString(); }
        var expected = new List<Quad>();
        Assert.Null(RdfReader.Read(File.ReadAllText(PathOf(IriOf("result"))), test.LocalName, expected.Add, format: RdfFormat.NQuads));
        return DatasetIsomorphism.AreIsomorphic(expected, quads) ? null : $"expected\n{string.Join('\n', expected)}\ngot\n{string.Join('\n', quads)}";
    }
}
