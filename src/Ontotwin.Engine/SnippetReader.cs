using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph;

namespace Ontotwin.Engine;

/// <summary>
/// Reads the bytes that a fact came from. A document is shown only when it is the very one: its SHA-256 must equal the origin's. Keeps the documents of
/// one page.
/// </summary>
public sealed class SnippetReader
{
    private const int HexRowBytes = 16;
    private static readonly UTF8Encoding Strict = new(false, true);
    private readonly Dictionary<(string, string), byte[]?> documents = [];

    /// <summary>The bytes around a field; null when the document is not at hand, or is another one now.</summary>
    public Snippet? Read(Origin origin)
    {
        if (Document(origin) is not { } bytes || origin.Bytes.Start < 0 || origin.Bytes.End > bytes.Length || origin.Bytes.Length < 0) { return null; }
        var (start, end) = ((int)origin.Bytes.Start, (int)origin.Bytes.End);
        var shownEnd = Math.Min(end, start + Limits.MaxHighlightBytes);
        var from = Math.Max(0, start - Limits.SnippetMarginBytes);
        var to = Math.Min(bytes.Length, shownEnd + Limits.SnippetMarginBytes);
        var isHex = IsDicom(bytes);
        var lines = isHex ? HexRows(bytes, from, to, start, shownEnd) : TextLines(bytes, from, to, start, shownEnd);
        return new(lines, isHex, end - shownEnd);
    }

    private byte[]? Document(Origin origin)
    {
        var key = (origin.Document, origin.DocumentHash);
        if (!documents.TryGetValue(key, out var bytes)) { documents[key] = bytes = Load(origin); }
        return bytes;
    }

    private static byte[]? Load(Origin origin)
    {
        try
        {
            var file = new FileInfo(origin.Document);
            if (file.Exists && file.Length > Limits.MaxSourceBytes) { return null; }
            // A document that is no file may lie in a container.
            var bytes = file.Exists ? File.ReadAllBytes(file.FullName) : InputFiles.Open(origin.Document, out _)?.Bytes.ToArray();
            if (bytes is null) { return null; }
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == origin.DocumentHash ? bytes : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsDicom(byte[] bytes) => bytes.Length > 132 && bytes.AsSpan(128, 4).SequenceEqual("DICM"u8);

    // Lines end at CR, LF or CRLF: segments of HL7 v2 end in CR.
    private static List<SnippetLine> TextLines(byte[] bytes, int from, int to, int start, int end)
    {
        while (from > 0 && from < start && (bytes[from] & 0xC0) == 0x80) { from++; }
        var lines = new List<SnippetLine>();
        var lineStart = from;
        for (var i = from; i <= to; i++)
        {
            var isEnd = i == to;
            if (!isEnd && bytes[i] is not ((byte)'\r' or (byte)'\n')) { continue; }
            lines.Add(Line(bytes, lineStart, i, start, end, isCutLeft: lineStart == from && from > 0 && !IsLineEnd(bytes[from - 1]), isCutRight: isEnd && to < bytes.Length));
            if (isEnd) { break; }
            if (bytes[i] == '\r' && i + 1 < to && bytes[i + 1] == '\n') { i++; }
            lineStart = i + 1;
        }
        return [.. lines.Where(l => (l.Before + l.Marked + l.After).Length > 0)];
    }

    private static bool IsLineEnd(byte value) => value is (byte)'\r' or (byte)'\n';

    private static SnippetLine Line(byte[] bytes, int lineStart, int lineEnd, int start, int end, bool isCutLeft, bool isCutRight)
    {
        var markStart = Math.Clamp(start, lineStart, lineEnd);
        var markEnd = Math.Clamp(end, markStart, lineEnd);
        return new(
            "", (isCutLeft ? "…" : "") + Decode(bytes, lineStart, markStart), Decode(bytes, markStart, markEnd), Decode(bytes, markEnd, lineEnd) + (isCutRight ? "…" : ""), "");
    }

    private static string Decode(byte[] bytes, int from, int to)
    {
        var slice = bytes.AsSpan(from, to - from);
        try { return Strict.GetString(slice); }
        catch (DecoderFallbackException) { return Encoding.Latin1.GetString(slice); }
    }

    private static List<SnippetLine> HexRows(byte[] bytes, int from, int to, int start, int end)
    {
        var rows = new List<SnippetLine>();
        var first = Math.Max(from, start - (4 * HexRowBytes)) / HexRowBytes * HexRowBytes;
        var last = Math.Min(to, end + (4 * HexRowBytes));
        for (var row = first; row < last; row += HexRowBytes)
        {
            var rowEnd = Math.Min(row + HexRowBytes, bytes.Length);
            var (markStart, markEnd) = (Math.Clamp(start, row, rowEnd), Math.Clamp(end, row, rowEnd));
            rows.Add(new(row.ToString("x8", CultureInfo.InvariantCulture), Hex(bytes, row, markStart), Hex(bytes, markStart, markEnd), Hex(bytes, markEnd, rowEnd), Characters(bytes, row, rowEnd)));
        }
        return rows;
    }

    private static string Hex(byte[] bytes, int from, int to) => string.Concat(bytes[from..to].Select(b => b.ToString("x2", CultureInfo.InvariantCulture) + " "));

    private static string Characters(byte[] bytes, int from, int to) => string.Concat(bytes[from..to].Select(b => b is >= 0x20 and < 0x7f ? (char)b : '·'));
}
