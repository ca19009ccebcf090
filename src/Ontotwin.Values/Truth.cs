namespace Ontotwin.Values;

/// <summary>Kleene's three truth values. <c>default</c> is <see cref="Unknown"/>: what nobody has said is not known.</summary>
public enum Truth
{
    /// <summary>Neither shown nor refuted by what is known.</summary>
    Unknown = 0,

    /// <summary>Refuted by what is known.</summary>
    False = 1,

    /// <summary>Shown by what is known.</summary>
    True = 2,
}

/// <summary>Strong Kleene connectives (Kleene 1952, section 64).</summary>
public static class TruthExtensions
{
    /// <summary>Conjunction: false as soon as one side is false.</summary>
    public static Truth And(this Truth left, Truth right) =>
        left == Truth.False || right == Truth.False ? Truth.False
        : left == Truth.True && right == Truth.True ? Truth.True
        : Truth.Unknown;

    /// <summary>Disjunction: true as soon as one side is true.</summary>
    public static Truth Or(this Truth left, Truth right) =>
        left == Truth.True || right == Truth.True ? Truth.True
        : left == Truth.False && right == Truth.False ? Truth.False
        : Truth.Unknown;

    /// <summary>Negation: unknown stays unknown.</summary>
    public static Truth Not(this Truth value) => value switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>The truth value of a two-valued condition.</summary>
    public static Truth ToTruth(this bool value) => value ? Truth.True : Truth.False;
}
