using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>Reads partial dates back from XSD literals.</summary>
internal static class DateText
{
    public static PartialDateTime? Read(Term? term)
    {
        if (term is not Literal literal) { return null; }
        var text = literal.Lexical;
        return literal.Datatype.LocalName switch
        {
            "gYear" => Parse(text, "yyyy", DatePrecision.Year),
            "gYearMonth" => Parse(text, "yyyy-MM", DatePrecision.Month),
            "date" => Parse(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", DatePrecision.Day),
            "dateTime" => ReadDateTime(text),
            _ => null,
        };
    }

    private static PartialDateTime? Parse(string text, string format, DatePrecision precision) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? new(start, precision, null) : null;

    private static PartialDateTime? ReadDateTime(string text)
    {
        var zoneAt = text.LastIndexOfAny(['Z', '+', '-']);
        var hasZone = zoneAt > 10;
        var wall = hasZone ? text[..zoneAt] : text;
        string[] formats = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm"];
        if (!DateTime.TryParseExact(wall, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)) { return null; }
        var precision = wall.Contains('.', StringComparison.Ordinal) ? DatePrecision.Fraction : DatePrecision.Second;
        if (!hasZone) { return new(start, precision, null); }
        if (text[zoneAt] == 'Z') { return new(start, precision, TimeSpan.Zero); }
        if (!TimeSpan.TryParseExact(text[(zoneAt + 1)..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) { return null; }
        return new(start, precision, text[zoneAt] == '-' ? -offset : offset);
    }
}
