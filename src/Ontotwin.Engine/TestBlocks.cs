using Ontotwin.Language;

namespace Ontotwin.Engine;

/// <summary>Runs every <c>test</c> block of a program.</summary>
public static class TestBlocks
{
    /// <summary>The results, in the order of the program.</summary>
    public static IReadOnlyList<TestResult> Run(TwinProgram program) => [.. program.Tests.Where(MapTests.IsMapTest).Select(t => MapTests.Run(t, program))];
}
