namespace Ontotwin.Values;

/// <summary>Why a unit, or a conversion between two, is formally right and clinically unsafe.</summary>
/// <param name="Code">Diagnostic code: OT1901 moles as a count, OT1902 equivalents as moles, OT1903 a look-alike, OT1904 different arbitrary units, OT1905 osmoles as moles, OT1906 a scale in a product.</param>
/// <param name="Message">What is wrong, naming units only.</param>
/// <param name="Hint">What to do.</param>
public sealed record UnitHazard(string Code, string Message, string Hint)
{
    /// <summary>The code of a conversion that the charge of an ion would make safe.</summary>
    internal const string EquivalentsAsMoles = "OT1902";
}
