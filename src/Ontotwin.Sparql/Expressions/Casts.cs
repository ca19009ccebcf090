using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Constructor functions of XML Schema datatypes (SPARQL 1.1, section 17.5).</summary>
internal static class Casts
{
    /// <summary>Whether a function's IRI names a cast.</summary>
    public static bool Knows(Iri datatype) =>
        datatype == Xsd.String || datatype == Xsd.Boolean || datatype == Xsd.DateTime || datatype == Xsd.Date || datatype == XsdDatatypes.Time || datatype == Xsd.Integer || datatype == Xsd.Decimal
        || datatype == Xsd.Double || datatype == XsdDatatypes.Float;

    public static Value? Apply(Iri datatype, Value value)
    {
        if (datatype == Xsd.String) { return value is ResourceValue { Term: BlankNode } ? null : new TextValue(Text(value)); }
        if (value is ResourceValue or OpaqueValue or TextValue { Language: not null }) { return null; }
        if (datatype == Xsd.Boolean) { return Boolean(value); }
        if (XsdDatatypes.IsNumeric(datatype)) { return Number(datatype, value); }
        return value switch
        {
            TextValue t => MomentValue.Read(t.Text.Trim(), datatype),
            MomentValue m when m.Datatype == datatype => m,
            MomentValue m when m.Datatype == Xsd.DateTime && datatype == Xsd.Date => MomentValue.Read(m.Local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + m.ZoneText, datatype),
            MomentValue m when m.Datatype == Xsd.Date && datatype == Xsd.DateTime => MomentValue.Read(m.Local.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + m.ZoneText, datatype),
            _ => null,
        };
    }

    /// <summary>What STR gives: the IRI or the lexical form.</summary>
    public static string Lexical(Value value) => value.Term switch { Iri iri => iri.Value, Literal literal => literal.Lexical, _ => "" };

    // A cast gives the canonical form of the value (XPath functions, section 19.1.2), STR the form that was written.
    private static string Text(Value value) => value switch { BooleanValue b => b.IsTrue ? "true" : "false", NumberValue n => n.CastText, _ => Lexical(value) };

    private static BooleanValue? Boolean(Value value) => value switch
    {
        BooleanValue b => BooleanValue.Of(b.IsTrue),
        NumberValue n => BooleanValue.Of(!n.IsZeroOrNaN),
        TextValue t => XsdDatatypes.Boolean(t.Text.Trim()) is { } b ? BooleanValue.Of(b) : null,
        _ => null,
    };

    private static NumberValue? Number(Iri datatype, Value value)
    {
        var number = value switch
        {
            TextValue t => ValueReader.Number(t.Text.Trim(), datatype),
            BooleanValue b => NumberValue.Of((Int128)(b.IsTrue ? 1 : 0)),
            _ => value as NumberValue,
        };
        if (number is null) { return null; }
        try
        {
            if (datatype == Xsd.Double) { return NumberValue.Of(number.Real); }
            if (datatype == XsdDatatypes.Float) { return NumberValue.OfFloat(number.Real); }
            if (number.Kind >= NumberKind.Float && !double.IsFinite(number.Real)) { return null; }
            var isReal = number.Kind >= NumberKind.Float;
            if (datatype == Xsd.Decimal) { return NumberValue.Of(isReal ? (decimal)number.Real : number.Exact); }
            return number.Kind == NumberKind.Integer ? number : NumberValue.Of(isReal ? checked((Int128)Math.Truncate(number.Real)) : (Int128)decimal.Truncate(number.Exact));
        }
        catch (OverflowException) { return null; }
    }
}
