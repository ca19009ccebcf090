using System.Text.Unicode;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>Finds the entries of a bundle in XML, stretch after stretch. One use.</summary>
internal sealed class XmlOutliner
{
    private const int EntryDepth = 2;
    private readonly LargeDocument document;
    private readonly DocumentWindows windows;
    private readonly BundleOutline outline;
    private readonly XmlTokenizer tokens;
    private readonly bool isUtf8;
    private EntryFrame? frame;
    private byte[] root = [];
    private bool isBehind;
    private bool isInEntry;
    private int kept;
    private int entryStart;
    private int partStart;
    private int partEnd;

    public XmlOutliner(LargeDocument document, DocumentWindows windows, BundleOutline outline)
    {
        (this.document, this.windows, this.outline) = (document, windows, outline);
        isUtf8 = FhirXmlText.Declared(windows.Current.Bytes.Span) is null;
        tokens = new(windows.Current.Bytes, FhirLines.BomLength(windows.Current.Bytes.Span), windows.IsLast);
    }

    private ReadOnlySpan<byte> Bytes => windows.Current.Bytes.Span;

    /// <summary>Whether the document is one element with entries that stand together; else it is to be read whole, or says what is at fault.</summary>
    public bool TryRead()
    {
        while (true)
        {
            switch (tokens.Next())
            {
                case XmlToken.End: return TryEnd();
                case XmlToken.More when !TryGoOn(): return false;
                case XmlToken.Start when tokens.Depth == 1:
                    root = tokens.Span(tokens.NameStart, tokens.NameLength).ToArray();
                    if (!LocalName(root).SequenceEqual("Bundle"u8)) { return false; }
                    break;
                case XmlToken.Start when tokens.Depth == EntryDepth && !TryEnter(): return false;
                case XmlToken.Close when isInEntry && tokens.Depth < EntryDepth:
                    (isInEntry, partEnd, kept) = (false, tokens.End, tokens.End);
                    if (partEnd - partStart >= FhirLimits.PartBytes && (!IsText(partEnd) || !ClosePart())) { return false; }
                    break;
                case XmlToken.Close when frame is not null && !isBehind && tokens.Depth == 0:
                    (isBehind, kept) = (true, tokens.Start);
                    break;
            }
        }
    }

    private bool TryEnter()
    {
        if (!LocalName(tokens.Span(tokens.NameStart, tokens.NameLength)).SequenceEqual("entry"u8))
        {
            if (frame is not null && !isBehind) { (isBehind, kept) = (true, tokens.Start); }
            return true;
        }
        if (isBehind) { return false; }
        if (frame is null)
        {
            if (!Keep(tokens.Start)) { return false; }
            frame = new(document, outline.Around.Head.ToArray(), (byte[])[.. "</"u8, .. root, .. ">"u8], 0);
        }
        if (partEnd == 0) { partStart = tokens.Start; }
        (isInEntry, entryStart) = (true, tokens.Start);
        return true;
    }

    private static ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    private bool TryEnd()
    {
        if (tokens.Fault is { } fault) { return outline.Refuse(windows.Current, "OT3401", fault.Message, fault.At); }
        return IsText(Bytes.Length) && ClosePart() && frame is not null && Keep(Bytes.Length);
    }

    private bool TryGoOn()
    {
        // An entry that the stretch cuts is read from its beginning again.
        var at = isInEntry ? entryStart : tokens.Start;
        if (!IsText(at) || !ClosePart() || (!isInEntry && !Keep(at))) { return false; }
        if (!outline.TryAdvance(windows, at)) { return false; }
        if (isInEntry) { tokens.Return(0, EntryDepth - 1); }
        (isInEntry, kept) = (false, 0);
        tokens.Continue(windows.Current.Bytes, windows.IsLast);
        return true;
    }

    private bool ClosePart()
    {
        if (partEnd == 0) { return true; }
        var isTaken = outline.AddPart(windows.Current, partStart, partEnd, frame!);
        (partStart, partEnd) = (0, 0);
        return isTaken;
    }

    // Takes what stands before or behind the entries, up to a place.
    private bool Keep(int end)
    {
        var bytes = Bytes[kept..end];
        var isTaken = isBehind ? outline.AddTail(windows.Current, windows.Current.Offset + kept, bytes) : frame is not null || outline.AddHead(windows.Current, bytes);
        kept = end;
        return isTaken;
    }

    // One that declares another encoding is read whole.
    private bool IsText(int length) =>
        Utf8.IsValid(Bytes[..length]) || (isUtf8 && outline.Refuse(windows.Current, "OT3406", "the bytes are no UTF-8, and the XML declaration names no other encoding that is known", FhirLines.FirstInvalidUtf8(Bytes)));
}
