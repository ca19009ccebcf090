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
    /// The messages of a document in order. Each item's record covers its bytes up to the next message; batch lines lie in the message before them,
    /// or after them at the start of a document.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document)
    {
        var text = MessageScanner.TextOf(document);
        var first = MessageScanner.NextMessage(text.Bytes.Span, 0);
        if (MessageScanner.RejectBefore(document, text, first) is { } reject) { yield return reject; }
        if (first < 0) { yield break; }
        using var nodes = new NodeBuffer();
        var parsing = new MessageReading(document, text, nodes);
        var covered = MessageScanner.IsBatchOnly(text.Bytes.Span[..first]) ? 0 : first;
        for (var (start, number) = (first, 1); start >= 0; number++)
        {
            var next = MessageScanner.NextMessage(text.Bytes.Span, start + 3);
            yield return parsing.Read(covered, start, next < 0 ? text.Bytes.Length : next, number);
            (start, covered) = (next, next);
        }
    }
}
