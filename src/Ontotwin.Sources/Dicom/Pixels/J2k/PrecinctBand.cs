namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>The code-blocks of a precinct in one band, row by row.</summary>
internal sealed class PrecinctBand
{
    public PrecinctBand(Area area, CodingStyle coding, int width, int height)
    {
        var (first, top) = (area.X0 >> width, area.Y0 >> height);
        var (across, down) = (((area.X1 - 1) >> width) + 1 - first, ((area.Y1 - 1) >> height) + 1 - top);
        Coding = coding;
        Blocks = new CodeBlock[across * down];
        for (var i = 0; i < Blocks.Length; i++)
        {
            var (x, y) = ((first + (i % across)) << width, (top + (i / across)) << height);
            Blocks[i] = new CodeBlock(new Area(x, y, x + (1 << width), y + (1 << height)).Within(area));
        }
        (Inclusion, ZeroPlanes) = (new TagTree(across, down), new TagTree(across, down));
    }

    public CodingStyle Coding { get; }

    public CodeBlock[] Blocks { get; }

    /// <summary>The first layer of each block.</summary>
    public TagTree Inclusion { get; }

    /// <summary>The bit planes of each block that are all zero.</summary>
    public TagTree ZeroPlanes { get; }

    /// <summary>How many blocks a precinct of this area has; no memory is set aside.</summary>
    public static long Count(Area area, int width, int height) =>
        area.IsEmpty ? 0 : (((area.X1 - 1) >> width) + 1L - (area.X0 >> width)) * (((area.Y1 - 1) >> height) + 1L - (area.Y0 >> height));
}
