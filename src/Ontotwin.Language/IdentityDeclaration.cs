using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary><c>identity Patient from … { each … (authority(.4), .1) }</c>: which keys are one person.</summary>
/// <param name="Class">Class of what is identified.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Source">What records it reads.</param>
/// <param name="Keys">The keys that are one.</param>
/// <param name="Span">Where it stands.</param>
public sealed record IdentityDeclaration(Iri Class, ModuleName Module, SourceSelector Source, ImmutableArray<IdentityKey> Keys, TextSpan Span)
{
    /// <summary>What the record says of two people: that they are one, or are not.</summary>
    public ImmutableArray<IdentityRelation> Relations { get; init; } = [];
}

/// <summary><c>key replaces key at instant</c> (also <c>links</c>, <c>separates</c>).</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Kept">The key that goes on.</param>
/// <param name="Other">The other key.</param>
/// <param name="At">When it was so: orders statements about the same two people.</param>
public sealed record IdentityRelation(IdentityRelationKind Kind, IdentityKey Kept, IdentityKey Other, Expression At)
{
    /// <summary>Loops around it, outermost first.</summary>
    public ImmutableArray<IdentityLoop> Loops { get; init; } = [];
}

/// <summary>What an identity statement says of two keys. <c>default</c> is <see cref="Replaces"/>.</summary>
public enum IdentityRelationKind
{
    /// <summary>The first is the person's key in place of the second.</summary>
    Replaces = 0,

    /// <summary>Both are keys of one person.</summary>
    Links,

    /// <summary>They are keys of two people.</summary>
    Separates,
}

/// <summary><c>for x in path</c> of an identity statement.</summary>
/// <param name="Variable">Name of the repetition.</param>
/// <param name="Source">What repeats.</param>
public sealed record IdentityLoop(string Variable, Expression Source);

/// <summary>One key, or one for each repetition of a field.</summary>
/// <param name="Each">The repeating field; null for one key.</param>
/// <param name="Authority">Who gave it.</param>
/// <param name="Value">What they gave.</param>
/// <param name="Since">From when the record's other keys are this person's (<c>during</c>); null: always.</param>
/// <param name="Until">Until when; null: still.</param>
public sealed record IdentityKey(Expression? Each, Expression Authority, Expression Value, Expression? Since, Expression? Until)
{
    /// <summary>Loops around it, outermost first; empty for a key of a relation, which has them itself.</summary>
    public ImmutableArray<IdentityLoop> Loops { get; init; } = [];
}
