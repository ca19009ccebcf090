using System.Globalization;
using System.Text;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Functions on strings (SPARQL 1.1, section 17.4.3). Positions and lengths count code points.</summary>
internal static class TextFunctions
{
    public static Value? Apply(string name, Value[] a) => name switch
    {
        "STRLEN" => a[0] is TextValue t ? NumberValue.Of((Int128)Length(t.Text)) : null,
        "UCASE" => a[0] is TextValue t ? new TextValue(LetterCase.Upper(t.Text), t.Language) : null,
        "LCASE" => a[0] is TextValue t ? new TextValue(LetterCase.Lower(t.Text), t.Language) : null,
        "SUBSTR" => Substring(a),
        "CONCAT" => Concatenate(a),
        "ENCODE_FOR_URI" => a[0] is TextValue t ? new TextValue(Uri.EscapeDataString(t.Text)) : null,
        "LANGMATCHES" => a[0] is TextValue { Language: null } tag && a[1] is TextValue { Language: null } range ? BooleanValue.Of(LanguageMatches(tag.Text, range.Text)) : null,
        _ => a[0] is TextValue text && a[1] is TextValue part && (part.Language is null || part.Language == text.Language) ? Within(name, text, part) : null,
    };

    private static Value Within(string name, TextValue text, TextValue part)
    {
        switch (name)
        {
            case "CONTAINS": return BooleanValue.Of(text.Text.Contains(part.Text, StringComparison.Ordinal));
            case "STRSTARTS": return BooleanValue.Of(text.Text.StartsWith(part.Text, StringComparison.Ordinal));
            case "STRENDS": return BooleanValue.Of(text.Text.EndsWith(part.Text, StringComparison.Ordinal));
        }
        var at = text.Text.IndexOf(part.Text, StringComparison.Ordinal);
        if (at < 0) { return new TextValue(""); }
        return new TextValue(name == "STRBEFORE" ? text.Text[..at] : text.Text[(at + part.Text.Length)..], text.Language);
    }

    private static TextValue? Concatenate(Value[] parts)
    {
        if (Array.Exists(parts, p => p is not TextValue)) { return null; }
        var texts = parts.Cast<TextValue>().ToList();
        CheckLength(texts.Sum(t => (long)t.Text.Length));
        var language = texts.Count > 0 && texts.TrueForAll(t => t.Language == texts[0].Language) ? texts[0].Language : null;
        return new TextValue(string.Concat(texts.Select(t => t.Text)), language);
    }

    /// <summary>Ends the query where a string that it makes is too long: as an error of the expression it would be left out, and nobody would know.</summary>
    public static void CheckLength(long chars)
    {
        if (chars > Limits.MaxStringChars) { throw QueryContext.Refused("OT9303", string.Create(CultureInfo.InvariantCulture, $"an expression makes a string of more than {Limits.MaxStringChars:N0} characters"), "group by more, or take a part of each string (SUBSTR)"); }
    }

    // fn:substring: the characters whose positions p satisfy round(start) <= p < round(start) + round(length).
    private static TextValue? Substring(Value[] a)
    {
        if (a[0] is not TextValue text || a[1] is not NumberValue from || (a.Length > 2 && a[2] is not NumberValue)) { return null; }
        var start = Math.Floor(from.Real + 0.5);
        var end = a.Length > 2 ? start + Math.Floor(((NumberValue)a[2]).Real + 0.5) : double.PositiveInfinity;
        var result = new StringBuilder();
        var position = 1;
        foreach (var rune in text.Text.EnumerateRunes())
        {
            if (position >= end) { break; }
            if (position >= start) { result.Append(rune); }
            position++;
        }
        return new TextValue(double.IsNaN(end) || double.IsNaN(start) ? "" : result.ToString(), text.Language);
    }

    private static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) { length--; }
        }
        return length;
    }

    // Basic filtering of RFC 4647.
    private static bool LanguageMatches(string tag, string range) =>
        range == "*" ? tag.Length > 0
        : tag.StartsWith(range, StringComparison.OrdinalIgnoreCase) && (tag.Length == range.Length || tag[range.Length] == '-');

    /// <summary>Two-digit hexadecimal of a hash.</summary>
    public static string Hexadecimal(byte[] hash) => Convert.ToHexString(hash).ToLower(CultureInfo.InvariantCulture);
}
