using System.Text;

namespace Ontotwin.Sparql.Expressions;

/// <summary>
/// Upper and lower case with the letters that become several (Unicode's SpecialCasing without conditions), which .NET's mapping of single characters leaves alone.
/// Greek letters with an iota below, of which old texts alone make use, keep .NET's mapping.
/// </summary>
internal static class LetterCase
{
    private static readonly Dictionary<char, string> Uppers = new()
    {
        ['ß'] = "SS", ['ŉ'] = "ʼN", ['ǰ'] = "J\u030C", ['ΐ'] = "\u0399\u0308\u0301", ['ΰ'] = "\u03A5\u0308\u0301", ['և'] = "ԵՒ",
        ['\u1E96'] = "H\u0331", ['\u1E97'] = "T\u0308", ['\u1E98'] = "W\u030A", ['\u1E99'] = "Y\u030A", ['\u1E9A'] = "A\u02BE",
        ['\uFB00'] = "FF", ['\uFB01'] = "FI", ['\uFB02'] = "FL", ['\uFB03'] = "FFI", ['\uFB04'] = "FFL", ['\uFB05'] = "ST", ['\uFB06'] = "ST",
        ['\uFB13'] = "\u0544\u0546", ['\uFB14'] = "\u0544\u0535", ['\uFB15'] = "\u0544\u053B", ['\uFB16'] = "\u054E\u0546", ['\uFB17'] = "\u0544\u053D",
    };

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create([.. Uppers.Keys]);

    public static string Upper(string text)
    {
        if (!text.AsSpan().ContainsAny(Special)) { return text.ToUpperInvariant(); }
        var result = new StringBuilder(text.Length + 8);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Uppers.TryGetValue(text[i], out var several)) { continue; }
            result.Append(text[start..i].ToUpperInvariant()).Append(several);
            start = i + 1;
        }
        return result.Append(text[start..].ToUpperInvariant()).ToString();
    }

    // The dotted capital I is the one letter that becomes two.
    public static string Lower(string text) =>
        text.Contains('İ', StringComparison.Ordinal) ? string.Join("i\u0307", text.Split('İ').Select(p => p.ToLowerInvariant())) : text.ToLowerInvariant();
}
