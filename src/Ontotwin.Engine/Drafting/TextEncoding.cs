using System.Text;
using System.Text.Unicode;

namespace Ontotwin.Engine.Drafting;

/// <summary>The encoding that a draft declares.</summary>
internal static class TextEncoding
{
    /// <summary>Null for UTF-8 and for what a byte-order mark tells; else GB 18030 where the bytes are a text of it, else windows-1252.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, ..] or [0, not 0, ..] || Utf8.IsValid(bytes)) { return null; }
        return IsChinese(bytes) ? "gb18030" : "windows-1252";
    }

    /// <summary>Whether the bytes are no text at all: a spreadsheet, an archive, a picture.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..]) && bytes[..Math.Min(bytes.Length, Limits.BytesForBinary)].Contains((byte)0);

    // In European texts bytes above 127 stand alone, or two inside a word (Größe); in GB 2312 they come in pairs, both from 0xA1 on, and one sign inside a word of Latin letters is none.
    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) { continue; }
            var start = i;
            while (i < bytes.Length && bytes[i] >= 0xA1) { i++; }
            if (i == start || (i - start) % 2 != 0 || (i < bytes.Length && bytes[i] >= 0x80)) { return false; }
            if (i - start == 2 && start > 0 && char.IsAsciiLetter((char)bytes[start - 1]) && i < bytes.Length && char.IsAsciiLetter((char)bytes[i])) { return false; }
        }
        return true;
    }
}
