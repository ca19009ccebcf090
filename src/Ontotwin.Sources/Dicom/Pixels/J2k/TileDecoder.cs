namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Decodes tiles: packets, blocks, wavelet, and the mixing of the first three components (annexes B to G).</summary>
internal sealed class TileDecoder(ImageSize size, long parts, long visits)
{
    private readonly BlockDecoder blocks = new();
    private long room = visits, places = parts;

    /// <summary>Whether a tile ended before its last packet.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The samples of each component of a tile, row by row, before they are shifted to be positive; null where it is damaged or has more parts than its bytes can tell of.</summary>
    public (TileComponent Component, int[] Samples)[]? Decode(Area tile, TileParameters parameters, byte[] data)
    {
        var components = new TileComponent[size.Components.Length];
        for (var i = 0; i < components.Length; i++)
        {
            if (TileComponent.Of(i, tile, size.Components[i], parameters, ref places) is not { } laid) { return null; }
            components[i] = laid;
        }
        var packets = new PacketReader(data, parameters, [.. components.SelectMany(c => c.Precincts)]);
        if (!packets.Read()) { return null; }
        IsCut |= packets.IsCut;
        var isMixed = parameters.IsTransformed && components.Length >= 3;
        if (isMixed && (components[1].Area != components[0].Area || components[2].Area != components[0].Area || components.Take(3).DistinctBy(c => c.Coding.IsReversible).Count() > 1)) { return null; }
        return isMixed && !components[0].Coding.IsReversible ? Mixed(components, data) : Apart(components, data, isMixed);
    }

    private (TileComponent, int[])[]? Apart(TileComponent[] components, byte[] data, bool isMixed)
    {
        var decoded = new (TileComponent, int[])[components.Length];
        for (var i = 0; i < components.Length; i++)
        {
            if ((components[i].Coding.IsReversible ? Integers(components[i], data) : Rounded(Floats(components[i], data))) is not { } samples) { return null; }
            decoded[i] = (components[i], samples);
        }
        if (isMixed) { Unmix(decoded[0].Item2, decoded[1].Item2, decoded[2].Item2); }
        return decoded;
    }

    private (TileComponent, int[])[]? Mixed(TileComponent[] components, byte[] data)
    {
        var planes = new float[components.Length][];
        for (var i = 0; i < components.Length; i++)
        {
            // Beside the three there may be one more, of either wavelet.
            var plane = components[i].Coding.IsReversible ? Integers(components[i], data) is { } whole ? Array.ConvertAll(whole, w => (float)w) : null : Floats(components[i], data);
            if (plane is null) { return null; }
            planes[i] = plane;
        }
        Unmix(planes[0], planes[1], planes[2]);
        return [.. components.Select((c, i) => (c, Rounded(planes[i])!))];
    }

    private int[]? Integers(TileComponent component, byte[] data)
    {
        var coefficients = new int[component.Area.Width * component.Area.Height];
        var isWhole = EachBlock(component, data, (band, block, values) =>
        {
            for (var row = 0; row < block.Height; row++)
            {
                var to = coefficients.AsSpan(PlaceOf(component, band, block, row), block.Width);
                var from = values.Slice(row * block.Width, block.Width);
                for (var i = 0; i < to.Length; i++) { to[i] = Lowered(from[i], component.Shift) / 2; }
            }
        });
        if (!isWhole) { return null; }
        Wavelet<int, Reversible>.Undo(coefficients, component);
        return coefficients;
    }

    private float[]? Floats(TileComponent component, byte[] data)
    {
        var coefficients = new float[component.Area.Width * component.Area.Height];
        var isWhole = EachBlock(component, data, (band, block, values) =>
        {
            for (var row = 0; row < block.Height; row++)
            {
                var to = coefficients.AsSpan(PlaceOf(component, band, block, row), block.Width);
                var from = values.Slice(row * block.Width, block.Width);
                for (var i = 0; i < to.Length; i++) { to[i] = Lowered(from[i], component.Shift) * 0.5f * band.Step; }
            }
        });
        if (!isWhole) { return null; }
        Wavelet<float, Irreversible>.Undo(coefficients, component);
        return coefficients;
    }

    private delegate void Placing(Band band, Area block, ReadOnlySpan<int> values);

    private bool EachBlock(TileComponent component, byte[] data, Placing place)
    {
        foreach (var band in component.Bands)
        {
            foreach (var block in band.Blocks)
            {
                if (block.Segments.Count == 0) { continue; }
                if (!blocks.Decode(block, data, band.Orientation, band.Planes + component.Shift, component.Coding.Styles, ref room)) { return false; }
                place(band, block.Area, blocks.Values);
            }
        }
        return true;
    }

    private static int PlaceOf(TileComponent component, Band band, Area block, int row) =>
        ((band.Y + block.Y0 - band.Area.Y0 + row) * component.Area.Width) + band.X + block.X0 - band.Area.X0;

    // Coefficients of the region of interest lie above all others (H.1); values are in half units.
    private static int Lowered(int value, int shift)
    {
        if (shift == 0) { return value; }
        var size = Math.Abs(value);
        if (shift < 30 && size >= 2 << shift) { size >>= shift; }
        return value < 0 ? -size : size;
    }

    private static int[]? Rounded(float[]? values) => values is null ? null : Array.ConvertAll(values, v => (int)MathF.Round(Math.Clamp(v, -2e9f, 2e9f)));

    // RCT (G.2.2).
    private static void Unmix(Span<int> y, Span<int> u, Span<int> v)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var green = y[i] - ((u[i] + v[i]) >> 2);
            (y[i], u[i], v[i]) = (v[i] + green, green, u[i] + green);
        }
    }

    // ICT (G.3.2).
    private static void Unmix(Span<float> y, Span<float> u, Span<float> v)
    {
        for (var i = 0; i < y.Length; i++)
        {
            (y[i], u[i], v[i]) = (y[i] + (1.402f * v[i]), y[i] - (0.344136f * u[i]) - (0.714136f * v[i]), y[i] + (1.772f * u[i]));
        }
    }
}
