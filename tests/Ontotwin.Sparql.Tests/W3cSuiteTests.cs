namespace Ontotwin.Sparql.Tests;

/// <summary>W3C's suites by their manifests. What fails is listed with its reason; what is listed and passes fails too.</summary>
public class W3cSuiteTests
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
    };

    [Theory]
    [InlineData("sparql11/manifest-sparql11-query.ttl", 328)]
    [InlineData("sparql11/manifest-sparql11-update.ttl", 157)]
    [InlineData("sparql11/manifest-sparql11-results.ttl", 10)]
    [InlineData("sparql10/manifest.ttl", 482)]
    public void A_suite_passes_but_for_what_is_listed(string manifest, int cases)
    {
        var tests = SuiteManifest.CasesOf(manifest.Split('/')).ToList();
        var wrong = new List<string>();
        foreach (var test in tests)
        {
            var failure = SuiteRunner.Run(test);
            if (failure is null == Exceptions.ContainsKey(test.Id.Value.Split("/sparql/")[^1])) { wrong.Add($"{test.Id.Value.Split("/sparql/")[^1]} ({test.Name}): {failure ?? "passes, and is listed as failing"}"); }
        }
        Assert.True(wrong.Count == 0 && cases == tests.Count, $"{tests.Count} cases, {wrong.Count} wrong:\n{string.Join("\n\n", wrong)}");
    }
}
