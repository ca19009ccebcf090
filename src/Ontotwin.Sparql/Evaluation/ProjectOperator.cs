using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Some columns; one that the input has not is unbound.</summary>
internal sealed class ProjectOperator(Operator input, ImmutableArray<string> names) : Operator(names)
{
    private readonly int[] sources = Map(input.Variables, names);
    private readonly int[] unbound = new int[Limits.BatchRows];

    public override ImmutableArray<Operator> Inputs => [input];

    public override bool IsPassing => input.IsPassing;

    public override string Description => "take " + string.Join(' ', Variables.Select(n => "?" + n));

    public override Batch? Next() => input.Next() is { } rows ? new Batch([.. sources.Select(s => s < 0 ? unbound : rows.Columns[s])], rows.Count) : null;

    public override void Reset() => input.Reset();
}
