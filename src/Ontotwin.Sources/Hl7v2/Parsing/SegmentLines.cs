using Ontotwin.Sources.Hl7v2.Schema;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// Walks the segments of a message: lines ended by CR, LF, both, or MLLP's frame bytes, blank ones left out. A line that does not begin with a
/// segment's name continues the segment before it (base64 that was wrapped, text with a raw line break); of a line that is three letters and no more (NEG, POS)
/// that is a name of the standard or of a Z segment, for a segment without fields says nothing and a result does.
/// </summary>
internal ref struct SegmentLines
{
    private readonly ReadOnlySpan<byte> text;
    private readonly byte field;
    private int position;

    // The line after the segment, which is looked at to see whether it continues it.
    private int nextStart;
    private int nextEnd;
    private bool hasNext;

    internal SegmentLines(ReadOnlySpan<byte> text, int start, byte field, BatchFields batch)
    {
        this.text = text;
        this.field = field;
        Batch = batch;
        position = start;
        (Start, End, Continuations) = (start, start, 0);
        (nextStart, nextEnd, hasNext) = (start, start, false);
    }

    /// <summary>First byte of the segment's name.</summary>
    internal int Start { get; private set; }

    /// <summary>After the segment's last byte.</summary>
    internal int End { get; private set; }

    /// <summary>The segment's name as a number.</summary>
    internal readonly int Key => SegmentNames.KeyOf(text.Slice(Start, 3));

    /// <summary>The separators of the file and the batch after the lines so far.</summary>
    internal BatchFields Batch { get; private set; }

    /// <summary>Lines so far that continued another.</summary>
    internal int Continuations { get; private set; }

    internal bool MoveNext()
    {
        if (!hasNext && !NextLine(ref position, out nextStart, out nextEnd)) { return false; }
        (Start, End, hasNext) = (nextStart, nextEnd, false);
        Batch = Batch.After(text[Start..End]);
        while (NextLine(ref position, out nextStart, out nextEnd))
        {
            if (IsSegment(text[nextStart..nextEnd], field) || Batch.Has(text[nextStart..nextEnd])) { hasNext = true; break; }
            End = nextEnd;
            Continuations++;
        }
        return true;
    }

    /// <summary>The segment's first field as it is written; empty where it has none.</summary>
    internal readonly ReadOnlySpan<byte> FirstField()
    {
        var fields = text[Math.Min(Start + 4, End)..End];
        var length = fields.IndexOf(field);
        return length < 0 ? fields : fields[..length];
    }

    private static bool IsSegment(ReadOnlySpan<byte> line, byte field) =>
        line.Length >= 3 && char.IsAsciiLetter((char)line[0]) && char.IsAsciiLetterOrDigit((char)line[1]) && char.IsAsciiLetterOrDigit((char)line[2])
        && (line.Length == 3 ? IsName(line) : line[3] == field);

    private static bool IsName(ReadOnlySpan<byte> line) => SegmentNames.KeyOf(line) is var key
        && (SchemaFile.SegmentKeys.Contains(key) || SegmentNames.IsBatch(key) || (line[0] == 'Z' && line.IndexOfAnyInRange((byte)'a', (byte)'z') < 0));

    // The next line that is not blank, without the blanks before it.
    private readonly bool NextLine(ref int from, out int start, out int end)
    {
        while (from < text.Length)
        {
            start = from;
            var length = text[from..].IndexOfAny("\r\n\u000b\u001c"u8);
            end = length < 0 ? text.Length : from + length;
            from = Math.Min(end + 1, text.Length);
            while (start < end && (text[start] is (byte)' ' or (byte)'\t')) { start++; }
            if (start < end) { return true; }
        }
        (start, end) = (text.Length, text.Length);
        return false;
    }
}
