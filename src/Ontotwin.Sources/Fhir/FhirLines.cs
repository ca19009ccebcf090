using System.Buffers;
using System.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>Where JSON values and lines begin and end in a document.</summary>
internal static class FhirLines
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    public static int BomLength(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? 3 : 0;

    public static int SkipBlank(ReadOnlySpan<byte> bytes, int start)
    {
        var step = bytes[start..].IndexOfAnyExcept(Blanks);
        return step < 0 ? bytes.Length : start + step;
    }

    public static int EndOfLine(ReadOnlySpan<byte> bytes, int start)
    {
        var step = bytes[start..].IndexOf((byte)'\n');
        return step < 0 ? bytes.Length : start + step;
    }

    /// <summary>
    /// Whether each line is a record: two of the first three lines that are not blank begin with a brace in column 1 and end with one. JSON that is laid out
    /// for people has a comma or an open bracket at the end of a line before such a beginning; one broken line does not hide the others. A line that the
    /// bytes do not end is taken to be whole.
    /// </summary>
    public static bool IsOnePerLine(ReadOnlySpan<byte> bytes)
    {
        int seen = 0, whole = 0;
        for (var start = SkipBlank(bytes, 0); start < bytes.Length && seen < 3; seen++)
        {
            var end = EndOfLine(bytes, start);
            var line = bytes[start..end].TrimEnd(" \t\r"u8);
            var isInColumnOne = start == 0 || bytes[start - 1] == '\n';
            if (isInColumnOne && line.Length > 1 && line[0] == '{' && (line[^1] == '}' || end == bytes.Length)) { whole++; }
            start = SkipBlank(bytes, end);
        }
        return whole >= 2;
    }

    public static int FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == OperationStatus.Done) { at += consumed; }
        return at;
    }
}
