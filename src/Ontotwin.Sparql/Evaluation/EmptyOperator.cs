using System.Collections.Immutable;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>No solutions: a graph that is not there has none, not even the empty one.</summary>
internal sealed class EmptyOperator(ImmutableArray<string> variables) : Operator(variables)
{
    public override ImmutableArray<Operator> Inputs => [];

    public override string Description => "nothing: there is no such graph";

    public override Batch? Next() => null;

    public override void Reset()
    {
    }
}
