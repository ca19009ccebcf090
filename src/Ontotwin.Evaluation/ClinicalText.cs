using System.Globalization;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>Numbers, units and intervals as clinicians write them.</summary>
public static class ClinicalText
{
    private static readonly (string Ucum, string Shown)[] Replacements =
    [
        ("{1.73_m2}", "1.73 m²"), ("mm[Hg]", "mmHg"), ("10*3/uL", "10³/µL"), ("10*9/L", "10⁹/L"), ("10*12/L", "10¹²/L"), ("kg/m2", "kg/m²"),
        ("[IU]", "IU"), ("[iU]", "IU"), ("Cel", "°C"), ("[degF]", "°F"), ("ug/", "µg/"), ("umol/", "µmol/"), ("uL", "µL"), ("[lb_av]", "lb"), ("[in_i]", "in"),
    ];

    /// <summary>A UCUM unit as readers know it; empty for a bare number.</summary>
    public static string Unit(string? ucum)
    {
        switch (ucum)
        {
            case null or "1" or "": return "";
            case "a": return "y";
            case "deg": return "°";
            case "/min": return "/min";
        }
        var text = ucum;
        foreach (var (from, to) in Replacements) { text = text.Replace(from, to, StringComparison.Ordinal); }
        return text;
    }

    /// <summary>A number: as it is when it has at most two decimals, else to four significant digits.</summary>
    public static string Number(decimal value)
    {
        if (value == Math.Round(value, 2)) { return (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture); }
        var digits = Math.Max(2, 3 - (int)Math.Floor(Math.Log10((double)Math.Abs(value))));
        return (Math.Round(value, Math.Min(28, digits)) / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An interval with its unit: <c>5.4 mmol/L</c>, <c>6 to 9</c>, <c>&lt; 5 ng/L</c>; for null <c>unknown</c>.</summary>
    public static BilingualText Value(Interval? value, string? unit)
    {
        if (value is not { } v || (v.Low is null && v.High is null)) { return new("unknown", "未知"); }
        var shown = Unit(unit);
        var suffix = shown.Length == 0 ? "" : shown is "%" ? " %" : shown is "°" ? shown : " " + shown;
        if (v.IsPoint) { return Both(Number(v.Low!.Value) + suffix); }
        if (v.Low is not { } low) { return Both((v.HighOpen ? "< " : "≤ ") + Number(v.High!.Value) + suffix); }
        if (v.High is not { } high) { return Both((v.LowOpen ? "> " : "≥ ") + Number(low) + suffix); }
        var (from, to) = (Number(low), Number(high));
        return from == to ? Both(from + suffix) : new(from + " to " + to + suffix, from + " 至 " + to + suffix);
    }

    /// <summary>A date or time to the minute, in the zone of its source.</summary>
    public static string Time(PartialDateTime time) => time.Precision switch
    {
        DatePrecision.Year => time.Start.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => time.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DatePrecision.Day => time.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => time.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>Several texts joined by a separator in each language.</summary>
    public static BilingualText Join(IEnumerable<BilingualText> texts, string en, string zh)
    {
        var (english, chinese) = (new StringBuilder(), new StringBuilder());
        foreach (var text in texts)
        {
            if (english.Length > 0) { english.Append(en); chinese.Append(zh); }
            english.Append(text.En);
            chinese.Append(text.Zh);
        }
        return new(english.ToString(), chinese.ToString());
    }

    private static BilingualText Both(string text) => new(text, text);
}
