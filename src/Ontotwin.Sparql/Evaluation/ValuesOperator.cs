using System.Collections.Immutable;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The rows of VALUES.</summary>
internal sealed class ValuesOperator(QueryContext query, ValuesPattern values) : Operator(values.Names)
{
    private readonly Batch output = new(values.Names.Length);
    private int at;

    public override ImmutableArray<Operator> Inputs => [];

    public override string Description => $"{values.Rows.Length} given rows of {string.Join(' ', values.Names.Select(n => "?" + n))}";

    public override Batch? Next()
    {
        output.Count = 0;
        for (; at < values.Rows.Length && !output.IsFull; at++)
        {
            for (var column = 0; column < Variables.Length; column++) { output.Columns[column][output.Count] = values.Rows[at][column] is { } term ? query.Terms.Intern(term) : 0; }
            output.Count++;
        }
        return output.Count > 0 ? output : null;
    }

    public override void Reset() => at = 0;
}
