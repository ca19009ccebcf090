using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Finds out how a delimited text is encoded and divided.</summary>
internal static class CsvText
{
    /// <summary>The encoding by name, or null when there is none of that name.</summary>
    internal static Encoding? Named(string name)
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding) { return encoding; }
        foreach (var info in Encoding.GetEncodings())
        {
            if (string.Equals(info.Name, name, StringComparison.OrdinalIgnoreCase)) { return info.GetEncoding(); }
        }
        return string.Equals(name, "utf8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null;
    }

    /// <summary>The encoding by the byte-order mark or by what the bytes allow.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="isWhole">Whether it ends here: a stretch may end within a character.</param>
    internal static Encoding Detect(ReadOnlySpan<byte> bytes, bool isWhole = true) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => IsUtf8(Whole(bytes, isWhole)) ? Encoding.UTF8 : Named("windows-1252")!,
    };

    /// <summary>The part of a stretch in which no character is cut.</summary>
    internal static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes, bool isWhole) => isWhole ? bytes : bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];

    // A text in UTF-8 that is damaged somewhere has more characters of several bytes than bytes that are none; in windows-1252 such sequences are rare.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) { return true; }
        var (characters, bad) = DamagedUtf8.Count(bytes);
        return characters > bad;
    }

    /// <summary>The text to split: the document's own bytes, or a UTF-8 copy where bytes that look like delimiters may not be any.</summary>
    internal static MappedText TextOf(SourceDocument document, Encoding encoding) =>
        IsDelimiterSafe(encoding) ? MappedText.Plain(document, encoding) : MappedText.Copy(document, encoding);

    /// <summary>Whether bytes that look like delimiters are any.</summary>
    internal static bool IsDelimiterSafe(Encoding encoding) => encoding.IsSingleByte || encoding.CodePage == Encoding.UTF8.CodePage;

    /// <summary>The commonest of the usual delimiters in a line, outside quotes; a comma when there is none.</summary>
    internal static char DelimiterOf(ReadOnlySpan<byte> text, int position, char quote)
    {
        Span<int> counts = stackalloc int[4];
        ReadOnlySpan<byte> candidates = ",;\t|"u8;
        var quoted = false;
        for (var i = position; i < text.Length && (quoted || text[i] is not ((byte)'\r' or (byte)'\n')); i++)
        {
            if (text[i] == (byte)quote) { quoted = !quoted; }
            if (!quoted && candidates.IndexOf(text[i]) is >= 0 and var which) { counts[which]++; }
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best]) { best = i; }
        }
        return (char)candidates[best];
    }
}
