using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>A dateTime, date or time.</summary>
internal sealed class MomentValue : Value
{
    private MomentValue(XsdMoment moment, Literal? literal)
        : base(literal) => Moment = moment;

    public XsdMoment Moment { get; }

    /// <summary>As on the clock of its zone.</summary>
    public DateTime Local => Moment.Local;

    public TimeSpan? Zone => Moment.Zone;

    public Iri Datatype => Moment.Datatype;

    public static MomentValue Of(DateTimeOffset instant) => new(new(instant.DateTime, instant.Offset, Xsd.DateTime), null);

    /// <summary>The value of a literal; null when its form is not of its datatype.</summary>
    public static MomentValue? Read(Literal literal) => Read(literal.Lexical, literal.Datatype, literal);

    public static MomentValue? Read(string lexical, Iri datatype, Literal? literal = null) => XsdMoment.Read(lexical, datatype) is { } moment ? new(moment, literal) : null;

    /// <summary>The zone as it is written; empty when none is.</summary>
    public string ZoneText => Zone is not { } zone ? "" : zone == TimeSpan.Zero && !((Literal)Term).Lexical.EndsWith("00", StringComparison.Ordinal) ? "Z" : ZoneForm(zone);

    protected override Term MakeTerm()
    {
        var format = Datatype == Xsd.Date ? "yyyy-MM-dd" : Datatype == Xsd.DateTime ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "HH:mm:ss.FFFFFFF";
        return new Literal(Local.ToString(format, CultureInfo.InvariantCulture) + (Zone is not { } zone ? "" : zone == TimeSpan.Zero ? "Z" : ZoneForm(zone)), Datatype);
    }

    private static string ZoneForm(TimeSpan zone) => (zone < TimeSpan.Zero ? "-" : "+") + zone.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
