using System.Text;
using Ontotwin.Testing;

namespace Ontotwin.Rdf.Tests;

/// <summary>W3C's RDF 1.2 suites by their manifests: a report of what passes with an RDF 1.1 reader, held so that it is not lost unseen.</summary>
public class Rdf12SuiteTests
{
    private const string Manifest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    [Theory]
    [InlineData("rdf-n-triples", "syntax")]
    [InlineData("rdf-n-triples", "c14n")]
    [InlineData("rdf-n-quads", "syntax")]
    [InlineData("rdf-n-quads", "c14n")]
    [InlineData("rdf-turtle", "syntax")]
    [InlineData("rdf-turtle", "eval")]
    [InlineData("rdf-trig", "syntax")]
    [InlineData("rdf-trig", "eval")]
    [InlineData("rdf-xml", "eval")]
    public void What_passes_is_what_is_told(string language, string kind)
    {
        var folder = SharedData.Require("suites", "rdf-tests", "rdf", "rdf12", language, kind);
        var manifest = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(Path.Combine(folder, "manifest.ttl"), q => manifest.Add(q.Triple)));
        var about = manifest.ToLookup(t => t.Subject);
        var listed = manifest.Where(t => t.Predicate.Value == Manifest + "entries").Select(t => t.Object).SelectMany(l => Items(l, about)).ToHashSet();
        var tests = manifest.Where(t => t.Predicate == RdfTerms.Type && listed.Contains(t.Subject)).ToList();
        var failures = tests.Select(t => (((Iri)t.Subject).LocalName, Failure: Run(folder, $"https://w3c.github.io/rdf-tests/rdf/rdf12/{language}/{kind}/", (Iri)t.Subject, ((Iri)t.Object).LocalName, about)))
            .Where(r => r.Failure is not null).Select(r => (r.LocalName, r.Failure!)).ToList();
        Conformance.Count($"RDF 1.2 {language} {kind}", tests.Count, failures);
    }

    private static IEnumerable<Term> Items(Term list, ILookup<Term, Triple> about)
    {
        for (; about[list].FirstOrDefault(t => t.Predicate == RdfTerms.First) is { } first; list = about[list].First(t => t.Predicate == RdfTerms.Rest).Object) { yield return first.Object; }
    }

    private static string? Run(string folder, string home, Iri test, string type, ILookup<Term, Triple> about)
    {
        string? FileOf(string property) => about[test].FirstOrDefault(t => t.Predicate.Value == Manifest + property)?.Object is Iri iri ? Path.Combine(folder, iri.LocalName) : null;
        var action = FileOf("action")!;
        var quads = new List<Quad>();
        var error = Read(action, home, quads);
        if (type.Contains("Negative", StringComparison.Ordinal)) { return error is null ? "read, and must be refused" : null; }
        if (error is not null) { return error.Message; }
        if (FileOf("result") is not { } result) { return null; }
        if (type.EndsWith("C14N", StringComparison.Ordinal)) { return Lines(quads, action) == File.ReadAllText(result) ? null : "written otherwise"; }
        var expected = new List<Quad>();
        if (Read(result, home, expected) is { } unreadable) { return $"what is expected: {unreadable.Message}"; }
        return DatasetIsomorphism.AreIsomorphic(quads, expected) ? null : "other statements";
    }

    private static string Lines(List<Quad> quads, string like)
    {
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, RdfFormats.OfFile(like)!.Value))
        {
            foreach (var quad in quads) { writer.Write(quad.Triple, quad.Graph); }
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Values.Diagnostic? Read(string file, string home, List<Quad> quads)
    {
        using var stream = File.OpenRead(file);
        return RdfReader.Read(stream, file, quads.Add, home + Path.GetFileName(file), format: RdfFormats.OfFile(file)!.Value);
    }
}
