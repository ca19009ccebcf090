using Ontotwin.Evaluation;

namespace Ontotwin.Reasoning.Tests;

public class GuidelineTestsTests
{
    [Fact]
    public void Every_test_block_of_the_guidelines_passes()
    {
        var results = GuidelineTests.Run(Shipped.Program, NoCausalClaims.Instance);
        Assert.True(results.Length >= 25, $"only {results.Length} tests were found");
        var failures = results.Where(r => !r.Passed).Select(r => $"{r.Test.Module.Name} \"{r.Test.Name}\": {string.Join("; ", r.Failures)}");
        Assert.True(results.All(r => r.Passed), string.Join('\n', failures));
    }
}
