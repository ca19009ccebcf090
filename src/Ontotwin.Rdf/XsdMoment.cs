using System.Globalization;
using System.Text.RegularExpressions;

namespace Ontotwin.Rdf;

/// <summary>The value of an xsd:dateTime, xsd:date or xsd:time, with its zone, if any. Years 1 to 9999; parts of a second below 100 ns are cut.</summary>
/// <param name="Local">As on the clock of its zone; a time stands on a leap day, a date at midnight.</param>
/// <param name="Zone">How far its clock is ahead of UTC; null: not said.</param>
/// <param name="Datatype">Which of the three.</param>
public readonly partial record struct XsdMoment(DateTime Local, TimeSpan? Zone, Iri Datatype)
{
    // XML Schema part 2, section 3.2.7.3: without a zone it may be any within 14 hours.
    private static readonly TimeSpan WidestZone = TimeSpan.FromHours(14);

    /// <summary>Whether a datatype is one of the three.</summary>
    public static bool IsOf(Iri datatype) => datatype == Xsd.DateTime || datatype == Xsd.Date || datatype == XsdDatatypes.Time;

    /// <summary>The value of a lexical form; null when it is not of that datatype, or beyond the years that are known.</summary>
    public static XsdMoment? Read(string lexical, Iri datatype)
    {
        var match = (datatype == Xsd.DateTime ? DateTimeForm() : datatype == Xsd.Date ? DateForm() : TimeForm()).Match(lexical);
        if (!match.Success) { return null; }
        int Part(string name, int missing) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : missing;
        var (year, month, day) = (Part("y", 1972), Part("m", 12), Part("d", 31));
        var (hour, minute, second) = (Part("h", 0), Part("i", 0), Part("s", 0));
        var isMidnight = hour == 24 && minute == 0 && second == 0;
        if (year is 0 or > 9999 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || (hour > 23 && !isMidnight) || minute > 59 || second > 59) { return null; }
        if (!TryZone(match.Groups["z"].Value, out var zone)) { return null; }
        var local = new DateTime(year, month, day, isMidnight ? 0 : hour, minute, second, DateTimeKind.Unspecified).AddTicks(Ticks(match.Groups["f"].ValueSpan));
        if (isMidnight && local.Date == DateTime.MaxValue.Date) { return null; }
        return new XsdMoment(isMidnight ? local.AddDays(1) : local, zone, datatype);
    }

    /// <summary>Which is earlier; null when that depends on a zone that nobody said.</summary>
    public int? CompareTo(XsdMoment other)
    {
        if (Zone is null == other.Zone is null) { return Ticks(this).CompareTo(Ticks(other)); }
        if (Zone is null) { return -other.CompareTo(this); }
        if (Ticks(this) < Ticks(other) - WidestZone.Ticks) { return -1; }
        return Ticks(this) > Ticks(other) + WidestZone.Ticks ? 1 : null;
    }

    /// <summary>An order of all of them: where zones do not tell, as if the missing one were UTC.</summary>
    public int Order(XsdMoment other) => Ticks(this).CompareTo(Ticks(other));

    private static long Ticks(XsdMoment moment) => moment.Local.Ticks - (moment.Zone ?? TimeSpan.Zero).Ticks;

    private static long Ticks(ReadOnlySpan<char> fraction) => fraction.IsEmpty ? 0 : (long)(decimal.Parse(string.Concat("0", fraction), CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond);

    private static bool TryZone(string text, out TimeSpan? zone)
    {
        zone = text.Length == 0 ? null : TimeSpan.Zero;
        if (text.Length < 2) { return true; }
        var span = new TimeSpan(int.Parse(text.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture), 0);
        zone = text[0] == '-' ? -span : span;
        return span <= WidestZone && text[4] < '6';
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})T(?<h>[0-9]{2}):(?<i>[0-9]{2}):(?<s>[0-9]{2})(?<f>\.[0-9]{1,20})?(?<z>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})(?<z>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^(?<h>[0-9]{2}):(?<i>[0-9]{2}):(?<s>[0-9]{2})(?<f>\.[0-9]{1,20})?(?<z>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex TimeForm();
}
