using System.Text.RegularExpressions;
using Ontotwin.Values;

namespace Ontotwin.Engine.Drafting;

/// <summary>A header, taken apart.</summary>
/// <param name="Name">Without the unit.</param>
/// <param name="Unit">The UCUM unit that it tells; null when it tells none.</param>
/// <param name="Unknown">What stands where a unit would and is none; null for nothing.</param>
internal sealed record HeaderUnit(string Name, string? Unit, string? Unknown);

/// <summary>Finds the unit in a header: <c>weight [kg]</c>, <c>Gewicht (kg)</c>, <c>glucose_mg_dl</c>, <c>Temp °C</c>, <c>WeightKg</c>.</summary>
internal static partial class HeaderUnits
{
    // Words for units that may end a header without a bracket. Single letters are left out but where the quantity says that they fit.
    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["mg dl"] = "mg/dL", ["mgdl"] = "mg/dL", ["mmol l"] = "mmol/L", ["mmoll"] = "mmol/L", ["umol l"] = "umol/L", ["g dl"] = "g/dL", ["g l"] = "g/L", ["ng ml"] = "ng/mL",
        ["kg m2"] = "kg/m2", ["kg"] = "kg", ["lb"] = "[lb_av]", ["lbs"] = "[lb_av]", ["pounds"] = "[lb_av]", ["cm"] = "cm", ["mm"] = "mm", ["km"] = "km", ["inches"] = "[in_i]",
        ["ms"] = "ms", ["sec"] = "s", ["seconds"] = "s", ["minutes"] = "min", ["mins"] = "min", ["minuten"] = "min", ["hours"] = "h", ["stunden"] = "h", ["bpm"] = "/min",
        ["mmhg"] = "mm[Hg]", ["mm hg"] = "mm[Hg]", ["kpa"] = "kPa", ["kcal"] = "kcal", ["kj"] = "kJ", ["percent"] = "%", ["pct"] = "%", ["celsius"] = "Cel", ["fahrenheit"] = "[degF]",
        ["degc"] = "Cel", ["degf"] = "[degF]", ["watts"] = "W", ["watt"] = "W", ["per minute"] = "/min",
    };

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal) { ["c"] = "Cel", ["f"] = "[degF]", ["m"] = "m", ["g"] = "g" };

    /// <summary>Takes a header apart.</summary>
    public static HeaderUnit Of(string header)
    {
        if (Bracketed().Match(header) is { Success: true } bracket)
        {
            var (name, inside) = (bracket.Groups["name"].Value, bracket.Groups["unit"].Value.Trim());
            return Resolve(inside) is { } unit ? new(name.Trim(), unit, null) : new(name.Trim(), null, inside);
        }
        if (Signed().Match(header) is { Success: true } signed && Resolve(signed.Groups["unit"].Value) is { } found) { return new(Trimmed(signed.Groups["name"].Value), found, null); }
        return Ending(header) ?? new(header, null, null);
    }

    /// <summary>The UCUM code of a unit's text: by alias, else by itself; null when it is neither.</summary>
    public static string? Resolve(string text)
    {
        text = text.Trim();
        if (UnitAliases.Find(text) is { } alias) { return alias; }
        // Digits alone would be a UCUM unit too, and so would a range such as 0-10.
        return (text == "%" || (text.Any(char.IsLetter) && !char.IsDigit(text[0]))) && !text.Contains('\'', StringComparison.Ordinal) && UcumUnit.TryParse(text, out _, out _) ? text : null;
    }

    private static HeaderUnit? Ending(string header)
    {
        var words = HeaderText.Words(header).Split(' ');
        for (var count = Math.Min(2, words.Length); count > 0; count--)
        {
            var name = string.Join(' ', words[..^count]);
            if (Endings.TryGetValue(string.Join(' ', words[^count..]), out var unit)) { return new(name.Length == 0 ? header : Trimmed(name), unit, null); }
        }
        var before = string.Join(' ', words[..^1]);
        return before.Length > 0 && Letters.TryGetValue(words[^1], out var letter) && (Measure.Of(before)?.IsMeasuredIn(letter) == true || (before is "temp" or "temperature" && letter is "Cel" or "[degF]"))
            ? new(before, letter, null) : null;
    }

    private static string Trimmed(string name) => Joining().Replace(name.TrimEnd(' ', ',', ':', '_', '-', '/', '.', ';'), "");

    [GeneratedRegex(@"^(?<name>.*?)\s*[\[(（【](?<unit>[^\[\]()（）【】]*(\[[^\]]*\])?[^\[\]()（）【】]*)[\])）】]\s*$")]
    private static partial Regex Bracketed();

    // A last word with a sign in it that only units have.
    [GeneratedRegex(@"^(?<name>.+?)[\s,_]*(?<=[\s,_]|(?=%|°|℃|℉))(?<unit>[^\s,_]*[/%°℃℉][^\s,_]*)$")]
    private static partial Regex Signed();

    [GeneratedRegex(@"\s+(in|en|em)$", RegexOptions.IgnoreCase)]
    private static partial Regex Joining();
}
