using System.Text;

namespace Ontotwin.Sources.Text;

/// <summary>The runtime's encodings beyond Unicode and Latin-1.</summary>
internal static class CodePages
{
    public static readonly Encoding Gb18030 = Of(54936);

    public static Encoding Of(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

    /// <summary>
    /// Whether a text is what the bytes say and nothing else. The runtime's encodings put question marks, middle dots and characters of the private use
    /// area for bytes that they do not have, and tell nobody: only writing the text again shows it.
    /// </summary>
    public static bool IsExact(Encoding encoding, string text, ReadOnlySpan<byte> bytes)
    {
        if (encoding.GetByteCount(text) != bytes.Length) { return false; }
        var again = new byte[bytes.Length];
        encoding.GetBytes(text, again);
        return bytes.SequenceEqual(again);
    }
}
