using Ontotwin.Language;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation;

/// <summary>Why something is not known.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="Class">Class of what should be observed; null when it is not a class (age, sex, a feature).</param>
/// <param name="Name">What it is about, as programs write it: local name of the class, <c>age</c>, <c>sex</c>, or name of a feature, score or model.</param>
/// <param name="Text">In words.</param>
public sealed record UnknownReason(UnknownKind Kind, Iri? Class, string Name, BilingualText Text);

/// <summary>Kinds of not knowing.</summary>
public enum UnknownKind
{
    /// <summary>Nobody has said it.</summary>
    Missing = 0,

    /// <summary>The newest value is older than the rule allows.</summary>
    Stale,

    /// <summary>There is a record, but it may not be used: withdrawn, cancelled, haemolysed, too few samples.</summary>
    LowQuality,

    /// <summary>There is a record, but its value, unit or code could not be read.</summary>
    Unmapped,

    /// <summary>The value is known only within bounds that leave the answer open.</summary>
    Uncertain,

    /// <summary>Two sources disagree.</summary>
    Conflict,

    /// <summary>A score or model does not apply to this value or person.</summary>
    OutOfRange,
}
