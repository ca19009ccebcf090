namespace Ontotwin.Sources.Packed;

/// <summary>Data of a zip that are not packed.</summary>
internal sealed class StoredContent : UnpackedStream
{
    private const int PieceBytes = 1 << 16;
    private readonly StreamStretch stretch;
    private readonly bool isWhole;
    private readonly byte[] piece;

    /// <param name="container">The zip; stays open.</param>
    /// <param name="start">Where the data begin in it.</param>
    /// <param name="length">Their bytes.</param>
    /// <param name="isWhole">Whether they are all.</param>
    /// <param name="onFault">Told why they ended early.</param>
    public StoredContent(Stream container, long start, long length, bool isWhole, Action<UnpackEnd> onFault)
        : base(end => onFault(end with { PackedAt = start + length }))
    {
        stretch = new StreamStretch(container, start, length);
        (this.isWhole, PackedBytes, piece) = (isWhole, length, new byte[Math.Clamp(length, 1, PieceBytes)]);
    }

    protected override ReadOnlyMemory<byte> Next()
    {
        var read = stretch.Read(piece);
        return read == 0 && !isWhole ? throw new EndOfStreamException() : piece.AsMemory(0, read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) { stretch.Dispose(); }
        base.Dispose(disposing);
    }
}
