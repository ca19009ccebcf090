using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A literal as Neo4j's own type, where it has one and the characters are a value of it; else the characters.</summary>
/// <param name="Value">The value; for a type that JSON does not have, its text; null for a number that a double cannot be.</param>
/// <param name="Kind">What to make of the value.</param>
/// <param name="IsWhole">Whether it says all that the literal says. Without: a language, another datatype, digits or characters would be lost.</param>
internal sealed record NativeValue(object? Value, NativeKind Kind, bool IsWhole)
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] Zoned = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    public static NativeValue Of(Literal literal)
    {
        var (text, type) = (literal.Lexical, literal.Datatype);
        if (type == Xsd.Integer && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return new(whole, NativeKind.AsIs, whole.ToString(CultureInfo.InvariantCulture) == text);
        }
        if ((type == Xsd.Decimal || type == Xsd.Double) && double.TryParse(text, Real, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)) { return OfReal(literal, real); }
        if (type == Xsd.Boolean && text is "true" or "false") { return new(text == "true", NativeKind.AsIs, true); }
        return OfTime(text, type) ?? new(text, NativeKind.AsIs, type == Xsd.String);
    }

    /// <summary>The number that a literal is, as the text of a double, or null where it is none or the double would be another number.</summary>
    public static string? NumberOf(Literal literal)
    {
        var isNumber = literal.Datatype == Xsd.Integer || literal.Datatype == Xsd.Decimal || literal.Datatype == Xsd.Double;
        if (!isNumber || !double.TryParse(literal.Lexical, Real, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real)) { return null; }
        return literal.Datatype == Xsd.Double || Digits(literal.Lexical) == Digits(Plain(real)) ? TextOf(real) : null;
    }

    // A double is what its characters say, however they are written; a decimal has its digits.
    private static NativeValue OfReal(Literal literal, double real) =>
        new(NumberOf(literal), NativeKind.Real, literal.Datatype == Xsd.Double || literal.Lexical == Plain(real));

    private static NativeValue? OfTime(string text, Iri type)
    {
        if (type == Xsd.Date) { return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? new(text, NativeKind.Date, true) : null; }
        if (type != Xsd.DateTime) { return null; }
        var zoned = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (DateTimeOffset.TryParseExact(zoned, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) { return new(text, NativeKind.DateTime, true); }
        return DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? new(text, NativeKind.LocalDateTime, true) : null;
    }

    private static string TextOf(double real) => real.ToString("R", CultureInfo.InvariantCulture);

    // Without an exponent; a number too great or small for that is never equal to a decimal's digits.
    private static string Plain(double real)
    {
        var text = TextOf(real);
        return text.Contains('E', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? plain.ToString(CultureInfo.InvariantCulture) : text;
    }

    // The digits that matter: 4.10, 04.1 and +4.1 are one number.
    private static string Digits(string text)
    {
        var sign = text.StartsWith('-') ? "-" : "";
        var parts = text.TrimStart('+', '-').Split('.');
        var (before, after) = (parts[0].TrimStart('0'), parts.Length > 1 ? parts[1].TrimEnd('0') : "");
        return before.Length + after.Length == 0 ? "0" : $"{sign}{before}.{after}";
    }
}
