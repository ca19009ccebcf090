using System.Globalization;
using System.Text.RegularExpressions;

namespace Ontotwin.Engine.Tests.Pairs;

/// <summary>A time as HL7 v2 or as FHIR writes it. Two are the same when their instants are, or, where one has no zone, their digits to the precision of the coarser.</summary>
internal sealed partial record ClinicalTime(string[] Parts, TimeSpan? Offset)
{
    public static bool TryParse(string text, out ClinicalTime time)
    {
        time = null!;
        if (text.Length < 4 || Form().Match(text) is not { Success: true } match || match.Groups[1].Value == "0000") { return false; }
        var parts = Enumerable.Range(1, 6).Select(i => match.Groups[i].Value).TakeWhile(p => p.Length > 0).ToArray();
        var zone = match.Groups[7].Value.Replace(":", "", StringComparison.Ordinal);
        time = new(parts, zone.Length == 0 ? null : zone == "Z" ? TimeSpan.Zero : ZoneOf(zone));
        return true;
    }

    public bool IsSame(ClinicalTime other)
    {
        if (Instant() is { } mine && other.Instant() is { } theirs) { return mine == theirs; }
        var shared = Math.Min(Parts.Length, other.Parts.Length);
        return Parts.Take(shared).SequenceEqual(other.Parts.Take(shared));
    }

    private static TimeSpan ZoneOf(string zone)
    {
        var minutes = (int.Parse(zone[1..3], CultureInfo.InvariantCulture) * 60) + int.Parse(zone[3..5], CultureInfo.InvariantCulture);
        return TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private DateTimeOffset? Instant() => Offset is { } offset && Parts.Length >= 4
        && DateTimeOffset.TryParseExact(string.Concat(Parts).PadRight(14, '0'), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - offset : null;

    [GeneratedRegex(@"^(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:T?(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?)?)?)?(Z|[+-]\d\d:?\d\d)?$")]
    private static partial Regex Form();
}
