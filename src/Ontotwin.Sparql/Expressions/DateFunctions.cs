using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Parts of dates and times (SPARQL 1.1, section 17.4.5).</summary>
internal static class DateFunctions
{
    public static Value? Apply(string name, Value value)
    {
        if (value is not MomentValue moment) { return null; }
        var (hasDate, hasTime) = (moment.Datatype != XsdDatatypes.Time, moment.Datatype != Xsd.Date);
        return name switch
        {
            "YEAR" => hasDate ? NumberValue.Of((Int128)moment.Local.Year) : null,
            "MONTH" => hasDate ? NumberValue.Of((Int128)moment.Local.Month) : null,
            "DAY" => hasDate ? NumberValue.Of((Int128)moment.Local.Day) : null,
            "HOURS" => hasTime ? NumberValue.Of((Int128)moment.Local.Hour) : null,
            "MINUTES" => hasTime ? NumberValue.Of((Int128)moment.Local.Minute) : null,
            "SECONDS" => hasTime ? NumberValue.Of((decimal)(moment.Local.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond) : null,
            "TZ" => new TextValue(moment.ZoneText),
            _ => moment.Zone is { } zone ? Duration(zone) : null,
        };
    }

    // xsd:dayTimeDuration in canonical form.
    private static OpaqueValue Duration(TimeSpan zone)
    {
        var span = zone.Duration();
        var text = (zone < TimeSpan.Zero ? "-PT" : "PT") + (span.Hours > 0 ? $"{span.Hours}H" : "") + (span.Minutes > 0 ? $"{span.Minutes}M" : "") + (span == TimeSpan.Zero ? "0S" : "");
        return new OpaqueValue(new Literal(text, XsdDatatypes.DayTimeDuration));
    }
}
