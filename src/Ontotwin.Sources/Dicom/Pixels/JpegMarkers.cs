using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Walks the marker segments of a JPEG or JPEG-LS stream (ISO 10918-1, annex B).</summary>
internal static class JpegMarkers
{
    /// <summary>Where the first segment is: behind the start of the image.</summary>
    public const int First = 2;

    private const byte EndOfImage = 0xD9;

    /// <summary>Reads a segment and passes it; false at the end of the image, and where none stands.</summary>
    /// <param name="coded">The stream.</param>
    /// <param name="at">Where the segment is looked for; what a scan codes behind its segment is for its decoder to pass.</param>
    /// <param name="marker">The second byte of its marker.</param>
    /// <param name="segment">Its content, without marker and length.</param>
    public static bool Next(ReadOnlySpan<byte> coded, ref int at, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = [];
        // A marker may have fill bytes before it.
        while (at + 4 <= coded.Length && coded[at] == 0xFF && coded[at + 1] == 0xFF) { at++; }
        if (at + 4 > coded.Length || coded[at] != 0xFF || coded[at + 1] == EndOfImage) { return false; }
        var length = BinaryPrimitives.ReadUInt16BigEndian(coded[(at + 2)..]);
        if (length < 2 || length > coded.Length - at - 2) { return false; }
        marker = coded[at + 1];
        segment = coded.Slice(at + 4, length - 2);
        at += 2 + length;
        return true;
    }
}
