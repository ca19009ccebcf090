using Ontotwin.Testing;

namespace Ontotwin.Rdf.Tests;

/// <summary>W3C's RDF 1.1 suites by their manifests: what must be read is read, to a dataset that is isomorphic with the expected one; what must be refused is refused.</summary>
public class W3cSuiteTests
{
    private const string Manifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    [Theory]
    [InlineData("rdf-turtle")]
    [InlineData("rdf-trig")]
    [InlineData("rdf-n-triples")]
    [InlineData("rdf-n-quads")]
    public void The_suite_passes(string suite)
    {
        var folder = SharedData.Require("suites", "rdf-tests", "rdf", "rdf11", suite);
        var manifest = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(Path.Combine(folder, "manifest.ttl"), q => manifest.Add(q.Triple)));
        var about = manifest.ToLookup(t => t.Subject);
        var tests = manifest.Where(t => t.Predicate == RdfTerms.Type && t.Object is Iri { LocalName: var n } && n.StartsWith("Test", StringComparison.Ordinal)).ToList();
        var failures = tests.Select(t => (((Iri)t.Subject).LocalName, Failure: Run(folder, suite, (Iri)t.Subject, ((Iri)t.Object).LocalName, about)))
            .Where(r => r.Failure is not null).Select(r => (r.LocalName, r.Failure!)).ToList();
        Conformance.Hold($"RDF 1.1 {suite}", tests.Count, failures);
    }

    private static string? Run(string folder, string suite, Iri test, string type, ILookup<Term, Triple> about)
    {
        string? FileOf(string property) => about[test].FirstOrDefault(t => t.Predicate.Value == Manifest + property)?.Object is Iri iri ? Path.Combine(folder, iri.LocalName) : null;
        var action = FileOf("action")!;
        var quads = new List<Quad>();
        var error = Read(suite, action, quads);
        if (type.Contains("Negative", StringComparison.Ordinal)) { return error is null ? "read, and must be refused" : null; }
        if (error is not null) { return $"refused: {error}"; }
        if (FileOf("result") is not { } result) { return null; }
        var expected = new List<Quad>();
        Read(suite, result, expected);
        return DatasetIsomorphism.AreIsomorphic(quads, expected) ? null : $"{quads.Count} statements, expected {expected.Count}";
    }

    private static Values.Diagnostic? Read(string suite, string file, List<Quad> quads)
    {
        var baseIri = $"https://w3c.github.io/rdf-tests/rdf/rdf11/{suite}/{Path.GetFileName(file)}";
        return RdfReader.Read(File.ReadAllText(file), file, quads.Add, baseIri, format: RdfFormats.OfFile(file)!.Value);
    }
}
