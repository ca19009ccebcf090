namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A rectangle of samples: what <see cref="X1"/> and <see cref="Y1"/> name lies outside.</summary>
internal readonly record struct Area(int X0, int Y0, int X1, int Y1)
{
    public int Width => Math.Max(0, X1 - X0);

    public int Height => Math.Max(0, Y1 - Y0);

    public bool IsEmpty => Width == 0 || Height == 0;

    public Area Within(Area other) => new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1));

    /// <summary>The area after taking each so many samples.</summary>
    public Area By(int stepX, int stepY) => new(Ceiling(X0, stepX), Ceiling(Y0, stepY), Ceiling(X1, stepX), Ceiling(Y1, stepY));

    /// <summary>The area of a band: <paramref name="levels"/> halvings, the last of which kept the high half across or down (B-15).</summary>
    public Area Band(int levels, bool isHighAcross, bool isHighDown)
    {
        var half = levels == 0 ? 0 : 1L << (levels - 1);
        var (x, y) = (isHighAcross ? half : 0, isHighDown ? half : 0);
        return new(Shifted(X0 - x, levels), Shifted(Y0 - y, levels), Shifted(X1 - x, levels), Shifted(Y1 - y, levels));
    }

    private static int Ceiling(int value, int step) => (int)((value + (long)step - 1) / step);

    private static int Shifted(long value, int bits) => (int)((value + (1L << bits) - 1) >> bits);
}
