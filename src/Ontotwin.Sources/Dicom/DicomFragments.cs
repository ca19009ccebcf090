using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom;

/// <summary>The fragments of encapsulated data (PS3.5 A.4): where they end, and on demand where each lies.</summary>
/// <param name="End">Offset after the last fragment, before the delimiter.</param>
/// <param name="Next">Offset after the delimiter.</param>
/// <param name="IsWhole">Whether every fragment and the delimiter are there.</param>
internal readonly record struct DicomFragments(int End, int Next, bool IsWhole)
{
    /// <summary>Walks items from <paramref name="start"/>; the first listed is the basic offset table.</summary>
    public static DicomFragments Walk(ReadOnlySpan<byte> bytes, int start, bool isBigEndian, List<(int Start, int Length)>? list = null)
    {
        var at = start;
        while (bytes.Length - at >= 8)
        {
            var group = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            var element = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
            var length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (group == 0xFFFE && element == 0xE0DD) { return new(at, at + 8, true); }
            if (group != 0xFFFE || element != 0xE000 || length > (uint)(bytes.Length - at - 8)) { return new(bytes.Length, bytes.Length, false); }
            list?.Add((at + 8, (int)length));
            at += 8 + (int)length;
        }
        return new(at, bytes.Length, false);
    }
}
