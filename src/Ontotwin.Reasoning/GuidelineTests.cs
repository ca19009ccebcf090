using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;

namespace Ontotwin.Reasoning;

/// <summary>Runs the <c>test</c> blocks of guidelines and scores; those of maps are the engine's.</summary>
public static class GuidelineTests
{
    /// <summary>Runs all of them.</summary>
    public static ImmutableArray<GuidelineTestResult> Run(TwinProgram program, ICausalClaims causal) => throw new NotSupportedException();
}

/// <summary>How one test went.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failures">What was not as expected; empty when it passed.</param>
public sealed record GuidelineTestResult(TestDeclaration Test, ImmutableArray<string> Failures)
{
    /// <summary>Whether it passed.</summary>
    public bool Passed => Failures.IsEmpty;
}
