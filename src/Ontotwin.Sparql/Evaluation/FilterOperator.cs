using System.Collections.Immutable;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Rows for which a condition is true.</summary>
internal sealed class FilterOperator(QueryContext query, Operator input, Evaluator condition, string text) : Operator(input.Variables)
{
    private readonly Batch output = new(input.Variables.Length);
    private readonly Row row = new(query.Terms);

    public override ImmutableArray<Operator> Inputs => [input];

    public override bool IsPassing => input.IsPassing;

    public override string Description => $"keep where {text}";

    public override Batch? Next()
    {
        while (input.Next() is { } rows)
        {
            query.Tick();
            output.Count = 0;
            for (var i = 0; i < rows.Count; i++)
            {
                row.Set(rows, i);
                if (Comparison.Truth(condition(row)) != true) { continue; }
                for (var column = 0; column < rows.Columns.Length; column++) { output.Columns[column][output.Count] = rows.Columns[column][i]; }
                output.Count++;
            }
            if (output.Count > 0) { return output; }
        }
        return null;
    }

    public override void Reset() => input.Reset();
}
