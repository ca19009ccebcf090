namespace Ontotwin.Sources.Packed;

/// <summary>Deflated data without a container (RFC 1951). The framework's reader ends at a cut as if all were there.</summary>
internal sealed class DeflatedContent : UnpackedStream
{
    private readonly BitSource source;
    private readonly Inflater inflater;
    private readonly StreamStretch? stretch;
    private readonly bool isChecked = true;

    /// <param name="packed">The data.</param>
    /// <param name="onFault">Told why it ended early.</param>
    public DeflatedContent(Stream packed, Action<UnpackEnd> onFault)
        : base(onFault)
    {
        (source, PackedBytes) = (new BitSource(packed), packed.Length);
        inflater = new(source);
        inflater.Begin();
    }

    /// <param name="container">A zip; stays open.</param>
    /// <param name="start">Where the data begin in it.</param>
    /// <param name="length">Their bytes.</param>
    /// <param name="isWhole">Whether they are all, with the checksum behind them.</param>
    /// <param name="onFault">Told why they ended early.</param>
    public DeflatedContent(Stream container, long start, long length, bool isWhole, Action<UnpackEnd> onFault)
        : base(end => onFault(end with { PackedAt = start + end.PackedAt }))
    {
        stretch = new StreamStretch(container, start, length);
        (source, PackedBytes, isChecked) = (new BitSource(stretch), length, isWhole);
        inflater = new(source);
        inflater.Begin();
    }

    protected override long? PackedAt => source.UsedBytes;

    protected override ReadOnlyMemory<byte> Next()
    {
        var piece = inflater.Next();
        if (piece.IsEmpty && !isChecked) { Tell(UnpackFault.Unchecked); }
        return piece;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) { stretch?.Dispose(); }
        base.Dispose(disposing);
    }
}
