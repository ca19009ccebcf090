using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The markers of a codestream (annex A): its main header, and where the parts of each tile lie.</summary>
internal sealed class Codestream
{
    private const byte StartOfTilePart = 0x90, StartOfData = 0x93, EndOfCodestream = 0xD9, Size = 0x51;
    private const int TilePartBytes = 12;
    private readonly SortedDictionary<int, (TileParameters Parameters, List<(int Start, int Length)> Parts)> tiles = [];
    private TileParameters? main;

    private Codestream(ImageSize size) => this.ImageSize = size;

    public ImageSize ImageSize { get; }

    /// <summary>Whether a part of a tile is longer than what is left.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether a form is used that is not decoded here.</summary>
    public bool HasPackedHeaders => main!.HasPackedHeaders || tiles.Values.Any(t => t.Parameters.HasPackedHeaders);

    /// <summary>Tiles by number, each with what its parts hold.</summary>
    public IEnumerable<(int Number, TileParameters Parameters, List<(int Start, int Length)> Parts)> Tiles => tiles.Select(t => (t.Key, t.Value.Parameters, t.Value.Parts));

    /// <summary>Reads the markers; null where the main header is damaged or a tile's is.</summary>
    /// <param name="coded">The codestream from its first marker on.</param>
    public static Codestream? Read(ReadOnlySpan<byte> coded)
    {
        var at = 2;
        if (!Segment(coded, ref at, out var marker, out var segment) || marker != Size || ImageSize.Read(segment) is not { } size) { return null; }
        var stream = new Codestream(size) { main = new TileParameters(Math.Min(size.Components.Length, 4)) };
        while (at + 2 <= coded.Length && coded[at + 1] != StartOfTilePart)
        {
            if (!Segment(coded, ref at, out marker, out segment) || !stream.main.Read(marker, segment)) { return null; }
        }
        while (at + 2 <= coded.Length && coded[at] == 0xFF && coded[at + 1] == StartOfTilePart)
        {
            if (!stream.ReadTilePart(coded, ref at)) { return null; }
        }
        stream.IsCut |= coded[Math.Min(at, coded.Length)..] is not [0xFF, EndOfCodestream, ..];
        return stream;
    }

    private bool ReadTilePart(ReadOnlySpan<byte> coded, ref int at)
    {
        if (at + TilePartBytes > coded.Length) { IsCut = true; at = coded.Length; return true; }
        var number = BinaryPrimitives.ReadUInt16BigEndian(coded[(at + 4)..]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(coded[(at + 6)..]);
        if (number >= (long)ImageSize.TilesAcross * ImageSize.TilesDown || length is > 0 and < TilePartBytes + 2) { return false; }
        // A part that does not say its length is the last.
        var end = length == 0 ? EndOf(coded) : (int)Math.Min(coded.Length, at + (long)length);
        IsCut |= length > 0 && at + (long)length > coded.Length;
        if (!tiles.TryGetValue(number, out var tile)) { tiles[number] = tile = (main!.ForTile(), []); }
        for (at += TilePartBytes; at + 2 <= end && coded[at + 1] != StartOfData;)
        {
            if (!Segment(coded[..end], ref at, out var marker, out var segment) || !tile.Parameters.Read(marker, segment)) { return false; }
        }
        tile.Parts.Add((Math.Min(at + 2, end), end - Math.Min(at + 2, end)));
        at = end;
        return true;
    }

    private static int EndOf(ReadOnlySpan<byte> coded)
    {
        var end = coded.LastIndexOf([(byte)0xFF, EndOfCodestream]);
        return end < 0 ? coded.Length : end;
    }

    private static bool Segment(ReadOnlySpan<byte> coded, ref int at, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = [];
        if (at + 4 > coded.Length || coded[at] != 0xFF) { return false; }
        var length = BinaryPrimitives.ReadUInt16BigEndian(coded[(at + 2)..]);
        if (length < 2 || length > coded.Length - at - 2) { return false; }
        marker = coded[at + 1];
        segment = coded.Slice(at + 4, length - 2);
        at += 2 + length;
        return true;
    }
}
