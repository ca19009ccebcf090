using System.Buffers;
using System.Text;

namespace Ontotwin.Rdf.Reading;

/// <summary>Which characters names are made of (RDF 1.1 Turtle, section 6.5).</summary>
internal static class NameChars
{
    private static readonly bool[] InName = [.. Enumerable.Range(0, 128).Select(c => c is '_' or '-' || char.IsAsciiLetterOrDigit((char)c))];

    /// <summary>PN_CHARS_U.</summary>
    public static bool IsStart(Rune c) => c.Value switch
    {
        < 0x80 => c.Value == '_' || char.IsAsciiLetter((char)c.Value),
        (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF) or 0x200C or 0x200D => true,
        (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) => true,
        _ => c.Value is >= 0x10000 and <= 0xEFFFF,
    };

    /// <summary>Bytes of the character of PN_CHARS that stands <paramref name="ahead"/>; none: 0.</summary>
    public static int Length(TextWindow window, int ahead)
    {
        var first = window.Peek(ahead);
        if (first < 0x80) { return InName[first] ? 1 : 0; }
        var rune = At(window, ahead, out var bytes);
        return IsStart(rune) || rune.Value is 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040 ? bytes : 0;
    }

    /// <summary>The character <paramref name="ahead"/>.</summary>
    /// <exception cref="RdfSyntaxException">The bytes are no UTF-8.</exception>
    public static Rune At(TextWindow window, int ahead, out int bytes)
    {
        window.Peek(ahead + 3);
        return Rune.DecodeFromUtf8(window.Rest[ahead..], out var rune, out bytes) == OperationStatus.Done ? rune : throw window.Error("bytes that are not UTF-8", ahead);
    }

    /// <summary>Bytes of a name that begins <paramref name="ahead"/>: characters of PN_CHARS, and dots between them.</summary>
    public static int Run(TextWindow window, int ahead)
    {
        var (length, dots) = (0, 0);
        while (true)
        {
            if (Length(window, ahead + length + dots) is > 0 and var bytes) { (length, dots) = (length + dots + bytes, 0); }
            else if (window.Peek(ahead + length + dots) == '.' && length > 0) { dots++; }
            else { return length; }
        }
    }
}
