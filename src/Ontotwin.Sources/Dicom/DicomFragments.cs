using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom;

/// <summary>The fragments of encapsulated data (PS3.5 A.4): where they end, and on demand where each lies.</summary>
/// <param name="End">Offset after the last fragment, before the delimiter.</param>
/// <param name="Next">Offset after the delimiter.</param>
/// <param name="IsWhole">Whether every fragment and the delimiter are there.</param>
internal readonly record struct DicomFragments(int End, int Next, bool IsWhole)
{
    /// <summary>Bytes before a fragment: its tag and length.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Walks items from <paramref name="start"/>; the first listed is the basic offset table.</summary>
    public static DicomFragments Walk(ReadOnlySpan<byte> bytes, int start, bool isBigEndian, List<(int Start, int Length)>? list = null)
    {
        var at = start;
        while (bytes.Length - at >= HeaderBytes)
        {
            var (kind, length) = ReadHeader(bytes[at..], isBigEndian);
            if (kind == FragmentKind.Delimiter) { return new(at, at + HeaderBytes, true); }
            if (kind == FragmentKind.None || length > (uint)(bytes.Length - at - HeaderBytes)) { return new(bytes.Length, bytes.Length, false); }
            list?.Add((at + HeaderBytes, (int)length));
            at += HeaderBytes + (int)length;
        }
        return new(at, bytes.Length, false);
    }

    /// <summary>What begins with these bytes, and how many follow.</summary>
    public static (FragmentKind Kind, uint Length) ReadHeader(ReadOnlySpan<byte> header, bool isBigEndian)
    {
        var group = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(header) : BinaryPrimitives.ReadUInt16LittleEndian(header);
        var element = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(header[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(header[2..]);
        var length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(header[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return (group != 0xFFFE ? FragmentKind.None : element == 0xE0DD ? FragmentKind.Delimiter : element == 0xE000 ? FragmentKind.Fragment : FragmentKind.None, length);
    }
}

/// <summary>What stands among the fragments of encapsulated data.</summary>
internal enum FragmentKind
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>A fragment.</summary>
    Fragment,

    /// <summary>The end of them all.</summary>
    Delimiter,
}
