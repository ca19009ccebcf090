using Ontotwin.Testing;

namespace Ontotwin.Sparql.Tests;

/// <summary>W3C's SPARQL 1.2 suites by their manifests: a report of what passes with SPARQL 1.1, held so that it is not lost unseen.</summary>
public class Sparql12SuiteTests
{
    [Theory]
    [InlineData("grouping")]
    [InlineData("codepoint-escapes")]
    [InlineData("syntax")]
    [InlineData("syntax-triple-terms-negative")]
    [InlineData("syntax-triple-terms-positive")]
    [InlineData("eval-triple-terms")]
    [InlineData("expression")]
    [InlineData("lang-basedir")]
    [InlineData("rdf11")]
    [InlineData("version")]
    public void What_passes_is_what_is_told(string suite)
    {
        var tests = SuiteManifest.CasesOf("sparql12", suite, "manifest.ttl").ToList();
        var failures = tests.Select(t => (t.Id.LocalName, Failure: Run(t))).Where(r => r.Failure is not null).Select(r => (r.LocalName, r.Failure!)).ToList();
        Conformance.Count($"SPARQL 1.2 {suite}", tests.Count, failures);
    }

    // Data and answers of RDF 1.2 are refused where the files are read.
    private static string? Run(SuiteCase test)
    {
        try { return SuiteRunner.Run(test); }
        catch (Xunit.Sdk.XunitException unread) { return unread.Message; }
    }
}
