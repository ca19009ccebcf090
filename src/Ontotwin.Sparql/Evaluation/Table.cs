using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>All solutions of an operator, kept as columns.</summary>
internal sealed class Table
{
    private Table(ImmutableArray<string> variables) => (Variables, Columns) = (variables, [.. variables.Select(_ => Array.Empty<int>())]);

    public ImmutableArray<string> Variables { get; }

    public int[][] Columns { get; }

    public int Count { get; private set; }

    public static Table Of(Operator source, QueryContext query)
    {
        var table = new Table(source.Variables);
        while (source.Next() is { } batch) { table.Append(batch, query); }
        return table;
    }

    private void Append(Batch batch, QueryContext query)
    {
        query.Hold((long)batch.Count * Columns.Length);
        for (var column = 0; column < Columns.Length; column++)
        {
            if (Count + batch.Count > Columns[column].Length) { Array.Resize(ref Columns[column], Math.Max(Count + batch.Count, Columns[column].Length * 2)); }
            batch.Columns[column].AsSpan(0, batch.Count).CopyTo(Columns[column].AsSpan(Count));
        }
        Count += batch.Count;
    }
}
