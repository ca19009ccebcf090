using System.Buffers;
using System.Text;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Finds the messages of a document.</summary>
internal static class MessageScanner
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\u000b\u001c"u8);

    internal static bool LooksLike(ReadOnlySpan<byte> document)
    {
        if (WideOf(document) is { } wide) { return LooksLike8(Encoding.UTF8.GetBytes(wide.GetString(document[..Math.Min(64, document.Length & ~3)]))); }
        return LooksLike8(document);
    }

    /// <summary>The document's text: itself, or a UTF-8 copy of one in UTF-16 or UTF-32.</summary>
    internal static MappedText TextOf(SourceDocument document) => WideOf(document.Bytes.Span) is { } encoding
        ? MappedText.Copy(document, encoding)
        : MappedText.Plain(document, Encoding.UTF8);

    /// <summary>Start of the first line at or after <paramref name="from"/> that begins with MSH and a delimiter; -1 when there is none.</summary>
    internal static int NextMessage(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length && text[from..].IndexOf("MSH"u8) is >= 0 and var at)
        {
            var start = from + at;
            if (start + 3 < text.Length && IsDelimiter(text[start + 3]) && BeginsLine(text, start)) { return start; }
            from = start + 3;
        }
        return -1;
    }

    /// <summary>Whether a stretch holds batch lines and blanks only.</summary>
    internal static bool IsBatchOnly(ReadOnlySpan<byte> stretch)
    {
        stretch = WithoutMark(stretch);
        foreach (var range in stretch.SplitAny("\r\n\u000b\u001c"u8))
        {
            var line = stretch[range].Trim(" \t"u8);
            if (line.Length > 0 && (line.Length < 4 || !SegmentNames.IsBatch(SegmentNames.KeyOf(line)))) { return false; }
        }
        return true;
    }

    /// <summary>The reject for what lies before the first message, if anything does that belongs to none.</summary>
    internal static SourceItem? RejectBefore(SourceDocument document, MappedText text, int first)
    {
        var end = first < 0 ? text.Bytes.Length : first;
        var isBlank = WithoutMark(text.Bytes.Span[..end]).IndexOfAnyExcept(Blanks) < 0;
        if (first >= 0 && (isBlank || IsBatchOnly(text.Bytes.Span[..end]))) { return null; }
        var place = new SourcePlace(document.Name, "", text.RangeOf(0, end));
        var diagnostic = first < 0 && isBlank
            ? new Diagnostic("OT3102", Severity.Warning, "the document is empty") { Place = place }
            : new Diagnostic("OT3101", Severity.Error, first < 0 ? "no line begins with MSH, so there is no message"
                : "what lies before the first MSH belongs to no message")
            {
                Place = place,
                Hint = "a message begins with a line MSH|^~\\&|…",
            };
        return new(null, [diagnostic]);
    }

    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>Whether a document that begins so is UTF-16 or UTF-32, whose positions are not those of its text.</summary>
    internal static bool IsWide(ReadOnlySpan<byte> beginning) => WideOf(beginning) is not null;

    // UTF-16 and UTF-32 show by their mark, or by zero bytes beside the first letters.
    private static Encoding? WideOf(ReadOnlySpan<byte> bytes) => DocumentText.ByMark(bytes) is { } marked && marked.CodePage != Encoding.UTF8.CodePage ? marked : null;

    private static bool LooksLike8(ReadOnlySpan<byte> document)
    {
        var line = WithoutMark(document).TrimStart(" \t\r\n\u000b"u8);
        return line.Length > 3 && (SegmentNames.KeyOf(line) is SegmentNames.Msh or SegmentNames.Fhs or SegmentNames.Bhs) && IsDelimiter(line[3]);
    }

    private static bool IsDelimiter(byte c) => c > (byte)' ' && c < 0x7F && !char.IsAsciiLetterOrDigit((char)c);

    private static bool BeginsLine(ReadOnlySpan<byte> text, int start)
    {
        while (start > 0 && (text[start - 1] is (byte)' ' or (byte)'\t')) { start--; }
        return start == 0 || text[start - 1] is (byte)'\r' or (byte)'\n' or 0x0B or 0x1C
            || (start >= 3 && text[(start - 3)..start].SequenceEqual("\uFEFF"u8));
    }
}
