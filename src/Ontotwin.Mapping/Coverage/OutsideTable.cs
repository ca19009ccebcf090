using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Coverage;

/// <summary>What lies outside all paths that maps read, over all documents.</summary>
internal sealed class OutsideTable
{
    private const string Further = "(further paths)";
    private readonly SortedDictionary<(string Source, string Path), UnreadField> found = new(Comparer<(string Source, string Path)>.Create(Compare));

    public IReadOnlyList<UnreadField> All() => [.. found.Values];

    public void Add(string document, IEnumerable<(string Source, OutsidePath Path)> paths)
    {
        foreach (var (source, path) in paths)
        {
            var key = (source, path.Path);
            if (!found.ContainsKey(key) && found.Count >= Limits.MaxOutsidePaths) { key = (source, Further); }
            var before = found.GetValueOrDefault(key) ?? new UnreadField(source, key.Item2, 0, 0, 0, path.First);
            found[key] = before with { Values = before.Values + path.Count, Unread = before.Unread + path.Count, Documents = before.Documents + (before.Example.Document == document && before.Documents > 0 ? 0 : 1) };
        }
    }

    private static int Compare((string Source, string Path) one, (string Source, string Path) other) =>
        string.CompareOrdinal(one.Source, other.Source) is not 0 and var bySource ? bySource : string.CompareOrdinal(one.Path, other.Path);
}
