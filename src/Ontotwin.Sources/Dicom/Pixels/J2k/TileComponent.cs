namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A component of a tile, laid out: its resolutions, bands, precincts and code-blocks (annex B).</summary>
internal sealed class TileComponent
{
    private readonly int index;
    private readonly CodingStyle coding;
    private readonly ImageComponent component;
    private readonly Area tile;

    private TileComponent(int index, Area tile, ImageComponent component, CodingStyle coding, int shift)
    {
        (this.index, this.tile, this.component, this.coding, Shift) = (index, tile, component, coding, shift);
        Area = tile.By(component.StepX, component.StepY);
    }

    /// <summary>Where it lies, in its own samples.</summary>
    public Area Area { get; }

    public CodingStyle Coding => coding;

    public List<Band> Bands { get; } = [];

    public List<Precinct> Precincts { get; } = [];

    /// <summary>By how many bits the region of interest was raised.</summary>
    public int Shift { get; }

    /// <summary>The area of a resolution; the last is the whole component.</summary>
    public Area ResolutionOf(int resolution) => Area.Band(coding.Levels - resolution, false, false);

    /// <summary>Lays out a component; null where it would have more parts than <paramref name="room"/> is left for, or lacks steps.</summary>
    public static TileComponent? Of(int index, Area tile, ImageComponent component, TileParameters parameters, ref long room)
    {
        if (parameters.Coding[index] is not { } coding || parameters.Steps[index] is not { } steps) { return null; }
        var laid = new TileComponent(index, tile, component, coding, parameters.Shifts[index]);
        for (var resolution = 0; resolution <= coding.Levels; resolution++)
        {
            if (laid.BandsOf(resolution, steps) is not { } bands || !laid.AddPrecincts(resolution, bands, ref room)) { return null; }
            laid.Bands.AddRange(bands);
        }
        return laid;
    }

    private List<Band>? BandsOf(int resolution, Quantization steps)
    {
        var bands = new List<Band>();
        var lower = resolution == 0 ? default : ResolutionOf(resolution - 1);
        for (var orientation = resolution == 0 ? 0 : 1; orientation <= (resolution == 0 ? 0 : 3); orientation++)
        {
            if (steps.StepOf(resolution == 0 ? 0 : (3 * (resolution - 1)) + orientation) is not var (exponent, mantissa)) { return null; }
            var (isHighAcross, isHighDown) = ((orientation & 1) != 0, (orientation & 2) != 0);
            // Each high half doubles the range of its coefficients (table E.1).
            var range = component.Depth + (isHighAcross ? 1 : 0) + (isHighDown ? 1 : 0);
            var step = coding.IsReversible ? 1 : (float)((1 + (mantissa / 2048.0)) * Math.Pow(2, range - exponent));
            bands.Add(new(Area.Band(coding.Levels + (resolution == 0 ? 0 : 1 - resolution), isHighAcross, isHighDown), orientation, isHighAcross ? lower.Width : 0, isHighDown ? lower.Height : 0,
                steps.GuardBits + exponent - 1, step));
        }
        return bands;
    }

    private bool AddPrecincts(int resolution, List<Band> bands, ref long room)
    {
        var area = ResolutionOf(resolution);
        if (area.IsEmpty) { return true; }
        var (width, height, half) = (coding.PrecinctWidth(resolution), coding.PrecinctHeight(resolution), resolution == 0 ? 0 : 1);
        var (first, top) = (area.X0 >> width, area.Y0 >> height);
        var (across, down) = (((area.X1 - 1) >> width) + 1L - first, ((area.Y1 - 1) >> height) + 1L - top);
        room -= across * down;
        if (room < 0) { return false; }
        var (blockWidth, blockHeight) = (Math.Min(coding.BlockWidth, width - half), Math.Min(coding.BlockHeight, height - half));
        var levels = coding.Levels - resolution;
        for (var number = 0; number < across * down; number++)
        {
            var (column, row) = (first + (number % (int)across), top + (number / (int)across));
            var precinct = new Precinct(index, resolution, number, Corner(column, width + levels, component.StepX, tile.X0), Corner(row, height + levels, component.StepY, tile.Y0));
            foreach (var band in bands)
            {
                var part = new Area(Scaled(column, width - half), Scaled(row, height - half), Scaled(column + 1, width - half), Scaled(row + 1, height - half)).Within(band.Area);
                if (part.IsEmpty) { continue; }
                room -= PrecinctBand.Count(part, blockWidth, blockHeight);
                if (room < 0) { return false; }
                precinct.Bands.Add(new PrecinctBand(part, coding, blockWidth, blockHeight));
                band.Blocks.AddRange(precinct.Bands[^1].Blocks);
            }
            Precincts.Add(precinct);
        }
        return true;
    }

    private static int Scaled(int number, int bits) => (int)Math.Min(int.MaxValue, (long)number << bits);

    // The first precinct begins where its tile does.
    private static int Corner(int number, int bits, int step, int least) => (int)Int128.Clamp(((Int128)number << bits) * step, least, int.MaxValue);
}
