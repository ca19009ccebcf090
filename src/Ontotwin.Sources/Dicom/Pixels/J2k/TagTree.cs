namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A tag tree: numbers of a grid, coded by the least of each four (B.10.2).</summary>
internal sealed class TagTree
{
    private const int MaxHeight = 32;
    private readonly int[] values, lows, parents;

    public TagTree(int width, int height)
    {
        var levels = new List<(int Width, int Height)> { (width, height) };
        while (levels[^1] is not (1, 1)) { levels.Add(((levels[^1].Width + 1) / 2, (levels[^1].Height + 1) / 2)); }
        var nodes = levels.Sum(l => l.Width * l.Height);
        (values, lows, parents) = (new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(values, int.MaxValue);
        var (first, node) = (0, 0);
        for (var level = 0; level < levels.Count; level++)
        {
            first += levels[level].Width * levels[level].Height;
            for (var y = 0; y < levels[level].Height; y++)
            {
                for (var x = 0; x < levels[level].Width; x++, node++) { parents[node] = level + 1 == levels.Count ? -1 : first + (y / 2 * levels[level + 1].Width) + (x / 2); }
            }
        }
    }

    /// <summary>Reads until it is known whether the number of a leaf lies below a threshold.</summary>
    public bool IsBelow(ref PacketBits bits, int leaf, int threshold)
    {
        Span<int> path = stackalloc int[MaxHeight];
        var height = 0;
        for (var node = leaf; node >= 0; node = parents[node]) { path[height++] = node; }
        var low = 0;
        while (height-- > 0)
        {
            var node = path[height];
            low = Math.Max(low, lows[node]);
            while (low < threshold && low < values[node])
            {
                if (bits.Read()) { values[node] = low; }
                else { low++; }
            }
            lows[node] = low;
        }
        return values[leaf] < threshold;
    }
}
