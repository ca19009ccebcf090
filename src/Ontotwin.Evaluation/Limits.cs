namespace Ontotwin.Evaluation;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Depth of an expression, with the scores and features it names: beyond, it is unknown.</summary>
    public const int MaxDepth = 200;

    /// <summary>Depth of a proof below a fact: beyond, it ends in words that say so.</summary>
    public const int MaxProofDepth = 40;

    /// <summary>Children of one proof node that are written out; the rest are counted.</summary>
    public const int MaxProofChildren = 64;

    /// <summary>Boxes that the unknown inputs of a formula are split into to narrow its interval.</summary>
    public const int MaxBoxes = 128;

    /// <summary>Pieces that one input is split into.</summary>
    public const int MaxPieces = 16;
}
