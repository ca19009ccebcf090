using System.Globalization;

namespace Ontotwin.Rdf.Reading;

/// <summary>UCHAR: <c>u</c> and four hexadecimal digits, or <c>U</c> and eight.</summary>
internal static class UnicodeEscapes
{
    /// <summary>The character that an escape means, which begins behind its backslash; null: none.</summary>
    /// <param name="text">From <c>u</c> or <c>U</c> on.</param>
    /// <param name="length">Characters of the escape without its backslash.</param>
    public static string? Read(ReadOnlySpan<char> text, out int length)
    {
        length = text[0] == 'u' ? 5 : 9;
        if (text.Length < length || text[1..length].ContainsAnyExcept(Hex)) { return null; }
        var code = uint.Parse(text[1..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF ? null : char.ConvertFromUtf32((int)code);
    }

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
