namespace Ontotwin.Sources;

/// <summary>What the standard says of one data element.</summary>
/// <param name="Tag">Group in the upper 16 bits, element in the lower; the x of a repeating group are zeros.</param>
/// <param name="Keyword">Keyword, the name of its fields (<c>PatientID</c>).</param>
/// <param name="Vrs">Value representations that it may have, the usual one first; several for some pixel related elements only.</param>
/// <param name="Multiplicity">Value multiplicity as in the standard (<c>1</c>, <c>1-n</c>, <c>3-3n</c>).</param>
/// <param name="IsRetired">Whether the standard has retired it.</param>
public sealed record DicomEntry(uint Tag, string Keyword, IReadOnlyList<string> Vrs, string Multiplicity, bool IsRetired)
{
    /// <summary>Whether it holds items with elements of their own.</summary>
    public bool IsSequence => Vrs[0] == "SQ";

    /// <summary>Whether it may have more than one value or item: a sequence always may.</summary>
    public bool Repeats => IsSequence || Multiplicity != "1";
}
