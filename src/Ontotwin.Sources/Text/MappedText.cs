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

    internal static MappedText Plain(SourceDocument document, Encoding encoding) => new(document.Bytes, encoding, encoding, null, document.Offset);

    /// <summary>The same bytes, read in another encoding that is safe for delimiters.</summary>
    internal MappedText In(Encoding encoding) => new(Bytes, encoding, encoding, origins, offset);

    /// <summary>A UTF-8 copy of a stretch of the document. Works byte by byte: it is slow, and rarely needed.</summary>
    /// <param name="document">The document.</param>
    /// <param name="start">First byte of the stretch.</param>
    /// <param name="end">After its last byte.</param>
    /// <param name="encoding">What it is written in.</param>
    /// <param name="replace">Maps characters to others before they are encoded: odd delimiters.</param>
    internal static MappedText Copy(SourceDocument document, int start, int end, Encoding encoding, Func<char, char>? replace = null)
    {
        var source = document.Bytes.Span;
        var bytes = new List<byte>(end - start);
        var origins = new List<int>(end - start + 1);
        var decoder = encoding.GetDecoder();
        // Arrays: given spans, the framework's decoders of East Asian encodings copy each byte into an array of its own.
        var (one, chars) = (new byte[1], new char[16]);
        Span<byte> utf8 = stackalloc byte[64];
        var from = start;
        for (var i = start; i < end; i++)
        {
            one[0] = source[i];
            var count = decoder.GetChars(one, 0, 1, chars, 0, flush: i + 1 == end);
            if (count == 0) { continue; }
            if (replace is not null) { Replace(chars.AsSpan(0, count), replace); }
            var length = Encoding.UTF8.GetBytes(chars.AsSpan(0, count), utf8);
            for (var k = 0; k < length; k++)
            {
                bytes.Add(utf8[k]);
                origins.Add(from);
            }
            from = i + 1;
        }
        origins.Add(end);
        return new(bytes.ToArray(), Encoding.UTF8, encoding, [.. origins], document.Offset);
    }

    /// <summary>Whether these bytes, decoded, are the same bytes of UTF-8.</summary>
    internal bool IsUtf8(ReadOnlySpan<byte> value) => (IsAsciiBelow128 && Ascii.IsValid(value)) || (Encoding.CodePage == Encoding.UTF8.CodePage && Utf8.IsValid(value));

    // UTF-8, ASCII, the Windows and the ISO 8859 pages.
    private bool IsAsciiBelow128 => Encoding.CodePage is 65001 or 20127 or (>= 1250 and <= 1258) or (>= 28591 and <= 28605);

    internal ByteRange RangeOf(int start, int end) => origins is null ? new(offset + start, offset + end) : new(offset + origins[start], offset + origins[end]);

    private static void Replace(Span<char> chars, Func<char, char> replace)
    {
        for (var i = 0; i < chars.Length; i++) { chars[i] = replace(chars[i]); }
    }
}
