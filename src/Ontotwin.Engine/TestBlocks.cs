using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Reasoning;

namespace Ontotwin.Engine;

/// <summary>Runs every <c>test</c> block of a program: those of maps on documents, those of guidelines and scores on what they give.</summary>
public static class TestBlocks
{
    /// <summary>The results: of maps first, then of guidelines.</summary>
    public static IReadOnlyList<TestResult> Run(TwinProgram program, ICausalClaims causal) =>
    [
        .. program.Tests.Where(MapTests.IsMapTest).Select(t => MapTests.Run(t, program)),
        .. GuidelineTests.Run(program, causal).Where(r => !MapTests.IsMapTest(r.Test)).Select(r => new TestResult(r.Test, r.Failures)),
    ];
}
