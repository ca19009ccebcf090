using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>All rows in an order; rows of equal keys stay as they came.</summary>
internal sealed class OrderOperator(QueryContext query, Operator input, (Evaluator Key, bool IsComputed, bool IsDescending)[] keys, string text) : Operator(input.Variables)
{
    private readonly Batch output = new(input.Variables.Length);
    private Table? table;
    private int[] sequence = [];
    private int at;

    public override ImmutableArray<Operator> Inputs => [input];

    public override string Description => $"sort by {text}";

    public override Batch? Next()
    {
        if (table is null) { Sort(); }
        var count = Math.Min(Limits.BatchRows, sequence.Length - at);
        for (var column = 0; column < output.Columns.Length; column++)
        {
            var (source, target) = (table!.Columns[column], output.Columns[column]);
            for (var i = 0; i < count; i++) { target[i] = source[sequence[at + i]]; }
        }
        output.Count = count;
        at += count;
        return count > 0 ? output : null;
    }

    public override void Reset()
    {
        input.Reset();
        table = null;
    }

    private void Sort()
    {
        table = Table.Of(input, query);
        at = 0;
        query.Hold((long)table.Count * (keys.Length + 1));
        var values = keys.Select(k => Values(k.Key, k.IsComputed)).ToArray();
        sequence = [.. Enumerable.Range(0, table.Count)];
        try { Array.Sort(sequence, (a, b) => Compare(values, a, b)); }
        catch (InvalidOperationException ended) when (ended.InnerException is SparqlException or OperationCanceledException) { ExceptionDispatchInfo.Throw(ended.InnerException); }
    }

    private int Compare(Value?[][] values, int a, int b)
    {
        query.Work(1);
        for (var k = 0; k < values.Length; k++)
        {
            query.Work(values[k][a]);
            var order = Comparison.Order(values[k][a], values[k][b]);
            if (order != 0) { return keys[k].IsDescending ? -order : order; }
        }
        return a.CompareTo(b);
    }

    private Value?[] Values(Evaluator key, bool isComputed)
    {
        var values = new Value?[table!.Count];
        var (batch, row) = (new Batch(table.Columns, table.Count), new Row(query.Terms));
        for (var i = 0; i < values.Length; i++)
        {
            row.Set(batch, i);
            values[i] = key(row);
            if (isComputed) { query.Hold(QueryTerms.SizeOf(values[i])); }
        }
        return values;
    }
}
