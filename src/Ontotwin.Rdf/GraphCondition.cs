using System.Collections.Immutable;

namespace Ontotwin.Rdf;

/// <summary>
/// What a graph must have in it for a question to find anything there. It asks only for what is there, never for what is not: a graph that has more fulfils no less.
/// </summary>
public abstract record GraphCondition
{
    private protected GraphCondition()
    {
    }

    /// <summary>Every graph fulfils it.</summary>
    public static GraphCondition Always { get; } = new AllConditions([]);

    /// <summary>No graph fulfils it.</summary>
    public static GraphCondition Never { get; } = new AnyCondition([]);

    /// <summary>All of these together, without what would change nothing.</summary>
    public static GraphCondition All(IEnumerable<GraphCondition> conditions)
    {
        ImmutableArray<GraphCondition> parts = [.. conditions.SelectMany(c => c is AllConditions all ? all.Parts : [c]).Distinct()];
        return parts.Contains(Never) ? Never : parts is [var one] ? one : new AllConditions(parts);
    }

    /// <summary>At least one of these, without what would change nothing.</summary>
    public static GraphCondition Any(IEnumerable<GraphCondition> conditions)
    {
        ImmutableArray<GraphCondition> parts = [.. conditions.SelectMany(c => c is AnyCondition any ? any.Parts : [c]).Distinct()];
        return parts.Contains(Always) ? Always : parts is [var one] ? one : new AnyCondition(parts);
    }

    /// <summary>The triples that it asks for, wherever they stand in it.</summary>
    public abstract IEnumerable<TripleCondition> Triples { get; }

    /// <summary>Whether something that has these triples fulfils it.</summary>
    /// <param name="has">Whether there is a triple of a property with one of the condition's values, or with any value where it names none.</param>
    public abstract bool IsFulfilled(Func<TripleCondition, bool> has);

    private protected static bool AreSame(ImmutableArray<GraphCondition> one, ImmutableArray<GraphCondition> other) => one.SequenceEqual(other);

    private protected static string Text(ImmutableArray<GraphCondition> parts, string word, string none) =>
        parts.IsEmpty ? none : string.Join($" {word} ", parts.Select(p => p is TripleCondition ? p.ToString() : $"({p})"));
}

/// <summary>A triple of a property with one of some values.</summary>
/// <param name="Property">The property.</param>
/// <param name="Values">The values, of which one is enough; none: any value will do.</param>
public sealed record TripleCondition(Iri Property, ImmutableArray<Term> Values) : GraphCondition
{
    /// <summary>Of a property with whatever value.</summary>
    public TripleCondition(Iri property)
        : this(property, [])
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<TripleCondition> Triples => [this];

    /// <inheritdoc/>
    public override bool IsFulfilled(Func<TripleCondition, bool> has) => has(this);

    /// <inheritdoc/>
    public bool Equals(TripleCondition? other) => other is not null && Property == other.Property && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Property.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => $"{Property} {(Values.IsEmpty ? "…" : string.Join(" or ", Values.Take(3)) + (Values.Length > 3 ? $" or {Values.Length - 3} others" : ""))}";
}

/// <summary>All of some conditions.</summary>
/// <param name="Parts">The conditions; none: it is always fulfilled.</param>
public sealed record AllConditions(ImmutableArray<GraphCondition> Parts) : GraphCondition
{
    /// <inheritdoc/>
    public override IEnumerable<TripleCondition> Triples => Parts.SelectMany(p => p.Triples);

    /// <inheritdoc/>
    public override bool IsFulfilled(Func<TripleCondition, bool> has) => Parts.All(p => p.IsFulfilled(has));

    /// <inheritdoc/>
    public bool Equals(AllConditions? other) => other is not null && AreSame(Parts, other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(1, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text(Parts, "and", "anything");
}

/// <summary>One of some conditions.</summary>
/// <param name="Parts">The conditions; none: it is never fulfilled.</param>
public sealed record AnyCondition(ImmutableArray<GraphCondition> Parts) : GraphCondition
{
    /// <inheritdoc/>
    public override IEnumerable<TripleCondition> Triples => Parts.SelectMany(p => p.Triples);

    /// <inheritdoc/>
    public override bool IsFulfilled(Func<TripleCondition, bool> has) => Parts.Any(p => p.IsFulfilled(has));

    /// <inheritdoc/>
    public bool Equals(AnyCondition? other) => other is not null && AreSame(Parts, other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(2, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text(Parts, "or", "nothing");
}
