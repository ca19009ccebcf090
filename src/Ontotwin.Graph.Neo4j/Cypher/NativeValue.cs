using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A literal as Neo4j's own type, where it has one and the characters are a value of it; else the characters. A copy to query: facts stay exact.</summary>
internal static class NativeValue
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] DateTimes = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The value, and what to make of it: <c>date</c>, <c>datetime</c> or nothing.</summary>
    public static (object Value, string? Temporal) Of(Literal literal)
    {
        var text = literal.Lexical;
        if (literal.Datatype == Xsd.Integer && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) { return (whole, null); }
        var isReal = literal.Datatype == Xsd.Decimal || literal.Datatype == Xsd.Double;
        if (isReal && double.TryParse(text, Real, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)) { return (real, null); }
        if (literal.Datatype == Xsd.Boolean && text is "true" or "false") { return (text == "true", null); }
        if (literal.Datatype == Xsd.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) { return (text, "date"); }
        var zoned = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        if (literal.Datatype == Xsd.DateTime && DateTimeOffset.TryParseExact(zoned, DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) { return (text, "datetime"); }
        return (text, null);
    }
}
