using System.Globalization;
using System.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>Text of a JSON string from the bytes between its quotes (RFC 8259, section 7). Never throws: what is no character becomes U+FFFD.</summary>
internal static class JsonText
{
    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        var backslash = escaped.IndexOf((byte)'\\');
        if (backslash < 0) { return Encoding.UTF8.GetString(escaped); }
        var text = new StringBuilder(escaped.Length);
        while (backslash >= 0)
        {
            text.Append(Encoding.UTF8.GetString(escaped[..backslash]));
            escaped = escaped[(backslash + Unescape(escaped[backslash..], text))..];
            backslash = escaped.IndexOf((byte)'\\');
        }
        text.Append(Encoding.UTF8.GetString(escaped));
        ReplaceLoneSurrogates(text);
        return text.ToString();
    }

    /// <summary>Appends what the escape at the start means; returns its length in bytes.</summary>
    private static int Unescape(ReadOnlySpan<byte> escape, StringBuilder text)
    {
        if (escape.Length < 2) { return escape.Length; }
        if (escape[1] == 'u')
        {
            if (escape.Length < 6) { return escape.Length; }
            var valid = ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit);
            text.Append(valid ? (char)unit : '\uFFFD');
            return 6;
        }
        text.Append(escape[1] switch
        {
            (byte)'b' => '\b', (byte)'f' => '\f', (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', var other => (char)other,
        });
        return 2;
    }

    private static void ReplaceLoneSurrogates(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) { continue; }
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) { i++; }
            else { text[i] = '\uFFFD'; }
        }
    }
}
