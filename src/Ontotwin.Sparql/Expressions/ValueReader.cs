using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>From terms to values.</summary>
internal static partial class ValueReader
{
    public static Value Of(Term term)
    {
        if (term is not Literal literal) { return new ResourceValue(term); }
        if (literal.Language is not null || literal.Datatype == Xsd.String) { return new TextValue(literal.Lexical, literal.Language, literal); }
        var datatype = literal.Datatype;
        if (datatype == Xsd.Boolean) { return Boolean(literal.Lexical) is { } b ? new BooleanValue(b, literal) : new OpaqueValue(literal); }
        if (datatype == Xsd.DateTime || datatype == Xsd.Date || datatype == Datatypes.Time) { return (Value?)MomentValue.Read(literal) ?? new OpaqueValue(literal); }
        return (Value?)Number(literal.Lexical, datatype, literal) ?? new OpaqueValue(literal);
    }

    /// <summary>A boolean's lexical form.</summary>
    public static bool? Boolean(string lexical) => lexical switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    /// <summary>A number's lexical form; null when it is not of that datatype, or beyond what is computed with.</summary>
    public static NumberValue? Number(string lexical, Iri datatype, Literal? literal = null)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var culture = CultureInfo.InvariantCulture;
        if (Datatypes.IsWhole(datatype)) { return IsWhole(lexical) && Int128.TryParse(lexical, NumberStyles.AllowLeadingSign, culture, out var whole) ? NumberValue.Of(whole, literal) : null; }
        if (datatype == Xsd.Decimal) { return DecimalForm().IsMatch(lexical) && decimal.TryParse(lexical, styles, culture, out var exact) ? NumberValue.Of(exact, literal) : null; }
        if (datatype != Xsd.Double && datatype != Datatypes.Float) { return null; }
        if (Real(lexical) is not { } real) { return null; }
        return datatype == Xsd.Double ? NumberValue.Of(real, literal) : NumberValue.OfFloat(real, literal);
    }

    private static double? Real(string lexical) => lexical switch
    {
        "INF" or "+INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => DoubleForm().IsMatch(lexical) ? double.Parse(lexical, CultureInfo.InvariantCulture) : null,
    };

    private static bool IsWhole(string lexical)
    {
        var digits = lexical.AsSpan(lexical.Length > 0 && lexical[0] is '+' or '-' ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z")]
    private static partial Regex DecimalForm();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex DoubleForm();
}
