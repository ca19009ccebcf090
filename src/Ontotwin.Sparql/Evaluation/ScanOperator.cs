using System.Collections.Immutable;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Joins its input with the triples that match a pattern, by looking each row up in the order that fits what it binds.</summary>
internal sealed class ScanOperator : Operator
{
    private readonly QueryContext query;
    private readonly Operator input;
    private readonly ActiveGraph graph;
    private readonly TriplePattern pattern;
    private readonly int[] constants = new int[3];
    private readonly int[] inputColumns = [-1, -1, -1];
    private readonly int[] outputColumns = [-1, -1, -1];
    private readonly Batch output;
    private readonly bool repeatsVariable;
    private Batch? rows;
    private int row;
    private TripleRange range;
    private int at;

    public ScanOperator(QueryContext query, Operator input, ActiveGraph graph, TriplePattern pattern)
        : base(Joined(input.Variables, pattern.Nodes.Where(n => n.IsVariable).Select(n => n.Variable!).Distinct()))
    {
        (this.query, this.input, this.graph, this.pattern) = (query, input, graph, pattern);
        var part = 0;
        foreach (var node in pattern.Nodes)
        {
            if (node.Term is { } term) { constants[part] = query.Terms.Intern(term); }
            else
            {
                inputColumns[part] = input.Variables.IndexOf(node.Variable!);
                outputColumns[part] = ColumnOf(node.Variable!);
            }
            part++;
        }
        repeatsVariable = outputColumns.Where(c => c >= 0).Distinct().Count() < outputColumns.Count(c => c >= 0);
        output = new Batch(Variables.Length);
    }

    public override ImmutableArray<Operator> Inputs => [input];

    public override string Description => $"match {pattern}";

    public override Batch? Next()
    {
        query.Tick();
        output.Count = 0;
        while (!output.IsFull && (at < range.End || Advance()))
        {
            if (repeatsVariable) { AppendEqual(); }
            else { Append(); }
        }
        return output.Count > 0 ? output : null;
    }

    public override void Reset()
    {
        input.Reset();
        (rows, row, range, at) = (null, 0, default, 0);
    }

    // To the next row of the input that any triple matches.
    private bool Advance()
    {
        while (true)
        {
            if (rows is null || ++row >= rows.Count)
            {
                rows = input.Next();
                row = 0;
                if (rows is null) { return false; }
            }
            range = graph.Index.Find(Key(0), Key(1), Key(2));
            at = range.Start;
            if (range.Count > 0) { return true; }
        }
    }

    private int Key(int part) => inputColumns[part] >= 0 ? rows!.Columns[inputColumns[part]][row] : constants[part];

    private void Append()
    {
        var count = Math.Min(range.End - at, Limits.BatchRows - output.Count);
        for (var column = 0; column < rows!.Columns.Length; column++)
        {
            var value = rows.Columns[column][row];
            if (count == 1) { output.Columns[column][output.Count] = value; }
            else { output.Columns[column].AsSpan(output.Count, count).Fill(value); }
        }
        for (var part = 0; part < 3; part++)
        {
            var column = outputColumns[part];
            // A column of the input that this row binds is what the triple has anyway.
            if (column < 0 || (inputColumns[part] >= 0 && rows.Columns[inputColumns[part]][row] != 0)) { continue; }
            var source = range.Order.Array(part);
            if (count == 1) { output.Columns[column][output.Count] = source[at]; }
            else { source.AsSpan(at, count).CopyTo(output.Columns[column].AsSpan(output.Count)); }
        }
        at += count;
        output.Count += count;
    }

    // ?x ?p ?x: triple by triple, for the places of one variable must agree.
    private void AppendEqual()
    {
        for (; at < range.End && !output.IsFull; at++)
        {
            var n = output.Count;
            for (var column = 0; column < output.Columns.Length; column++) { output.Columns[column][n] = column < rows!.Columns.Length ? rows.Columns[column][row] : 0; }
            var isEqual = true;
            for (var part = 0; part < 3 && isEqual; part++)
            {
                if (outputColumns[part] < 0) { continue; }
                ref var place = ref output.Columns[outputColumns[part]][n];
                var value = range.Order.Array(part)[at];
                isEqual = place == 0 || place == value;
                place = value;
            }
            if (isEqual) { output.Count++; }
        }
    }
}
