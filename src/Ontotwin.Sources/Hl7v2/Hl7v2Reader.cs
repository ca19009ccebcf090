using Ontotwin.Sources.Hl7v2.Parsing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// Reads HL7 v2 in its pipe-and-hat encoding (ER7), alone, in a row, in batches (FHS, BHS, BTS, FTS) or in MLLP frames. Nothing stops it: what is
/// wrong is said beside the message, what is no message becomes a reject. Messages are read one after another as they are asked for; O(length).
/// </summary>
public static class Hl7v2Reader
{
    /// <summary>Whether a document begins like HL7 v2: MSH, FHS or BHS and a delimiter, after a byte-order mark, blanks or an MLLP start byte.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> document) => MessageScanner.LooksLike(document);

    /// <summary>
    /// The messages of a document in order. Each item's record covers its bytes up to the next message or batch line. Batch lines (FHS, BHS, BTS, FTS) are in no
    /// record: of them the delimiters and the counts of BTS-1 and FTS-1 are read, no other field.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document)
    {
        using var nodes = new NodeBuffer();
        foreach (var item in InStretch(document, new MessageReading(document, nodes), isLast: true, 1)) { yield return item; }
    }

    /// <summary>Whether a document that begins so can be read in stretches: it is not UTF-16 or UTF-32.</summary>
    public static bool ReadsInStretches(ReadOnlySpan<byte> beginning) => !MessageScanner.IsWide(beginning);

    /// <summary>The same of a large document, in stretches: a message is good until the second one after it is asked for.</summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document)
    {
        using var windows = new DocumentWindows(document);
        using var nodes = new NodeBuffer();
        var parsing = new MessageReading(windows.Current, nodes);
        for (var number = 1; ; parsing.Continue(windows.Current))
        {
            var isLast = windows.IsLast || windows.IsCut;
            var used = 0;
            foreach (var item in InStretch(windows.Current, parsing, isLast, number))
            {
                used = (int)((item.Record is null ? item.Diagnostics[0].Place!.Value.Bytes.End : parsing.Next) - windows.Current.Offset);
                if (item.Record is not null) { number++; }
                yield return item;
            }
            if (windows.IsLast) { yield break; }
            if (isLast) { used = windows.Current.Bytes.Length; }
            windows.Advance(used);
            if (windows.IsCut) { yield return WindowDiagnostics.Cut(windows.Current); }
        }
    }

    // The messages that end in a stretch: all but its last one, unless it is the last stretch, as a whole document is.
    private static IEnumerable<SourceItem> InStretch(SourceDocument stretch, MessageReading parsing, bool isLast, int number)
    {
        var text = parsing.Text.Bytes;
        var first = MessageScanner.NextMessage(text.Span, 0);
        if (first < 0 && !isLast) { yield break; }
        // What comes before the first message of a later stretch was covered by the message before it, unless that was cut.
        if ((stretch.Offset == 0 || first != 0) && MessageScanner.RejectBefore(stretch, parsing.Text, first) is { } reject) { yield return reject; }
        var before = first > 0 && MessageScanner.IsBatchOnly(text.Span[..first]) ? 0 : first;
        for (var start = first; start >= 0; number++)
        {
            var next = MessageScanner.NextMessage(text.Span, start + 3);
            if (next < 0 && !isLast) { yield break; }
            yield return parsing.Read(before, start, next < 0 ? text.Length : next, number);
            (start, before) = (next, next);
        }
    }
}
