namespace Ontotwin.Sparql.Evaluation;

/// <summary>Triples sorted by their parts in one sequence. Columns are asked for by part: 0 subject, 1 predicate, 2 object.</summary>
internal sealed class TripleOrder
{
    // Where the graph has far fewer triples than there are terms, a table of all terms would cost more than it saves.
    private const int SparseFactor = 4;
    private readonly int[][] columns;
    private readonly int[] sequence;
    private readonly int[]? starts;

    private TripleOrder(int[][] columns, int[] sequence, int[]? starts) => (this.columns, this.sequence, this.starts) = (columns, sequence, starts);

    public int Count => columns[0].Length;

    public ReadOnlySpan<int> Column(int part) => columns[part];

    public int[] Array(int part) => columns[part];

    public static TripleOrder Sort(int[][] parts, int first, int termCount)
    {
        var isDense = IsDense(parts[0].Length, termCount);
        int[] sequence = [first, (first + 1) % 3, (first + 2) % 3];
        var sorted = parts;
        int[]? starts = null;
        if (isDense)
        {
            foreach (var part in sequence.Reverse()) { (sorted, starts) = Counted(sorted, part, termCount); }
        }
        else { sorted = Compared(parts, sequence); }
        var distinct = WithoutRepetition(sorted);
        if (isDense && distinct[0].Length < sorted[0].Length) { starts = StartsOf(distinct[first], termCount); }
        return new TripleOrder(distinct, sequence, starts);
    }

    /// <summary>The same triples in the order that begins with the last part of this one: one more sort, for the rest is sorted already.</summary>
    public TripleOrder Rotated(int termCount)
    {
        int[] next = [sequence[2], sequence[0], sequence[1]];
        if (!IsDense(Count, termCount)) { return new TripleOrder(Compared(columns, next), next, null); }
        var (sorted, begin) = Counted(columns, next[0], termCount);
        return new TripleOrder(sorted, next, begin);
    }

    /// <summary>The run of rows with these first parts in this order's sequence; 0 ends what is fixed.</summary>
    public TripleRange Find(int first, int second, int third)
    {
        var (start, end) = First(first);
        if (second == 0 || start == end) { return new TripleRange(this, start, end); }
        (start, end) = Within(columns[sequence[1]], start, end, second);
        if (third != 0 && start < end) { (start, end) = Within(columns[sequence[2]], start, end, third); }
        return new TripleRange(this, start, end);
    }

    private (int Start, int End) First(int id)
    {
        if (starts is null) { return Within(columns[sequence[0]], 0, Count, id); }
        return id + 1 < starts.Length ? (starts[id], starts[id + 1]) : (0, 0);
    }

    // The run of a value in a sorted stretch: where it begins by halving, where it ends by doubling, for runs are mostly short.
    private static (int Start, int End) Within(int[] column, int start, int end, int value)
    {
        var (low, high) = (start, end);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (column[middle] < value) { low = middle + 1; }
            else { high = middle; }
        }
        if (low == end || column[low] != value) { return (low, low); }
        var (known, step) = (low, 1);
        while (known + step < end && column[known + step] == value)
        {
            known += step;
            step <<= 1;
        }
        var (from, to) = (known + 1, Math.Min(end, known + step));
        while (from < to)
        {
            var middle = (int)(((uint)from + (uint)to) >> 1);
            if (column[middle] <= value) { from = middle + 1; }
            else { to = middle; }
        }
        return (low, from);
    }

    private static bool IsDense(int count, int termCount) => termCount <= ((long)count * SparseFactor) + 1024;

    private static (int[][] Columns, int[] Starts) Counted(int[][] columns, int part, int termCount)
    {
        var key = columns[part];
        var starts = StartsOf(key, termCount);
        var next = (int[])starts.Clone();
        int[][] sorted = [new int[key.Length], new int[key.Length], new int[key.Length]];
        for (var i = 0; i < key.Length; i++)
        {
            var at = next[key[i]]++;
            sorted[0][at] = columns[0][i];
            sorted[1][at] = columns[1][i];
            sorted[2][at] = columns[2][i];
        }
        return (sorted, starts);
    }

    private static int[] StartsOf(int[] key, int termCount)
    {
        var starts = new int[termCount + 2];
        foreach (var id in key) { starts[id + 1]++; }
        for (var i = 1; i < starts.Length; i++) { starts[i] += starts[i - 1]; }
        return starts;
    }

    private static int[][] Compared(int[][] columns, int[] sequence)
    {
        var (a, b, c) = (columns[sequence[0]], columns[sequence[1]], columns[sequence[2]]);
        var rows = new (int First, int Second, int Third)[a.Length];
        for (var i = 0; i < rows.Length; i++) { rows[i] = (a[i], b[i], c[i]); }
        System.Array.Sort(rows);
        var sorted = new int[3][];
        sorted[sequence[0]] = System.Array.ConvertAll(rows, r => r.First);
        sorted[sequence[1]] = System.Array.ConvertAll(rows, r => r.Second);
        sorted[sequence[2]] = System.Array.ConvertAll(rows, r => r.Third);
        return sorted;
    }

    private static int[][] WithoutRepetition(int[][] sorted)
    {
        var (s, p, o) = (sorted[0], sorted[1], sorted[2]);
        var kept = 0;
        for (var i = 0; i < s.Length; i++)
        {
            if (i > 0 && s[i] == s[i - 1] && p[i] == p[i - 1] && o[i] == o[i - 1]) { continue; }
            (s[kept], p[kept], o[kept]) = (s[i], p[i], o[i]);
            kept++;
        }
        return kept == s.Length ? sorted : [s[..kept], p[..kept], o[..kept]];
    }
}
