using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>One aggregate over all groups.</summary>
/// <param name="query">The query being run.</param>
/// <param name="aggregate">Which.</param>
/// <param name="argument">Its argument; null: whole rows.</param>
/// <param name="argumentColumn">Where its argument is a column of the input; -1: it is computed.</param>
internal sealed class AggregateColumn(QueryContext query, AggregateExpression aggregate, Evaluator? argument, int argumentColumn)
{
    private readonly List<Accumulator> groups = [];
    private readonly List<KeyTable> seen = [];
    private readonly bool countsOnly = aggregate.Name == "COUNT";
    private readonly Action<long> hold = query.Hold;
    private readonly int[] one = new int[1];

    public void Clear()
    {
        groups.Clear();
        seen.Clear();
    }

    /// <summary>Begins the next group.</summary>
    public void Begin()
    {
        groups.Add(Accumulator.Of(aggregate.Name, aggregate.Separator, hold));
        if (aggregate.IsDistinct) { seen.Add(null!); }
    }

    public void Add(int group, Row row)
    {
        if (argument is null)
        {
            if (!aggregate.IsDistinct || IsNew(group, RowOf(row))) { groups[group].Add(BooleanValue.True); }
            return;
        }
        // To count needs no value, only whether there is one; to tell values apart their ids do.
        if (argumentColumn >= 0 && (countsOnly || aggregate.IsDistinct))
        {
            var id = row.Id(argumentColumn);
            if (aggregate.IsDistinct && !IsNew(group, id)) { return; }
            groups[group].Add(id == 0 ? null : countsOnly ? BooleanValue.True : query.Terms.ValueOf(id));
            return;
        }
        var value = argument(row);
        query.Work(value);
        if (!aggregate.IsDistinct || IsNew(group, query.Intern(value))) { groups[group].Add(value); }
    }

    /// <summary>Whether it is COUNT(*).</summary>
    public bool CountsRows => argument is null && !aggregate.IsDistinct;

    /// <summary>Adds rows of which only their number counts.</summary>
    public void AddRows(int group, int count) => ((CountAccumulator)groups[group]).Add(count);

    public Value? Answer(int group) => groups[group].Answer;

    private static int[] RowOf(Row row) => [.. row.Batch.Columns.Select(c => c[row.Index])];

    private bool IsNew(int group, int id)
    {
        one[0] = id;
        return IsNew(group, one);
    }

    private bool IsNew(int group, int[] key)
    {
        (seen[group] ??= new KeyTable(key.Length)).FindOrAdd(key, out var isNew);
        if (isNew) { query.Hold(key.Length + 2); }
        return isNew;
    }
}
