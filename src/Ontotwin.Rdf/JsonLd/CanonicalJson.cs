using System.Globalization;
using System.Text;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): what JSON literals of RDF are compared by.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonItem item)
    {
        var text = new StringBuilder();
        Append(text, item);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonItem item)
    {
        switch (item.Kind)
        {
            case JsonItemKind.Text: AppendText(text, item.Text); break;
            case JsonItemKind.Number: text.Append(Number(item.Text) ?? throw new JsonLdException(JsonLdErrors.InvalidJsonLiteral, item, "a number that is beyond what a double holds")); break;
            case JsonItemKind.Array: AppendAll(text, '[', item.Items, i => Append(text, i), ']'); break;
            case JsonItemKind.Map:
                AppendAll(text, '{', item.Entries.OrderBy(e => e.Key, StringComparer.Ordinal), e =>
                {
                    AppendText(text, e.Key);
                    text.Append(':');
                    Append(text, e.Value);
                }, '}');
                break;
            default: text.Append(item.Kind switch { JsonItemKind.True => "true", JsonItemKind.False => "false", _ => "null" }); break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> append, char close)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) { text.Append(','); }
            isFirst = false;
            append(item);
        }
        text.Append(close);
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }

    /// <summary>A number as ECMAScript writes it (Number::toString); null: no double holds it.</summary>
    public static string? Number(string written) => Number(double.Parse(written, CultureInfo.InvariantCulture));

    /// <summary>A number as ECMAScript writes it; null: it is infinite or none.</summary>
    public static string? Number(double value)
    {
        if (!double.IsFinite(value)) { return null; }
        if (value == 0) { return "0"; }
        var (digits, point) = XsdNumbers.Shortest(value.ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Placed(digits, point);
    }

    private static string Placed(string digits, int point)
    {
        if (digits.Length <= point && point <= 21) { return digits.PadRight(point, '0'); }
        if (point is > 0 and <= 21) { return digits[..point] + "." + digits[point..]; }
        if (point is > -6 and <= 0) { return "0." + new string('0', -point) + digits; }
        var power = (point > 0 ? "+" : "") + (point - 1).ToString(CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{digits}e{power}" : $"{digits[0]}.{digits[1..]}e{power}";
    }
}
