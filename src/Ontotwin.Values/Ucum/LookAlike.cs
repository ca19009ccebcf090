using System.Collections.Frozen;

namespace Ontotwin.Values.Ucum;

/// <summary>
/// Codes that are valid and mean something that nobody measures in a patient, while a unit that everybody does looks like them. Capitals are the usual
/// cause: laboratory systems print <c>MG</c>, <c>ML</c>, <c>K/uL</c>, and UCUM is case sensitive.
/// </summary>
internal static class LookAlike
{
    // As a whole or below a fraction line (mL/H); above one, amperes and farads are measured.
    private static readonly FrozenDictionary<string, string> Alone = new Dictionary<string, string>
    {
        ["C"] = "Cel", ["F"] = "[degF]", ["A"] = "a", ["S"] = "s", ["H"] = "h",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Anywhere = new Dictionary<string, string>
    {
        ["G"] = "g", ["MG"] = "mg", ["mG"] = "mg", ["uG"] = "ug", ["nG"] = "ng", ["pG"] = "pg", ["PG"] = "pg", ["Pg"] = "pg", ["Mg"] = "mg", ["kG"] = "kg",
        ["ML"] = "mL", ["Ml"] = "mL", ["Gm"] = "g", ["ft"] = "[ft_i]", ["pt"] = "[pt_us]", ["ct"] = "{count}", ["u"] = "U", ["mu"] = "mU", ["ku"] = "kU",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static UnitHazard? Of(UcumUnit unit)
    {
        var symbols = UnitName.Symbols(unit.Code);
        if (IsThousandPerVolume(unit, symbols)) { return Hazard("K", "10*3"); }
        foreach (var (symbol, isDivisor) in symbols)
        {
            if (Anywhere.TryGetValue(symbol, out var meant) || ((symbols.Count == 1 || isDivisor) && Alone.TryGetValue(symbol, out meant))) { return Hazard(symbol, meant); }
        }
        return null;
    }

    // Nobody measures kelvin per microlitre; everybody counts thousands of cells in one.
    private static bool IsThousandPerVolume(UcumUnit unit, List<(string Symbol, bool IsDivisor)> symbols) =>
        symbols is [("K", false), ..] && unit.Dimension == "K.m-3";

    private static UnitHazard Hazard(string symbol, string meant) =>
        new("OT1903", $"'{symbol}' is {UnitName.Of(symbol).Trim('(', ')')} in UCUM, which is case sensitive, and looks like '{meant}'", $"write '{meant}', or name in a table of unit aliases what is meant");
}
