using System.Collections.Frozen;

namespace Ontotwin.Language.Binding;

/// <summary>Names of time zones as programs write them.</summary>
internal static class Zones
{
    private static readonly Lazy<FrozenSet<string>> Known = new(() => TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether it is the name of a zone, or an offset such as <c>+01:00</c>, <c>-0500</c> or <c>Z</c>.</summary>
    public static bool IsZone(string text) => text is "Z" or "z" || IsOffset(text) || TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    /// <summary>What to write instead.</summary>
    public static Hint Hint(string wrong) => Suggest.From(wrong, Known.Value) ?? new Hint("IANA names, such as \"Europe/Vienna\"");

    private static bool IsOffset(string text) =>
        text is [('+' or '-'), ..] && text[1..].Replace(":", "", StringComparison.Ordinal) is { Length: 4 } digits && digits.All(char.IsAsciiDigit)
        && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is var number && number / 100 <= 14 && number % 100 < 60;
}
