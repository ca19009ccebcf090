namespace Ontotwin.Sources.Packed;

/// <summary>Deflated data without a container (RFC 1951). The framework's reader ends at a cut as if all were there.</summary>
internal sealed class DeflatedContent : UnpackedStream
{
    private readonly BitSource source;
    private readonly Inflater inflater;

    /// <param name="packed">The data.</param>
    /// <param name="onFault">Told why it ended early.</param>
    public DeflatedContent(Stream packed, Action<UnpackEnd> onFault)
        : base(onFault)
    {
        (source, PackedBytes) = (new BitSource(packed), packed.Length);
        inflater = new(source);
        inflater.Begin();
    }

    protected override long? PackedAt => source.UsedBytes;

    protected override ReadOnlyMemory<byte> Next() => inflater.Next();
}
