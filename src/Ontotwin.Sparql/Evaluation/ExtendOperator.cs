using System.Collections.Immutable;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Rows with more columns, each computed from those before it; several in one step, for BNODE gives one node to one solution.</summary>
internal sealed class ExtendOperator(QueryContext query, Operator input, ImmutableArray<string> names, Evaluator[] values, string text) : Operator([.. input.Variables, .. names])
{
    private readonly Batch output = new(input.Variables.Length + names.Length);
    private readonly Row row = new(query.Terms);

    public override ImmutableArray<Operator> Inputs => [input];

    public override bool IsPassing => input.IsPassing;

    public override string Description => $"compute {text}";

    public override Batch? Next()
    {
        query.Tick();
        if (input.Next() is not { } rows) { return null; }
        var width = rows.Columns.Length;
        for (var column = 0; column < width; column++) { rows.Columns[column].AsSpan(0, rows.Count).CopyTo(output.Columns[column]); }
        output.Count = rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            row.Set(output, i);
            for (var k = 0; k < values.Length; k++) { output.Columns[width + k][i] = query.Intern(values[k](row)); }
        }
        return output;
    }

    public override void Reset() => input.Reset();
}
