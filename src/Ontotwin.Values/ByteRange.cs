namespace Ontotwin.Values;

/// <summary>A half-open range of bytes in a document, counted from 0: <c>tail -c +(Start+1) FILE | head -c Length</c> prints it.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte.</param>
public readonly record struct ByteRange(long Start, long End)
{
    /// <summary>Number of bytes.</summary>
    public long Length => End - Start;

    /// <inheritdoc/>
    public override string ToString() => $"{Start}–{End}";
}
