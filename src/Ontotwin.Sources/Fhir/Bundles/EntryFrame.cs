namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>What stands before and behind some entries of a bundle, so that they are a bundle of their own.</summary>
/// <param name="Document">The document that the entries lie in.</param>
/// <param name="Head">What stands before them.</param>
/// <param name="Tail">What stands behind them.</param>
/// <param name="TailAt">Where the document has the tail.</param>
internal sealed record EntryFrame(LargeDocument Document, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail, long TailAt)
{
    /// <summary>Bytes that a bundle of so many bytes of entries needs.</summary>
    public int LengthWith(int entries) => Head.Length + entries + Tail.Length;

    /// <summary>Reads a bundle of entries that stand in a stretch.</summary>
    public SourceItem Read(SourceDocument stretch, int start, int end)
    {
        var bytes = new byte[LengthWith(end - start)];
        stretch.Bytes.Span[start..end].CopyTo(bytes.AsSpan(Head.Length));
        return Read(bytes, stretch.Offset + start, end - start, 1);
    }

    /// <summary>Reads a bundle of entries.</summary>
    /// <param name="bytes">Takes what stands around them; they stand in it where the head ends.</param>
    /// <param name="at">The entries' first byte in the document.</param>
    /// <param name="length">Their bytes.</param>
    /// <param name="number">The record's number.</param>
    public SourceItem Read(byte[] bytes, long at, int length, int number)
    {
        Head.Span.CopyTo(bytes);
        Tail.Span.CopyTo(bytes.AsSpan(Head.Length + length));
        var document = new SourceDocument(Document, bytes.AsMemory(0, LengthWith(length)), new DocumentPieces(Head.Length, at, length, TailAt));
        if (FhirXmlParser.LooksLike(document.Bytes.Span)) { return new FhirXmlParser(document, number).Parse(); }
        return new FhirReading(number).Read(document, document.Bytes.Length).First();
    }
}
