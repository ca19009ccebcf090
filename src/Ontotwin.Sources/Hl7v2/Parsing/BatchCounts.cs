using System.Globalization;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Counts the messages of a batch and the batches of a file, and tells where BTS-1 or FTS-1 counts others. Messages outside of any BHS are a batch too.</summary>
internal sealed class BatchCounts(string document)
{
    private int messages;
    private int batches;
    private bool isInBatch;

    internal void AddMessage()
    {
        if (!isInBatch) { Open(); }
        messages++;
    }

    /// <summary>Takes a line that is FHS, BHS, BTS or FTS.</summary>
    /// <param name="text">The text it stands in.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="end">After its last byte.</param>
    /// <param name="remarks">Where a wrong count is told.</param>
    internal void AddLine(MappedText text, int start, int end, Remarks remarks)
    {
        var line = text.Bytes.Span[start..end];
        switch (SegmentNames.KeyOf(line))
        {
            case SegmentNames.Bhs: Open(); break;
            case SegmentNames.Bts:
                if (!isInBatch) { Open(); }
                if (Said(line, out var length) is { } said && said != messages) { Tell(remarks, $"BTS-1 counts {said} messages, the batch has {messages}", "BTS-1", text.RangeOf(start + 4, start + 4 + length)); }
                isInBatch = false;
                break;
            case SegmentNames.Fts:
                if (Said(line, out length) is { } counted && counted != batches) { Tell(remarks, $"FTS-1 counts {counted} batches, the file has {batches}", "FTS-1", text.RangeOf(start + 4, start + 4 + length)); }
                (batches, isInBatch) = (0, false);
                break;
            default: (batches, isInBatch) = (0, false); break;
        }
    }

    private void Open() => (batches, messages, isInBatch) = (batches + 1, 0, true);

    // Its first field, by its own separator.
    private static int? Said(ReadOnlySpan<byte> line, out int length)
    {
        var fields = line.Length > 4 ? line[4..] : default;
        length = line.Length > 4 ? fields.IndexOfAny(line[3], (byte)'\r', (byte)'\n') : 0;
        if (length < 0) { length = fields.Length; }
        return int.TryParse(fields[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : null;
    }

    private void Tell(Remarks remarks, string message, string path, ByteRange place) => remarks.Add("OT3109", Severity.Warning, message, new(document, path, place));
}
