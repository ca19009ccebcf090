using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The grid, its tiles and components (SIZ, ISO 15444-1 A.5.1).</summary>
internal sealed record ImageSize(Area Image, Area FirstTile, ImageComponent[] Components, bool IsHighThroughput)
{
    private const int FixedBytes = 36;

    public int TilesAcross => (int)((Image.X1 - (long)FirstTile.X0 + FirstTile.Width - 1) / FirstTile.Width);

    public int TilesDown => (int)((Image.Y1 - (long)FirstTile.Y0 + FirstTile.Height - 1) / FirstTile.Height);

    /// <summary>The part of the grid that a tile covers.</summary>
    public Area TileOf(int index)
    {
        var (across, down) = (index % TilesAcross, index / TilesAcross);
        var (x, y) = (FirstTile.X0 + ((long)across * FirstTile.Width), FirstTile.Y0 + ((long)down * FirstTile.Height));
        return new Area((int)x, (int)y, (int)Math.Min(int.MaxValue, x + FirstTile.Width), (int)Math.Min(int.MaxValue, y + FirstTile.Height)).Within(Image);
    }

    /// <summary>Null where the segment is cut or says what no image has.</summary>
    public static ImageSize? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < FixedBytes) { return null; }
        Span<uint> numbers = stackalloc uint[8];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32BigEndian(segment[(2 + (4 * i))..]);
            if (numbers[i] > int.MaxValue) { return null; }
        }
        var image = new Area((int)numbers[2], (int)numbers[3], (int)numbers[0], (int)numbers[1]);
        var (x, y) = ((int)numbers[6], (int)numbers[7]);
        var tile = new Area(x, y, (int)Math.Min(int.MaxValue, x + (long)numbers[4]), (int)Math.Min(int.MaxValue, y + (long)numbers[5]));
        var count = BinaryPrimitives.ReadUInt16BigEndian(segment[34..]);
        if (image.IsEmpty || tile.IsEmpty || x > image.X0 || y > image.Y0 || tile.X1 <= image.X0 || tile.Y1 <= image.Y0) { return null; }
        if (count == 0 || segment.Length < FixedBytes + (3 * count)) { return null; }
        var components = new ImageComponent[count];
        for (var i = 0; i < count; i++)
        {
            var (form, stepX, stepY) = (segment[FixedBytes + (3 * i)], segment[FixedBytes + (3 * i) + 1], segment[FixedBytes + (3 * i) + 2]);
            components[i] = new((form & 0x7F) + 1, (form & 0x80) != 0, stepX, stepY);
            if (stepX == 0 || stepY == 0 || components[i].Depth > 31) { return null; }
        }
        return new(image, tile, components, (segment[0] & 0x40) != 0);
    }
}
