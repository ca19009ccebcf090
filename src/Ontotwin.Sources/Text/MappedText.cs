using System.Text;
using System.Text.Unicode;
using Ontotwin.Values;

namespace Ontotwin.Sources.Text;

/// <summary>
/// The bytes that are parsed and where each lies in the document. Usually they are the document's own. In an encoding whose characters may hold
/// the bytes of delimiters (UTF-16, ISO-2022-JP, GB18030 …) they are a UTF-8 copy, with the origin of each byte.
/// </summary>
internal sealed class MappedText
{
    private const int MostUnitChars = 16, MostBadStretches = 1_000;

    private readonly int[]? origins;
    private readonly long offset;

    private MappedText(ReadOnlyMemory<byte> bytes, Encoding encoding, Encoding declaredBytes, int[]? origins, long offset)
    {
        this.offset = offset;
        Bytes = bytes;
        Encoding = encoding;
        EscapedBytes = declaredBytes;
        this.origins = origins;
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How <see cref="Bytes"/> are to be read.</summary>
    internal Encoding Encoding { get; }

    /// <summary>How bytes given by hexadecimal escapes are to be read (HL7 v2): in the encoding the message was written in.</summary>
    internal Encoding EscapedBytes { get; }

    /// <summary>Stretches of a copy whose bytes in the document stand for no character; a thousand at most.</summary>
    internal IReadOnlyList<(int Start, int End)> BadStretches { get; private init; } = [];

    internal static MappedText Plain(SourceDocument document, Encoding encoding) => new(document.Bytes, encoding, encoding, null, document.Offset);

    /// <summary>The same bytes, read in another encoding that is safe for delimiters.</summary>
    internal MappedText In(Encoding encoding, Encoding escapedBytes) => new(Bytes, encoding, escapedBytes, origins, offset);

    /// <summary>A UTF-8 copy of a whole document.</summary>
    internal static MappedText Copy(SourceDocument document, Encoding encoding) =>
        Plain(document, encoding).Copy(0, document.Bytes.Length, new EncodedUnits(encoding), encoding);

    /// <summary>A UTF-8 copy of a stretch of the text.</summary>
    /// <param name="start">First byte of the stretch.</param>
    /// <param name="end">After its last byte.</param>
    /// <param name="units">How its bytes are read.</param>
    /// <param name="escapedBytes">How bytes given by hexadecimal escapes are to be read.</param>
    /// <param name="replace">Maps characters to others before they are encoded: odd delimiters.</param>
    internal MappedText Copy(int start, int end, TextUnits units, Encoding escapedBytes, Func<char, char>? replace = null)
    {
        var source = Bytes.Span[..end];
        var (bytes, places, bad) = (new List<byte>(end - start), new List<int>(end - start + 1), new List<(int, int)>());
        var chars = new StringBuilder();
        Span<char> unit = stackalloc char[MostUnitChars];
        Span<byte> utf8 = stackalloc byte[MostUnitChars * 3];
        var from = start;
        for (var at = start; at < end;)
        {
            at += units.Next(source[at..], chars.Clear());
            if (chars.Length == 0) { continue; }
            var count = Math.Min(chars.Length, MostUnitChars);
            chars.CopyTo(0, unit, count);
            if (replace is not null) { Replace(unit[..count], replace); }
            var length = Encoding.UTF8.GetBytes(unit[..count], utf8);
            if (units.IsBad && bad.Count < MostBadStretches) { bad.Add((bytes.Count, bytes.Count + length)); }
            for (var k = 0; k < length; k++)
            {
                bytes.Add(utf8[k]);
                places.Add(OriginOf(from));
            }
            from = at;
        }
        places.Add(OriginOf(end));
        return new(bytes.ToArray(), Encoding.UTF8, escapedBytes, [.. places], offset) { BadStretches = bad };
    }

    /// <summary>Whether these bytes, decoded, are the same bytes of UTF-8.</summary>
    internal bool IsUtf8(ReadOnlySpan<byte> value) => (IsAsciiBelow128 && Ascii.IsValid(value)) || (Encoding.CodePage == Encoding.UTF8.CodePage && Utf8.IsValid(value));

    // UTF-8, ASCII, the Windows and the ISO 8859 pages.
    private bool IsAsciiBelow128 => Encoding.CodePage is 65001 or 20127 or (>= 1250 and <= 1258) or (>= 28591 and <= 28605);

    internal ByteRange RangeOf(int start, int end) => new(offset + OriginOf(start), offset + OriginOf(end));

    private int OriginOf(int place) => origins is null ? place : origins[place];

    private static void Replace(Span<char> chars, Func<char, char> replace)
    {
        for (var i = 0; i < chars.Length; i++) { chars[i] = replace(chars[i]); }
    }
}
