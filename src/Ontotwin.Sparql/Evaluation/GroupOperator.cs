using System.Collections.Immutable;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One row a group: the ids of its keys, then its aggregates (SPARQL 1.1, section 18.5.1).</summary>
internal sealed class GroupOperator : Operator
{
    private readonly QueryContext query;
    private readonly Operator input;
    private readonly Evaluator[] keys;
    private readonly int[] keyColumns;
    private readonly AggregateColumn[] aggregates;
    private readonly Batch output;
    private readonly bool countsRowsOnly;
    private KeyTable? groups;
    private int at;

    /// <summary>Groups of rows.</summary>
    /// <param name="query">The query being run.</param>
    /// <param name="input">The rows.</param>
    /// <param name="names">Names of the keys, then of the aggregates.</param>
    /// <param name="keys">What rows are grouped by.</param>
    /// <param name="keyColumns">Where a key is a column of the input; -1: it is computed.</param>
    /// <param name="aggregates">What is computed of each group.</param>
    public GroupOperator(QueryContext query, Operator input, ImmutableArray<string> names, Evaluator[] keys, int[] keyColumns, AggregateColumn[] aggregates)
        : base(names)
    {
        (this.query, this.input, this.keys, this.keyColumns, this.aggregates) = (query, input, keys, keyColumns, aggregates);
        output = new Batch(names.Length);
        countsRowsOnly = keys.Length == 0 && aggregates.All(a => a.CountsRows);
    }

    public override ImmutableArray<Operator> Inputs => [input];

    public override string Description => $"group by {keys.Length} keys, {aggregates.Length} aggregates";

    public override Batch? Next()
    {
        if (groups is null) { Collect(); }
        output.Count = 0;
        for (; at < groups!.Count && !output.IsFull; at++)
        {
            var key = groups.Key(at);
            for (var k = 0; k < key.Length; k++) { output.Columns[k][output.Count] = key[k]; }
            for (var a = 0; a < aggregates.Length; a++) { output.Columns[key.Length + a][output.Count] = query.Intern(aggregates[a].Answer(at)); }
            output.Count++;
        }
        return output.Count > 0 ? output : null;
    }

    public override void Reset()
    {
        input.Reset();
        groups = null;
    }

    private void Collect()
    {
        groups = new KeyTable(keys.Length);
        at = 0;
        foreach (var aggregate in aggregates) { aggregate.Clear(); }
        var key = new int[keys.Length];
        // Without keys there is one group, even of no rows.
        if (keys.Length == 0) { Begin(key); }
        var row = new Row(query.Terms);
        while (input.Next() is { } rows)
        {
            query.Tick();
            if (countsRowsOnly)
            {
                foreach (var aggregate in aggregates) { aggregate.AddRows(0, rows.Count); }
                continue;
            }
            for (var i = 0; i < rows.Count; i++)
            {
                row.Set(rows, i);
                for (var k = 0; k < key.Length; k++) { key[k] = keyColumns[k] >= 0 ? rows.Columns[keyColumns[k]][i] : query.Intern(keys[k](row)); }
                var group = key.Length == 0 ? 0 : Begin(key);
                foreach (var aggregate in aggregates) { aggregate.Add(group, row); }
            }
        }
    }

    private int Begin(int[] key)
    {
        var group = groups!.FindOrAdd(key, out var isNew);
        if (isNew)
        {
            query.Hold(key.Length + (4 * aggregates.Length));
            foreach (var aggregate in aggregates) { aggregate.Begin(); }
        }
        return group;
    }
}
