using System.Globalization;

namespace Ontotwin.Values;

/// <summary>How much of a date was said. <c>default</c> is <see cref="Year"/>.</summary>
public enum DatePrecision
{
    /// <summary>Only the year.</summary>
    Year = 0,

    /// <summary>Year and month.</summary>
    Month,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A day and an hour.</summary>
    Hour,

    /// <summary>Down to the minute.</summary>
    Minute,

    /// <summary>Down to the second.</summary>
    Second,

    /// <summary>A fraction of a second.</summary>
    Fraction,
}

/// <summary>
/// A date or instant exactly as precise as its source, with the zone that was said or known; without one it is <em>floating</em>: a wall-clock
/// time of no known place. The server's zone is never used.
/// </summary>
/// <param name="Start">The first moment it may mean, as wall-clock time; parts below <paramref name="Precision"/> are at their least.</param>
/// <param name="Precision">How much was said.</param>
/// <param name="Offset">Difference from UTC; null when floating.</param>
public readonly record struct PartialDateTime(DateTime Start, DatePrecision Precision, TimeSpan? Offset)
{
    private const string WithinHour = "/PT1H";
    private const string WithinMinute = "/PT1M";

    /// <summary>Whether no zone is known.</summary>
    public bool IsFloating => Offset is null;

    /// <summary>The earliest moment meant, in UTC; a floating time is read as if its zone were UTC, which is what order by time then means.</summary>
    public DateTimeOffset Earliest => ToUtc(Start);

    /// <summary>The moment after the latest one meant, in UTC.</summary>
    public DateTimeOffset LatestExclusive => ToUtc(Precision switch
    {
        DatePrecision.Year => Start.Year == 9999 ? DateTime.MaxValue : Start.AddYears(1),
        DatePrecision.Month => Start is { Year: 9999, Month: 12 } ? DateTime.MaxValue : Start.AddMonths(1),
        DatePrecision.Day => Start.Date == DateTime.MaxValue.Date ? DateTime.MaxValue : Start.AddDays(1),
        DatePrecision.Hour => Start.AddHours(1),
        DatePrecision.Minute => Start.AddMinutes(1),
        DatePrecision.Second => Start.AddSeconds(1),
        _ => Start.AddTicks(1),
    });

    /// <summary>The XSD datatype's local name that holds this precision: gYear, gYearMonth, date or dateTime.</summary>
    public string XsdType => Precision switch
    {
        DatePrecision.Year => "gYear",
        DatePrecision.Month => "gYearMonth",
        DatePrecision.Day => "date",
        _ => "dateTime",
    };

    /// <summary>The XSD lexical form. An hour or minute without its smaller parts is written with zeros: XSD has no such types.</summary>
    public string ToXsd()
    {
        var culture = CultureInfo.InvariantCulture;
        var text = Precision switch
        {
            DatePrecision.Year => Start.ToString("yyyy", culture),
            DatePrecision.Month => Start.ToString("yyyy-MM", culture),
            DatePrecision.Day => DateOnly.FromDateTime(Start).ToString("o", culture),
            DatePrecision.Fraction => Start.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", culture),
            _ => Start.ToString("s", culture),
        };
        return Precision <= DatePrecision.Day || Offset is not { } offset ? text : text + FormatOffset(offset);
    }

    /// <summary>Reads a gYear, gYearMonth, date or dateTime (XML Schema 1.1 part 2); false when the text is none of them.</summary>
    public static bool TryParseXsd(string text, out PartialDateTime date)
    {
        date = default;
        var culture = CultureInfo.InvariantCulture;
        if (text.Length <= 10)
        {
            var (format, precision) = text.Length switch { 4 => ("yyyy", DatePrecision.Year), 7 => ("yyyy-MM", DatePrecision.Month), _ => ("yyyy-MM-dd", DatePrecision.Day) };
            if (!DateTime.TryParseExact(text, format, culture, DateTimeStyles.None, out var day)) { return false; }
            date = new PartialDateTime(day, precision, null);
            return true;
        }
        var hasZone = text[^1] == 'Z' || (text.Length > 19 && text[^6] is '+' or '-');
        var hasFraction = text.Contains('.', StringComparison.Ordinal);
        if (!DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var instant)) { return false; }
        date = new PartialDateTime(DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Unspecified), hasFraction ? DatePrecision.Fraction : DatePrecision.Second, hasZone ? instant.Offset : null);
        return true;
    }

    /// <summary>The same as <see cref="ToXsd"/>, but an hour or minute without its smaller parts is the interval that it is, by ISO 8601: <c>2026-11-03T10:00:00/PT1H</c>.</summary>
    public string ToIso() => ToXsd() + Precision switch { DatePrecision.Hour => WithinHour, DatePrecision.Minute => WithinMinute, _ => "" };

    /// <summary>Reads what <see cref="ToIso"/> or <see cref="ToXsd"/> writes; false when the text is neither.</summary>
    public static bool TryParseIso(string text, out PartialDateTime date)
    {
        DatePrecision? coarse = text.EndsWith(WithinHour, StringComparison.Ordinal) ? DatePrecision.Hour : text.EndsWith(WithinMinute, StringComparison.Ordinal) ? DatePrecision.Minute : null;
        if (!TryParseXsd(coarse is null ? text : text[..^WithinHour.Length], out date)) { return false; }
        if (coarse is { } precision) { date = date with { Precision = precision }; }
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => ToXsd();

    private static string FormatOffset(TimeSpan offset) =>
        offset == TimeSpan.Zero ? "Z" : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private DateTimeOffset ToUtc(DateTime wallClock)
    {
        var ticks = wallClock.Ticks - (Offset ?? TimeSpan.Zero).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }
}
