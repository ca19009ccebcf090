using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tree;

/// <summary>
/// Counts what lies outside the stretches that were read of a document, told of its elements or values in their order. An element that holds something that was
/// read is on the way to it, and its parts are looked at; one that holds nothing of it is counted itself, whatever is in it.
/// </summary>
internal sealed class OutsideCounter
{
    private const string Further = "(further paths)";
    private readonly SourceDocument document;
    private readonly MappedText text;
    private readonly List<(long Start, long End)> read = [];
    private readonly Dictionary<string, (long Count, ByteRange First)> found = new(StringComparer.Ordinal);
    private Level top = new("", 0, null);
    private int next;

    /// <param name="document">The document.</param>
    /// <param name="text">Its text.</param>
    /// <param name="ranges">What was read of it; stretches may lie within each other.</param>
    public OutsideCounter(SourceDocument document, MappedText text, IEnumerable<ByteRange> ranges)
    {
        (this.document, this.text) = (document, text);
        // An empty value begins where its delimiter ends: by that it lies within what holds it.
        foreach (var (start, end) in ranges.Select(r => r.Length == 0 ? (r.Start - 1, r.End) : (r.Start, r.End)).Order())
        {
            if (read.Count > 0 && start < read[^1].End) { read[^1] = (read[^1].Start, Math.Max(end, read[^1].End)); }
            else { read.Add((start, end)); }
        }
    }

    /// <summary>Whether what begins at a byte of the text was read, with all in it.</summary>
    public bool IsRead(int at)
    {
        var start = text.RangeOf(at, at).Start;
        while (next < read.Count && read[next].End <= start) { next++; }
        return next < read.Count && read[next].Start <= start;
    }

    /// <summary>Something begins that was not read as a whole.</summary>
    public void Open(string step, int at) => top = new Level(step, at, top);

    /// <summary>It ends.</summary>
    public void Close(int end)
    {
        var (level, around) = (top, top.Parent!);
        if (level.HoldsRead || ReadsIn(text.RangeOf(level.Start, end)))
        {
            Tell(level);
            around.HoldsRead = true;
        }
        else { around.Add(level.Step, text.RangeOf(level.Start, end)); }
        top = around;
    }

    /// <summary>What was counted, in order of paths. What is still open, where the document breaks off, is told by its parts.</summary>
    public IReadOnlyList<OutsidePath> Finish()
    {
        for (var level = top; level is not null; level = level.Parent) { Tell(level); }
        return [.. found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new OutsidePath(f.Key, f.Value.Count, new SourcePlace(document.Name, "", f.Value.First)))];
    }

    private bool ReadsIn(ByteRange stretch)
    {
        var at = read.BinarySearch((stretch.Start, long.MinValue));
        if (at < 0) { at = ~at; }
        return at < read.Count && read[at].Start < stretch.End;
    }

    private void Tell(Level level)
    {
        foreach (var (step, (count, first)) in level.Inside)
        {
            var path = level.Path + step;
            if (!found.ContainsKey(path) && found.Count >= TreeLimits.MaxOutsidePaths) { path = Further; }
            found[path] = found.TryGetValue(path, out var before) ? (before.Count + count, before.First) : (count, first);
        }
    }

    private sealed class Level(string step, int start, Level? parent)
    {
        private Dictionary<string, (long Count, ByteRange First)>? inside;

        public string Step => step;

        public int Start => start;

        public Level? Parent => parent;

        public bool HoldsRead { get; set; }

        public string Path => parent is null ? step : parent.Path + step;

        public IEnumerable<KeyValuePair<string, (long Count, ByteRange First)>> Inside => inside ?? [];

        public void Add(string child, ByteRange place)
        {
            inside ??= new(StringComparer.Ordinal);
            if (!inside.ContainsKey(child) && inside.Count >= TreeLimits.MaxOutsidePaths) { child = "/" + Further; }
            inside[child] = inside.TryGetValue(child, out var before) ? (before.Count + 1, before.First) : (1, place);
        }
    }
}
