namespace Ontotwin.Testing;

/// <summary>The table of outside suites in <c>docs/conformance.md</c>: what it says is what the tests find, exceptions by name.</summary>
public static class Conformance
{
    private static readonly Lazy<List<string[]>> Rows = new(() => [.. File.ReadLines(Repository.PathOf("docs", "conformance.md"))
        .Where(l => l.StartsWith('|')).Select(l => l.Trim().Trim('|').Split('|').Select(c => c.Trim()).ToArray())]);

    /// <summary>Fails when a suite's row says other counts, or when its failing cases are not those that are listed as exceptions.</summary>
    /// <param name="suite">The suite's name in the table.</param>
    /// <param name="cases">How many cases ran.</param>
    /// <param name="failures">Those that failed, and how.</param>
    public static void Hold(string suite, int cases, IReadOnlyCollection<(string Case, string Failure)> failures)
    {
        Count(suite, cases, failures);
        var listed = Rows.Value.Where(r => r.Length == 3 && r[0] == suite).Select(r => r[1].Trim('`')).ToHashSet();
        var wrong = failures.Where(f => !listed.Remove(f.Case)).Select(f => $"{f.Case}: {f.Failure}").Concat(listed.Select(l => $"{l}: passes, and is listed as failing")).ToList();
        Assert.True(wrong.Count == 0, $"{suite}: {wrong.Count} of {cases} are not as docs/conformance.md lists them:\n{string.Join("\n\n", wrong)}");
    }

    /// <summary>Fails when a suite's row says other counts; for what is reported and not wanted, so that neither a loss nor a gain goes unseen.</summary>
    /// <param name="suite">The suite's name in the table.</param>
    /// <param name="cases">How many cases ran.</param>
    /// <param name="failures">Those that failed, and how.</param>
    public static void Count(string suite, int cases, IReadOnlyCollection<(string Case, string Failure)> failures)
    {
        var row = $"| {suite} | {cases} | {cases - failures.Count} |";
        var said = Rows.Value.Where(r => r.Length > 3 && r[0] == suite).Select(r => $"| {r[0]} | {r[1]} | {r[2]} |").SingleOrDefault();
        Assert.True(said == row, $"docs/conformance.md says {said ?? "nothing of this suite"}, and this is so: {row}\n{string.Join('\n', failures.Select(f => $"{f.Case}: {f.Failure}"))}");
    }
}
