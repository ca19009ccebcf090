using System.Collections.Immutable;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>What becomes of a row on the left.</summary>
internal enum JoinKind
{
    /// <summary>It is joined with each row that fits.</summary>
    Inner = 0,

    /// <summary>The same, and it stays where none fits.</summary>
    Left,

    /// <summary>It stays only where none fits that shares a variable.</summary>
    Minus,
}

/// <summary>Joins two sides that are computed apart: the right one is kept and looked up.</summary>
internal sealed class JoinOperator : Operator
{
    private readonly QueryContext query;
    private readonly ActiveGraph graph;
    private readonly Substituted? substituted;
    private readonly Operator left;
    private readonly Operator right;
    private readonly JoinKind kind;
    private readonly Evaluator? condition;
    private readonly int[] rightColumns;
    private readonly Batch output;
    private readonly Row tested;
    private readonly List<int> fitting = [];
    private JoinTable? table;
    private (int Graph, int? Solution) tableVersion;
    private Batch? rows;
    private int row = -1;
    private int at;
    private bool isMatched;

    /// <summary>A join.</summary>
    /// <param name="query">The query being run.</param>
    /// <param name="graph">The graph that the right side reads.</param>
    /// <param name="substituted">The solution that the right side begins with; null when it depends on none.</param>
    /// <param name="left">The side that streams.</param>
    /// <param name="right">The side that is kept.</param>
    /// <param name="kind">What becomes of a row on the left.</param>
    /// <param name="condition">What a joined row must fulfil.</param>
    public JoinOperator(QueryContext query, ActiveGraph graph, Substituted? substituted, Operator left, Operator right, JoinKind kind, Evaluator? condition = null)
        : base(kind == JoinKind.Minus ? left.Variables : Joined(left.Variables, right.Variables))
    {
        (this.query, this.graph, this.substituted, this.left, this.right, this.kind, this.condition) = (query, graph, substituted, left, right, kind, condition);
        rightColumns = Map(right.Variables, Variables);
        output = new Batch(Variables.Length);
        tested = new Row(query.Terms);
    }

    public override ImmutableArray<Operator> Inputs => [left, right];

    public override string Description => kind switch { JoinKind.Inner => "join by hash", JoinKind.Left => "join by hash where it fits", _ => "leave out what fits" };

    public override Batch? Next()
    {
        Prepare();
        output.Count = 0;
        while (!output.IsFull)
        {
            if (at < fitting.Count) { Append(fitting[at++]); }
            else if (!Advance()) { break; }
        }
        return output.Count > 0 ? output : null;
    }

    public override void Reset()
    {
        left.Reset();
        fitting.Clear();
        (rows, row, at, isMatched) = (null, -1, 0, true);
    }

    private void Prepare()
    {
        query.Tick();
        if (table is not null && tableVersion == (graph.Version, substituted?.Version)) { return; }
        if (table is not null) { right.Reset(); }
        table = new JoinTable(left.Variables, Table.Of(right, query));
        tableVersion = (graph.Version, substituted?.Version);
    }

    // To the next row on the left; the one before it is given alone where that is due.
    private bool Advance()
    {
        if (rows is not null && row >= 0 && row < rows.Count && kind != JoinKind.Inner && !isMatched)
        {
            isMatched = true;
            Append(-1);
            return true;
        }
        if (rows is null || ++row >= rows.Count)
        {
            rows = left.Next();
            row = 0;
            if (rows is null) { return false; }
        }
        table!.Find(rows, row, fitting, kind == JoinKind.Minus);
        at = 0;
        isMatched = kind == JoinKind.Minus && fitting.Count > 0;
        if (kind == JoinKind.Minus) { fitting.Clear(); }
        return true;
    }

    private void Append(int match)
    {
        var n = output.Count;
        for (var column = 0; column < output.Columns.Length; column++)
        {
            var value = column < rows!.Columns.Length ? rows.Columns[column][row] : 0;
            if (value == 0 && match >= 0 && rightColumns[column] >= 0) { value = table!.Rows.Columns[rightColumns[column]][match]; }
            output.Columns[column][n] = value;
        }
        if (match >= 0 && condition is not null)
        {
            tested.Set(output, n);
            if (Comparison.Truth(condition(tested)) != true) { return; }
        }
        isMatched |= match >= 0;
        output.Count++;
    }
}
