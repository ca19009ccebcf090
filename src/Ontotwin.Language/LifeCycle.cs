using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary><c>on source ordered by source { "F" -&gt; assert; … }</c>.</summary>
/// <param name="Source">The status field.</param>
/// <param name="OrderedBy">The clinical time that orders records of the node; null when none is given.</param>
/// <param name="Cases">Status text to action.</param>
/// <param name="Other">Action for any other text; null: every value is named, another is an error.</param>
/// <param name="Absent">Action when the status is absent or empty.</param>
public sealed record LifeCycle(
    Expression Source, Expression? OrderedBy, ImmutableDictionary<string, LifeCycleAction> Cases, LifeCycleAction? Other, LifeCycleAction Absent)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; init; }
}

/// <summary>What a status does to a node.</summary>
/// <param name="Kind">The effect.</param>
/// <param name="Reason">Words for <see cref="LifeCycleKind.Absent"/>; null otherwise.</param>
public sealed record LifeCycleAction(LifeCycleKind Kind, string? Reason);

/// <summary>Effects of a status. <c>default</c> is <see cref="Assert"/>.</summary>
public enum LifeCycleKind
{
    /// <summary>The node's facts hold.</summary>
    Assert = 0,

    /// <summary>The node's facts hold until a record says it in any other way: it ends what is preliminary too and older, and nothing else.</summary>
    Preliminary,

    /// <summary>The node's facts from this map become exactly those of this record.</summary>
    Replace,

    /// <summary>Of a person's record: each property that it names becomes exactly what it says; what it does not name stays.</summary>
    Update,

    /// <summary>The node's facts from this map end.</summary>
    Retract,

    /// <summary>The node is known not to have been obtained, for a reason.</summary>
    Absent,

    /// <summary>The node with its children is a reject.</summary>
    Quarantine,

    /// <summary>A reject, and the node is kept all the same: that something was recorded there is known, and no rule uses its value.</summary>
    Unreadable,
}
