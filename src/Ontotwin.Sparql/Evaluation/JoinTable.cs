using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>A table to be joined with: its rows by the variables that it shares with the other side. A shared variable that some row leaves unbound is compared, not looked up.</summary>
internal sealed class JoinTable
{
    private readonly (int Left, int Right)[] shared;
    private readonly (int Left, int Right)[] keyed;
    private readonly KeyTable keys;
    private readonly int[] heads;
    private readonly int[] next;

    public JoinTable(ImmutableArray<string> left, Table right)
    {
        Rows = right;
        shared = [.. right.Variables.Select((v, i) => (Left: left.IndexOf(v), Right: i)).Where(s => s.Left >= 0)];
        keyed = [.. shared.Where(s => !right.Columns[s.Right].AsSpan(0, right.Count).Contains(0))];
        keys = new KeyTable(keyed.Length);
        heads = new int[right.Count];
        next = new int[right.Count];
        Span<int> key = stackalloc int[keyed.Length];
        // From the end, so that rows of one key come in their order.
        for (var row = right.Count - 1; row >= 0; row--)
        {
            for (var k = 0; k < keyed.Length; k++) { key[k] = right.Columns[keyed[k].Right][row]; }
            var number = keys.FindOrAdd(key, out var isNew);
            next[row] = isNew ? -1 : heads[number];
            heads[number] = row;
        }
    }

    public Table Rows { get; }

    /// <summary>The rows that fit a row of the other side.</summary>
    /// <param name="batch">The other side.</param>
    /// <param name="row">Its row.</param>
    /// <param name="found">Filled with numbers of rows.</param>
    /// <param name="mustShare">Whether a fitting row counts only if both bind a variable.</param>
    public void Find(Batch batch, int row, List<int> found, bool mustShare)
    {
        found.Clear();
        Span<int> key = stackalloc int[keyed.Length];
        var isLookedUp = true;
        for (var k = 0; k < keyed.Length; k++)
        {
            key[k] = batch.Columns[keyed[k].Left][row];
            isLookedUp &= key[k] != 0;
        }
        if (!isLookedUp)
        {
            for (var i = 0; i < Rows.Count; i++) { AddFitting(batch, row, i, found, mustShare); }
            return;
        }
        for (var i = keys.Find(key) is >= 0 and var number ? heads[number] : -1; i >= 0; i = next[i]) { AddFitting(batch, row, i, found, mustShare); }
    }

    private void AddFitting(Batch batch, int row, int candidate, List<int> found, bool mustShare)
    {
        var shares = !mustShare;
        foreach (var (left, right) in shared)
        {
            var (a, b) = (batch.Columns[left][row], Rows.Columns[right][candidate]);
            if (a == 0 || b == 0) { continue; }
            if (a != b) { return; }
            shares = true;
        }
        if (shares) { found.Add(candidate); }
    }
}
