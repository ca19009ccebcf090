using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>Where bytes lie in a document that were put together of its beginning, a part of its middle and its end.</summary>
/// <param name="HeadLength">Bytes of the beginning, from byte 0 on.</param>
/// <param name="PartAt">First byte of the part.</param>
/// <param name="PartLength">Bytes of the part.</param>
/// <param name="TailAt">First byte of the end.</param>
internal sealed record DocumentPieces(int HeadLength, long PartAt, int PartLength, long TailAt)
{
    public ByteRange RangeOf(int start, int end)
    {
        var first = PlaceOf(start);
        return new(first, end > start ? PlaceOf(end - 1) + 1 : first);
    }

    private long PlaceOf(int position) =>
        position < HeadLength ? position
        : position < HeadLength + PartLength ? PartAt + position - HeadLength
        : TailAt + position - HeadLength - PartLength;
}
