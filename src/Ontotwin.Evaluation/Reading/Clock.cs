using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>
/// Places partial times against the instant asked about. A floating time is compared with the wall clock of that instant; as its place is unknown it
/// may be up to 14 hours ahead and still be past.
/// </summary>
internal sealed class Clock(DateTimeOffset asOf)
{
    private static readonly TimeSpan ZoneDoubt = TimeSpan.FromHours(14);

    /// <summary>The instant on the axis that <see cref="PartialDateTime.Earliest"/> of such a time lies on.</summary>
    public DateTimeOffset Now(bool floating) => floating ? new DateTimeOffset(asOf.DateTime, TimeSpan.Zero) : asOf.ToUniversalTime();

    /// <summary>Whether it has begun.</summary>
    public bool IsPast(PartialDateTime time) => time.Earliest <= Now(time.IsFloating) + (time.IsFloating ? ZoneDoubt : TimeSpan.Zero);

    /// <summary>Whether it was over before the instant.</summary>
    public Truth IsOver(PartialDateTime time)
    {
        var now = Now(time.IsFloating);
        return time.Earliest > now ? Truth.False
            : time.LatestExclusive <= now || time.Precision >= DatePrecision.Day ? Truth.True
            : Truth.Unknown;
    }

    /// <summary>Whether a time lies in a window; a date counts whole, a mere month or year may straddle its edge.</summary>
    public Truth InWindow(PartialDateTime time, QuantityLiteral? within, QuantityLiteral? before)
    {
        if (!IsPast(time)) { return Truth.False; }
        var end = before is null ? Now(time.IsFloating) : Back(Now(time.IsFloating), before);
        var whole = time.Precision >= DatePrecision.Day;
        if (before is not null)
        {
            if (time.Earliest > end) { return Truth.False; }
            if (time.LatestExclusive > end && !whole) { return Truth.Unknown; }
        }
        if (within is null) { return Truth.True; }
        var start = Back(end, within);
        return time.LatestExclusive <= start ? Truth.False
            : time.Earliest >= start || whole ? Truth.True
            : Truth.Unknown;
    }

    /// <summary>The start and end of a window for samples.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) Window(bool floating, QuantityLiteral? within, QuantityLiteral? before)
    {
        var now = Now(floating);
        var end = before is null ? now + (floating ? ZoneDoubt : TimeSpan.Zero) : Back(now, before);
        return (within is null ? DateTimeOffset.MinValue : Back(before is null ? now : end, within), end);
    }

    /// <summary>An instant some time before; months and years by the calendar, everything else by its length.</summary>
    public static DateTimeOffset Back(DateTimeOffset from, QuantityLiteral length)
    {
        if (length.Unit is "mo" or "a" && length.Value == Math.Truncate(length.Value) && length.Value < 12_000)
        {
            var months = (int)length.Value * (length.Unit == "a" ? 12 : 1);
            return from < DateTimeOffset.MinValue.AddMonths(months) ? DateTimeOffset.MinValue : from.AddMonths(-months);
        }
        var seconds = Seconds(length);
        return seconds >= (from - DateTimeOffset.MinValue).TotalSeconds ? DateTimeOffset.MinValue : from - TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A length in seconds; 0 when its unit is no time.</summary>
    public static double Seconds(QuantityLiteral length) =>
        UcumUnit.TryParse(length.Unit ?? "d", out var unit, out _) && UcumUnit.TryParse("s", out var second, out _) && unit.TryConvert(length.Value, second, out var result)
            ? (double)result : 0;

    /// <summary>Completed calendar years from a partial birth date to the instant: from the youngest to the oldest it allows.</summary>
    public Interval AgeInYears(PartialDateTime birth)
    {
        var today = DateOnly.FromDateTime(asOf.DateTime);
        var first = DateOnly.FromDateTime(birth.Start);
        var last = birth.Precision switch
        {
            DatePrecision.Year => first.AddYears(1).AddDays(-1),
            DatePrecision.Month => first.AddMonths(1).AddDays(-1),
            _ => first,
        };
        return new(Years(last > today ? today : last, today), Years(first, today));
    }

    /// <summary>Whole days from a time's date to the instant's date.</summary>
    public Interval DaysSince(PartialDateTime time)
    {
        var today = Now(time.IsFloating);
        var zone = time.Offset ?? TimeSpan.Zero;
        var local = time.IsFloating ? today.DateTime : today.ToOffset(zone).DateTime;
        var last = time.Precision switch
        {
            DatePrecision.Year => time.Start.AddYears(1).AddDays(-1),
            DatePrecision.Month => time.Start.AddMonths(1).AddDays(-1),
            _ => time.Start,
        };
        if (last > local) { last = local; }
        return new(Math.Max(0, (local.Date - last.Date).Days), Math.Max(0, (local.Date - time.Start.Date).Days));
    }

    private static int Years(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        return from.AddYears(years) > to ? years - 1 : years;
    }
}
