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
    // No date is longer: the fraction of a second has more digits than anybody measures.
    private const int MaxLength = 64;

    /// <summary>The date, or null when the text is no date of that format.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">What the document is written in.</param>
    /// <param name="declared">The forms that a map declares: the first that fits is taken, which the compiler holds to be the only one; empty: those of the format.</param>
    public static PartialDateTime? Read(ReadOnlySpan<char> text, SourceFormat format, ImmutableArray<string> declared)
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

    /// <summary>
    /// The offset that a zone text names at a wall-clock time: <c>+0100</c>, <c>+01:00</c>, <c>Z</c>, or an IANA name; null when it is none. Where clocks are put back or
    /// forward it is that of standard time, and <paramref name="doubt"/> says so.
    /// </summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> zone, DateTime wallClock, out ClockDoubt doubt)
    {
        doubt = ClockDoubt.None;
        zone = zone.Trim();
        if (zone is "Z" or "z") { return TimeSpan.Zero; }
        if (zone.Length >= 5 && zone[0] is '+' or '-') { return OffsetOf(zone); }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone.ToString(), out var found)) { return null; }
        doubt = found.IsAmbiguousTime(wallClock) ? ClockDoubt.Twice : found.IsInvalidTime(wallClock) ? ClockDoubt.Never : ClockDoubt.None;
        return found.GetUtcOffset(wallClock);
    }

    private static PartialDateTime? ReadDeclared(ReadOnlySpan<char> text, string format)
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
    private static PartialDateTime? ReadUnix(ReadOnlySpan<char> text, long ticksOfUnit)
    {
        if (!NumberReader.TryRead(text.ToString(), DecimalMark.Point, out var number) || Math.Abs(number) > long.MaxValue / 8 / ticksOfUnit) { return null; }
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
    private static PartialDateTime? ReadCompact(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[MaxLength];
        var isDotted = text.Length == 10 && text[4] == '.' && text[7] == '.';
        if (!TryStrip(text, isDotted ? '.' : '\u001f', plain, out var length)) { return null; }
        ReadOnlySpan<char> wall = plain[..length];
        var zoneAt = wall.LastIndexOfAny('+', '-');
        TimeSpan? offset = null;
        if (zoneAt > 0)
        {
            offset = OffsetOf(wall[zoneAt..]);
            if (offset is null) { return null; }
            wall = wall[..zoneAt];
        }
        var dot = wall.IndexOf('.');
        var digits = dot < 0 ? wall : wall[..dot];
        return digits.Length >= 4 && (dot < 0 || digits.Length == 14) ? Build(digits, dot < 0 ? "" : wall[(dot + 1)..], offset) : null;
    }

    // Digits of year to second, as many of them as there are.
    private static PartialDateTime? Build(ReadOnlySpan<char> digits, ReadOnlySpan<char> fraction, TimeSpan? offset)
    {
        if (digits.Length is < 4 or > 14 || digits.Length % 2 != 0 || !AreDigits(digits) || !AreDigits(fraction)) { return null; }
        var (year, month, day) = (Part(digits, 0, 4, 1), Part(digits, 4, 2, 1), Part(digits, 6, 2, 1));
        var (hour, minute, second) = (Part(digits, 8, 2, 0), Part(digits, 10, 2, 0), Part(digits, 12, 2, 0));
        if (year is 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) { return null; }
        var start = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified).AddTicks(FractionTicks(fraction));
        var precision = fraction.Length > 0 ? DatePrecision.Fraction : (DatePrecision)((digits.Length / 2) - 2);
        return new PartialDateTime(start, precision, precision >= DatePrecision.Hour ? offset : null);
    }

    private static int Part(ReadOnlySpan<char> digits, int start, int length, int absent) => digits.Length > start ? NumberOf(digits.Slice(start, length)) : absent;

    // To the tick of 100 ns; further digits are cut.
    private static long FractionTicks(ReadOnlySpan<char> fraction)
    {
        long ticks = 0;
        for (var i = 0; i < 7; i++) { ticks = (ticks * 10) + (i < fraction.Length ? fraction[i] - '0' : 0); }
        return ticks;
    }

    // YYYY[-MM[-DD[Thh:mm[:ss[.f]][Z|±hh:mm]]]]
    private static PartialDateTime? ReadIso(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[MaxLength];
        if (text.Length is 4 or 7 or 10)
        {
            var isDashed = (text.Length == 4 || text[4] == '-') && (text.Length < 10 || text[7] == '-');
            return isDashed && TryStrip(text, '-', digits, out var count) && count == text.Length - ((text.Length - 4) / 3) ? Build(digits[..count], "", null) : null;
        }
        if (text.Length < 16 || text[10] is not ('T' or ' ')) { return null; }
        var zoneAt = text[16..].IndexOfAny('Z', '+', '-');
        var end = zoneAt < 0 ? text.Length : 16 + zoneAt;
        TimeSpan? offset = zoneAt < 0 ? null : Offset(text[end..], default, out _);
        if (zoneAt >= 0 && offset is null) { return null; }
        var wall = text[..end];
        var dot = wall.IndexOf('.');
        var length = 0;
        foreach (var c in dot < 0 ? wall : wall[..dot])
        {
            if (!char.IsAsciiDigit(c)) { continue; }
            if (length == 14) { return null; }
            digits[length++] = c;
        }
        return length is 12 or 14 ? Build(digits[..length], dot < 0 ? "" : wall[(dot + 1)..], offset) : null;
    }

    private static TimeSpan? OffsetOf(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[MaxLength];
        if (!TryStrip(text[1..], ':', digits, out var length) || length != 4 || !AreDigits(digits[..length])) { return null; }
        var (hours, minutes) = (NumberOf(digits[..2]), NumberOf(digits[2..4]));
        if (hours > 14 || minutes > 59) { return null; }
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }

    /// <summary>Copies a text without one of its characters; false where it is longer than any date.</summary>
    private static bool TryStrip(ReadOnlySpan<char> text, char without, Span<char> stripped, out int length)
    {
        length = 0;
        foreach (var c in text)
        {
            if (c == without) { continue; }
            if (length == stripped.Length) { return false; }
            stripped[length++] = c;
        }
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int NumberOf(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) { number = (number * 10) + digit - '0'; }
        return number;
    }
}
