using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>"Did you mean": the nearest names by edits.</summary>
internal static class Suggest
{
    /// <summary>A hint naming the nearest candidate, or null when none is near.</summary>
    public static Hint? From(string wrong, IEnumerable<string> candidates)
    {
        var budget = Math.Max(2, wrong.Length / 3);
        var names = candidates.Distinct().ToList();
        var best = names
            .Select(c => (Name: c, Distance: Distance(wrong, c)))
            .Where(c => c.Distance <= budget)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        var meant = best.Name ?? Shortened(wrong, names);
        return meant is null ? null : new Hint($"did you mean '{meant}'?", new Correction(wrong, meant));
    }

    // A name with a word too many at its end: the longest that it begins with, if that is at least half of it.
    private static string? Shortened(string wrong, List<string> names) =>
        names.Where(n => n.Length >= 5 && n.Length * 2 >= wrong.Length && wrong.StartsWith(n, StringComparison.OrdinalIgnoreCase)).MaxBy(n => n.Length);

    // Optimal string alignment: an exchanged pair of letters is one edit, a difference of case none.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 12) { return int.MaxValue; }
        var (before, above, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) { above[j] = j; }
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) { row[j] = Math.Min(row[j], before[j - 2] + 1); }
            }
            (before, above, row) = (above, row, before);
        }
        return above[b.Length];
    }
}
