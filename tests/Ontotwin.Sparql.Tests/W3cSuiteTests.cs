using Ontotwin.Testing;

namespace Ontotwin.Sparql.Tests;

/// <summary>W3C's suites by their manifests. What fails is listed with its reason; what is listed and passes fails too.</summary>
public class W3cSuiteTests
{
    [Theory]
    [InlineData("sparql11/manifest-sparql11-query.ttl", "SPARQL 1.1 query")]
    [InlineData("sparql11/manifest-sparql11-update.ttl", "SPARQL 1.1 update")]
    [InlineData("sparql11/manifest-sparql11-results.ttl", "SPARQL 1.1 results")]
    [InlineData("sparql11/syntax-fed/manifest.ttl", "SPARQL 1.1 federated query, syntax")]
    [InlineData("sparql10/manifest.ttl", "SPARQL 1.0")]
    public void A_suite_passes_but_for_what_is_listed(string manifest, string suite)
    {
        var tests = SuiteManifest.CasesOf(manifest.Split('/')).ToList();
        var failures = tests.Select(t => (Case: t.Id.Value.Split("/sparql/")[^1], Failure: SuiteRunner.Run(t))).Where(r => r.Failure is not null).Select(r => (r.Case, r.Failure!)).ToList();
        Conformance.Hold(suite, tests.Count, failures);
    }
}
