namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>The field separators of the file and the batch that a message lies in, 0 without any: each message may have others, and the trailers are not its own.</summary>
internal readonly record struct BatchFields(byte File, byte Batch)
{
    /// <summary>Whether a line is one of FHS, BHS, BTS and FTS, though its separator is not the message's.</summary>
    internal bool Has(ReadOnlySpan<byte> line) => line.Length > 3 && SegmentNames.KeyOf(line) switch
    {
        SegmentNames.Bts => line[3] == Batch,
        SegmentNames.Fts => line[3] == File,
        SegmentNames.Fhs or SegmentNames.Bhs => IsHeader(line),
        _ => false,
    };

    /// <summary>The separators after a line.</summary>
    internal BatchFields After(ReadOnlySpan<byte> line) => line.Length < 4 ? this : SegmentNames.KeyOf(line) switch
    {
        SegmentNames.Fhs => this with { File = line[3] },
        SegmentNames.Bhs => this with { Batch = line[3] },
        _ => this,
    };

    // A text may begin with these letters: a header goes on with the other delimiters, and the separator again or nothing.
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        var next = line[4..].IndexOf(line[3]);
        var end = next < 0 ? line.Length - 4 : next;
        if (end is < 3 or > 5 || char.IsAsciiLetterOrDigit((char)line[3]) || line[3] <= ' ') { return false; }
        foreach (var each in line.Slice(4, end))
        {
            if (each is <= (byte)' ' or >= 0x7F || char.IsAsciiLetterOrDigit((char)each)) { return false; }
        }
        return true;
    }
}
