using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Csv.Parsing;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Tree;

/// <summary>The UTF-8 text of a JSON or XML document, whatever it is written in.</summary>
internal static class DocumentText
{
    /// <summary>By the byte-order mark, or by the zero bytes of a first ASCII character in UTF-16 or UTF-32; null: it says nothing.</summary>
    public static Encoding? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, 0, 0, 0, not 0, ..] => Encoding.GetEncoding("utf-32BE"),
        [not 0, 0, 0, 0, not 0, 0, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>The encoding of that name, or null.</summary>
    public static Encoding? Named(string name)
    {
        if (CsvText.Named(name) is { } known) { return known; }
        try
        {
            // By any other name that IANA lists for it.
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The document's own bytes where they are UTF-8 or ASCII, else a UTF-8 copy that knows where each byte comes from.</summary>
    public static MappedText Of(SourceDocument document, Encoding encoding) =>
        encoding.CodePage == Encoding.UTF8.CodePage || (encoding.IsSingleByte && Ascii.IsValid(document.Bytes.Span))
            ? MappedText.Plain(document, Encoding.UTF8)
            : MappedText.Copy(document, encoding);

    /// <summary>Length of a byte-order mark in the text.</summary>
    public static int MarkLength(MappedText text) => text.Bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Whether every byte of it is part of a character.</summary>
    public static bool IsValid(MappedText text) => Utf8.IsValid(text.Bytes.Span);
}
