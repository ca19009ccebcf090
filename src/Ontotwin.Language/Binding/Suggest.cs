namespace Ontotwin.Language.Binding;

/// <summary>"Did you mean": the nearest names by edits.</summary>
internal static class Suggest
{
    /// <summary>A hint naming the nearest candidate, or null when none is near.</summary>
    public static string? From(string wrong, IEnumerable<string> candidates)
    {
        var budget = Math.Max(2, wrong.Length / 3);
        var best = candidates.Distinct()
            .Select(c => (Name: c, Distance: Distance(wrong, c)))
            .Where(c => c.Distance <= budget)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is null ? null : $"did you mean '{best.Name}'?";
    }

    // Optimal string alignment: an exchanged pair of letters is one edit; a difference of case costs nothing but breaks ties last.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 12) { return int.MaxValue; }
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) { rows[i, 0] = i; }
        for (var j = 0; j <= b.Length; j++) { rows[0, j] = j; }
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) { best = Math.Min(best, rows[i - 2, j - 2] + 1); }
                rows[i, j] = best;
            }
        }
        return rows[a.Length, b.Length];
    }
}
