namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>The colours of an image whose samples are places in tables (PALETTE COLOR; PS3.3 C.7.9).</summary>
internal sealed class Palette
{
    private static readonly string[] Colour = ["Red", "Green", "Blue"];
    private readonly byte[][] tables = new byte[3][];
    private int first;

    /// <summary>The palette of an image; null where it has none, or one whose tables are not all there.</summary>
    public static Palette? Of(DicomImage image)
    {
        if (image.Photometric != "PALETTE COLOR") { return null; }
        var palette = new Palette();
        for (var i = 0; i < Colour.Length; i++)
        {
            var root = image.Record.Root;
            if (DicomFields.Numbers(root, Colour[i] + "PaletteColorLookupTableDescriptor") is not { Count: 3 } descriptor) { return null; }
            // No entries stand for 65536, a number that sixteen bits do not hold.
            var entries = descriptor[0] == 0 ? 65536 : (int)descriptor[0];
            palette.first = (int)descriptor[1];
            var data = DicomFields.BytesOf(root, Colour[i] + "PaletteColorLookupTableData", out var isBigEndian);
            if (TableOf(data, entries, isBigEndian) is not { } table) { return null; }
            palette.tables[i] = table;
        }
        return palette;
    }

    public byte[] Colours(DicomImage image, byte[] frame)
    {
        var colours = new byte[image.Rows * image.Columns * 3];
        for (var pixel = 0; pixel < image.Rows * image.Columns; pixel++)
        {
            var place = (int)Sample.Read(frame, pixel * image.SampleBytes, image.Form) - first;
            for (var i = 0; i < 3; i++) { colours[(pixel * 3) + i] = tables[i][Math.Clamp(place, 0, tables[i].Length - 1)]; }
        }
        return colours;
    }

    // Entries of sixteen bits, of which the upper eight are shown; or of eight.
    private static byte[]? TableOf(ReadOnlySpan<byte> data, int entries, bool isBigEndian)
    {
        if (entries < 1 || data.Length < entries) { return null; }
        if (data.Length < 2 * entries) { return data[..entries].ToArray(); }
        var table = new byte[entries];
        for (var i = 0; i < entries; i++) { table[i] = data[(2 * i) + (isBigEndian ? 0 : 1)]; }
        return table;
    }
}
