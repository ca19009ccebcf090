using System.Collections.Immutable;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>OPTIONAL by looking up: the right side is run from the rows of the left, batch by batch, and rows that it gives nothing for stay.</summary>
internal sealed class OptionalOperator : Operator
{
    private readonly QueryContext query;
    private readonly Operator left;
    private readonly SeedOperator seed;
    private readonly Operator right;
    private readonly Evaluator? condition;
    private readonly int[] rightColumns;
    private readonly int numberColumn;
    private readonly int[] numbers = [.. Enumerable.Range(0, Limits.BatchRows)];
    private readonly bool[] isMatched = new bool[Limits.BatchRows];
    private readonly Batch output;
    private readonly Row tested;
    private Batch? rows;
    private bool isRightDone;

    /// <summary>An OPTIONAL.</summary>
    /// <param name="query">The query being run.</param>
    /// <param name="left">What stays in any case.</param>
    /// <param name="seed">Where the right side begins: the columns of the left, and one of row numbers.</param>
    /// <param name="right">The right side, from the seed.</param>
    /// <param name="number">The name of the column of row numbers.</param>
    /// <param name="condition">What a joined row must fulfil, over the columns of the right side.</param>
    public OptionalOperator(QueryContext query, Operator left, SeedOperator seed, Operator right, string number, Evaluator? condition)
        : base(Joined(left.Variables, right.Variables.Where(v => v != number)))
    {
        (this.query, this.left, this.seed, this.right, this.condition) = (query, left, seed, right, condition);
        rightColumns = Map(right.Variables, Variables);
        numberColumn = right.Variables.IndexOf(number);
        output = new Batch(Variables.Length);
        tested = new Row(query.Terms);
    }

    public override ImmutableArray<Operator> Inputs => [left, right];

    public override string Description => "where it fits, join with";

    public override Batch? Next()
    {
        while (true)
        {
            query.Tick();
            if (rows is null && !Begin()) { return null; }
            output.Count = 0;
            if (!isRightDone && right.Next() is { } found) { Matched(found); }
            else if (!isRightDone) { isRightDone = true; Unmatched(); rows = null; }
            if (output.Count > 0) { return output; }
        }
    }

    public override void Reset()
    {
        left.Reset();
        rows = null;
    }

    private bool Begin()
    {
        rows = left.Next();
        if (rows is null) { return false; }
        seed.Set(new Batch([.. rows.Columns, numbers], rows.Count));
        right.Reset();
        isMatched.AsSpan().Clear();
        isRightDone = false;
        return true;
    }

    private void Matched(Batch found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (condition is not null)
            {
                tested.Set(found, i);
                if (Comparison.Truth(condition(tested)) != true) { continue; }
            }
            isMatched[found.Columns[numberColumn][i]] = true;
            for (var column = 0; column < output.Columns.Length; column++) { output.Columns[column][output.Count] = found.Columns[rightColumns[column]][i]; }
            output.Count++;
        }
    }

    private void Unmatched()
    {
        for (var i = 0; i < rows!.Count; i++)
        {
            if (isMatched[i]) { continue; }
            for (var column = 0; column < output.Columns.Length; column++) { output.Columns[column][output.Count] = column < rows.Columns.Length ? rows.Columns[column][i] : 0; }
            output.Count++;
        }
    }
}
