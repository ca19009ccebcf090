using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>What the markers of a JPEG-LS stream say (ISO 14495-1, annex C).</summary>
internal sealed class LsHeader
{
    private readonly List<byte> components = [];
    private int rows;
    private int columns;

    public int Precision { get; private set; }

    /// <summary>MAXVAL, T1, T2, T3 and RESET as the stream presets them; 0 for a default.</summary>
    public (int Most, int T1, int T2, int T3, int Reset) Preset { get; private set; }

    public int Near { get; private set; }

    /// <summary>How components are interleaved: 0 not at all, 1 by line, 2 by sample.</summary>
    public int Interleave { get; private set; }

    /// <summary>Indexes of the components of the scan at hand.</summary>
    public int[] ScanComponents { get; private set; } = [];

    public bool ReadFrame(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5])) { return false; }
        (Precision, rows, columns) = (segment[0], BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        components.Clear();
        for (var i = 0; i < segment[5]; i++) { components.Add(segment[6 + (3 * i)]); }
        return Precision is >= 2 and <= 16;
    }

    public bool ReadParameters(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 11 || segment[0] != 1) { return false; }
        int At(ReadOnlySpan<byte> from, int index) => BinaryPrimitives.ReadUInt16BigEndian(from[(1 + (2 * index))..]);
        Preset = (At(segment, 0), At(segment, 1), At(segment, 2), At(segment, 3), At(segment, 4));
        return true;
    }

    public bool ReadScan(ReadOnlySpan<byte> segment)
    {
        var count = segment.Length > 0 ? segment[0] : 0;
        if (count == 0 || segment.Length < 4 + (2 * count)) { return false; }
        ScanComponents = new int[count];
        for (var i = 0; i < count; i++)
        {
            ScanComponents[i] = components.IndexOf(segment[1 + (2 * i)]);
            if (ScanComponents[i] < 0 || segment[2 + (2 * i)] != 0) { return false; }
        }
        (Near, Interleave) = (segment[1 + (2 * count)], segment[2 + (2 * count)]);
        return Interleave <= 2 && (count == 1 || Interleave > 0) && ScanComponents.Distinct().Count() == count;
    }

    public bool Fits(PixelForm form) => rows == form.Rows && columns == form.Columns && components.Count == form.Samples && Precision <= form.BitsAllocated;
}
