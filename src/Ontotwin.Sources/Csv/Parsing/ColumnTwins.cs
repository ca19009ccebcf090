namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Which columns have one name, looked at once for all of them: a file may have as many columns of one name as it has bytes.</summary>
internal sealed class ColumnTwins
{
    private readonly int[] places;
    private readonly int[] next;

    /// <param name="names">The columns' names; null for one that has none.</param>
    public ColumnTwins(string?[] names)
    {
        (places, next) = (new int[names.Length], new int[names.Length]);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < names.Length; column++)
        {
            (places[column], next[column]) = (1, names.Length);
            if (names[column] is not { } name) { continue; }
            if (last.TryGetValue(name, out var before)) { (places[column], next[before]) = (places[before] + 1, column); }
            last[name] = column;
        }
    }

    /// <summary>The place of a column among those of its name, from 1.</summary>
    public int PlaceOf(int column) => places[column];

    /// <summary>The next column of its name; behind the last column where there is none.</summary>
    public int NextOf(int column) => next[column];
}
