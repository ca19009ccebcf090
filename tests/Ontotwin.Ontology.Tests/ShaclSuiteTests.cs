using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Ontology.Tests;

/// <summary>W3C's suite of SHACL Core by its manifests: reports are isomorphic with the expected ones; messages count where a case lists them.</summary>
public class ShaclSuiteTests
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Sht = "http://www.w3.org/ns/shacl-test#";
    private const string Sh = "http://www.w3.org/ns/shacl#";

    [Fact]
    public void The_suite_passes()
    {
        var cases = Cases(SharedData.Require("suites", "data-shapes", "data-shapes-test-suite", "tests", "core", "manifest.ttl")).ToList();
        var failures = cases.Select(c => (((Iri)c.Test).LocalName, Failure: Run(c))).Where(r => r.Failure is not null).Select(r => (r.LocalName, r.Failure!)).ToList();
        Conformance.Hold("SHACL Core", cases.Count, failures);
    }

    private static IEnumerable<(string File, Term Test)> Cases(string manifest)
    {
        var triples = Read(manifest);
        foreach (var included in triples.Where(t => t.Predicate.Value == Mf + "include"))
        {
            foreach (var one in Cases(new Uri(((Iri)included.Object).Value).LocalPath)) { yield return one; }
        }
        foreach (var test in triples.Where(t => t.Predicate == RdfTerms.Type && t.Object is Iri { Value: Sht + "Validate" })) { yield return (manifest, test.Subject); }
    }

    private static string? Run((string File, Term Test) one)
    {
        var triples = Read(one.File);
        var about = triples.ToLookup(t => t.Subject);
        Term Value(Term subject, string property) => about[subject].First(t => t.Predicate.Value == property).Object;
        List<Triple> Graph(string property) => Read(new Uri(((Iri)Value(Value(one.Test, Mf + "action"), property)).Value).LocalPath);
        var expected = new List<Triple>();
        Copy(Value(one.Test, Mf + "result"), about, expected);
        var outcome = ShaclValidator.Validate(Graph(Sht + "dataGraph"), Graph(Sht + "shapesGraph"));
        if (!outcome.IsOk) { return $"{one.Test}: {outcome.Diagnostics[0]}"; }
        var hasMessages = expected.Exists(t => t.Predicate.Value == Sh + "resultMessage");
        var found = outcome.Value.ToTriples().Where(t => hasMessages || t.Predicate.Value != Sh + "resultMessage").ToList();
        return DatasetIsomorphism.AreIsomorphic(expected.Select(t => new Quad(t, null)), found.Select(t => new Quad(t, null))) ? null
            : $"{one.Test}:\n  wanted {string.Join("\n    ", expected)}\n  found {string.Join("\n    ", found)}";
    }

    // The report, its results and their paths; what results refer to is not theirs.
    private static void Copy(Term node, ILookup<Term, Triple> about, List<Triple> report)
    {
        foreach (var triple in about[node])
        {
            report.Add(triple);
            if (triple.Object is BlankNode && (triple.Predicate.Value is Sh + "result" || IsPathPart(triple.Predicate))) { Copy(triple.Object, about, report); }
        }
    }

    private static bool IsPathPart(Iri predicate) => predicate == RdfTerms.First || predicate == RdfTerms.Rest || predicate.Value.EndsWith("Path", StringComparison.Ordinal);

    private static List<Triple> Read(string file)
    {
        var triples = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(file, q => triples.Add(q.Triple)));
        return triples;
    }
}
