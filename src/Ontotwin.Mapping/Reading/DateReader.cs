using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>
/// Reads dates and instants in the form of their format: HL7 v2 DTM (chapter 2A), DICOM DA, TM and DT (PS3.5 6.2), FHIR dateTime, or a declared form.
/// Precision and zone stay as they were said.
/// </summary>
internal static class DateReader
{
    /// <summary>The date, or null when the text is no date of that format.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">What the document is written in.</param>
    /// <param name="declared">The forms that a map declares: the first that fits is taken, which the compiler holds to be the only one; empty: those of the format.</param>
    public static PartialDateTime? Read(string text, SourceFormat format, ImmutableArray<string> declared)
    {
        text = text.Trim();
        foreach (var form in declared)
        {
            if (ReadDeclared(text, form) is { } date) { return date; }
        }
        return !declared.IsEmpty ? null
            : format is SourceFormat.Hl7v2 or SourceFormat.Dicom ? ReadCompact(text)
            : ReadIso(text) ?? ReadCompact(text);
    }

    /// <summary>The offset that a zone text names at a wall-clock time: <c>+0100</c>, <c>+01:00</c>, <c>Z</c>, or an IANA name; null when it is none.</summary>
    public static TimeSpan? Offset(string zone, DateTime wallClock)
    {
        zone = zone.Trim();
        if (zone is "Z" or "z") { return TimeSpan.Zero; }
        if (zone.Length >= 5 && zone[0] is '+' or '-') { return OffsetOf(zone); }
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found.GetUtcOffset(wallClock) : null;
    }

    private static PartialDateTime? ReadDeclared(string text, string format)
    {
        if (CsvColumn.UnixTicksOf(format) is { } unit) { return ReadUnix(text, unit); }
        if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var withOffset) && format.Contains('z', StringComparison.Ordinal))
        {
            return new PartialDateTime(withOffset.DateTime, PrecisionOf(format), withOffset.Offset);
        }
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) { return null; }
        return new PartialDateTime(date, PrecisionOf(format), null);
    }

    // Seconds or milliseconds since 1970-01-01T00:00:00Z, to the tick of 100 ns.
    private static PartialDateTime? ReadUnix(string text, long ticksOfUnit)
    {
        if (!NumberReader.TryRead(text, DecimalMark.Point, out var number) || Math.Abs(number) > long.MaxValue / 8 / ticksOfUnit) { return null; }
        var ticks = DateTime.UnixEpoch.Ticks + (long)decimal.Round(number * ticksOfUnit);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) { return null; }
        var start = new DateTime(ticks, DateTimeKind.Unspecified);
        return new PartialDateTime(start, ticks % TimeSpan.TicksPerSecond == 0 ? DatePrecision.Second : DatePrecision.Fraction, TimeSpan.Zero);
    }

    private static DatePrecision PrecisionOf(string format) =>
        format.Contains('f', StringComparison.OrdinalIgnoreCase) ? DatePrecision.Fraction
        : format.Contains('s', StringComparison.Ordinal) ? DatePrecision.Second
        : format.Contains('m', StringComparison.Ordinal) ? DatePrecision.Minute
        : format.Contains('h', StringComparison.OrdinalIgnoreCase) ? DatePrecision.Hour
        : format.Contains('d', StringComparison.Ordinal) ? DatePrecision.Day
        : format.Contains('M', StringComparison.Ordinal) ? DatePrecision.Month
        : DatePrecision.Year;

    // YYYY[MM[DD[HH[MM[SS[.F{1,6}]]]]]][±ZZZZ]; old DICOM dates have dots between their parts. A tuple (date, time) comes with U+001F between.
    private static PartialDateTime? ReadCompact(string text)
    {
        text = text.Replace("\u001f", "", StringComparison.Ordinal);
        if (text.Length == 10 && text[4] == '.' && text[7] == '.') { text = text.Replace(".", "", StringComparison.Ordinal); }
        var zoneAt = text.LastIndexOfAny(['+', '-']);
        TimeSpan? offset = null;
        if (zoneAt > 0)
        {
            offset = OffsetOf(text[zoneAt..]);
            if (offset is null) { return null; }
            text = text[..zoneAt];
        }
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? text : text[..dot];
        if (digits.Length is not (4 or 6 or 8 or 10 or 12 or 14) || !digits.All(char.IsAsciiDigit) || (dot >= 0 && digits.Length != 14)) { return null; }
        return Build(digits, dot < 0 ? "" : text[(dot + 1)..], offset);
    }

    private static PartialDateTime? Build(string digits, string fraction, TimeSpan? offset)
    {
        if (digits.Length is < 4 or > 14 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiDigit)) { return null; }
        int Part(int start, int length, int absent) => digits.Length > start ? int.Parse(digits.AsSpan(start, length), CultureInfo.InvariantCulture) : absent;
        var (year, month, day, hour, minute, second) = (Part(0, 4, 1), Part(4, 2, 1), Part(6, 2, 1), Part(8, 2, 0), Part(10, 2, 0), Part(12, 2, 0));
        if (year is 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) { return null; }
        if (!fraction.All(char.IsAsciiDigit)) { return null; }
        var start = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified).AddTicks(FractionTicks(fraction));
        var precision = fraction.Length > 0 ? DatePrecision.Fraction : (DatePrecision)((digits.Length / 2) - 2);
        return new PartialDateTime(start, precision, precision >= DatePrecision.Hour ? offset : null);
    }

    private static long FractionTicks(string fraction) =>
        fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0').AsSpan(0, 7), CultureInfo.InvariantCulture);

    // YYYY[-MM[-DD[Thh:mm[:ss[.f]][Z|±hh:mm]]]]
    private static PartialDateTime? ReadIso(string text)
    {
        if (text.Length < 4) { return null; }
        if (text.Length is 4 or 7 or 10)
        {
            return text.Length == 4 || text[4] == '-' ? Build(text.Replace("-", "", StringComparison.Ordinal), "", null) is { } date && text.Count(c => c == '-') == (text.Length - 4) / 3 ? date : null : null;
        }
        if (text.Length < 16 || text[10] is not ('T' or ' ')) { return null; }
        var zoneAt = text.AsSpan(16).IndexOfAny('Z', '+', '-');
        var end = zoneAt < 0 ? text.Length : 16 + zoneAt;
        TimeSpan? offset = zoneAt < 0 ? null : Offset(text[end..], default);
        if (zoneAt >= 0 && offset is null) { return null; }
        var wall = text[..end];
        var dot = wall.IndexOf('.', StringComparison.Ordinal);
        var digits = new string((dot < 0 ? wall : wall[..dot]).Where(char.IsAsciiDigit).ToArray());
        return digits.Length is 12 or 14 ? Build(digits, dot < 0 ? "" : wall[(dot + 1)..], offset) : null;
    }

    private static TimeSpan? OffsetOf(string text)
    {
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 4 || !digits.All(char.IsAsciiDigit)) { return null; }
        var hours = int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture);
        if (hours > 14 || minutes > 59) { return null; }
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }
}
