using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Algebra;

/// <summary>A property path (SPARQL 1.1, section 9.1).</summary>
internal abstract record PathExpression;

/// <summary>One property.</summary>
internal sealed record LinkPath(Iri Predicate) : PathExpression
{
    public override string ToString() => Predicate.ToString();
}

/// <summary>A path from object to subject.</summary>
internal sealed record InversePath(PathExpression Inner) : PathExpression
{
    public override string ToString() => $"^({Inner})";
}

/// <summary>One path and then another.</summary>
internal sealed record SequencePath(PathExpression First, PathExpression Second) : PathExpression
{
    public override string ToString() => $"({First}/{Second})";
}

/// <summary>Either path.</summary>
internal sealed record AlternativePath(PathExpression First, PathExpression Second) : PathExpression
{
    public override string ToString() => $"({First}|{Second})";
}

/// <summary>A path repeated: <c>?</c> from none to one time, <c>*</c> none or more, <c>+</c> one or more.</summary>
internal sealed record RepeatedPath(PathExpression Inner, bool IncludesZero, bool IsUnbounded) : PathExpression
{
    public override string ToString() => $"({Inner}){(!IsUnbounded ? "?" : IncludesZero ? "*" : "+")}";
}

/// <summary>Any property but these, forwards and backwards; a direction that no property names is not walked.</summary>
internal sealed record NegatedPath(ImmutableArray<Iri> Forward, ImmutableArray<Iri> Backward, bool WalksForward, bool WalksBackward) : PathExpression
{
    public override string ToString() => $"!({string.Join('|', Forward.Select(f => f.ToString()).Concat(Backward.Select(b => "^" + b)))})";
}
