namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Contexts by what is known of a coefficient's neighbours (annex D.3).</summary>
internal static class ContextTables
{
    /// <summary>Flags of a coefficient: which neighbours are significant, which of those beside it negative; itself significant, refined before, visited in this plane.</summary>
    public const int NorthEast = 1, SouthEast = 2, SouthWest = 4, NorthWest = 8, North = 16, East = 32, South = 64, West = 128, Neighbours = 255,
        NegativeNorth = 256, NegativeEast = 512, NegativeSouth = 1024, NegativeWest = 2048, Significant = 4096, Refined = 8192, Visited = 16384;

    private const int FirstSign = 9;

    private static readonly byte[][] Zero = [.. Enumerable.Range(0, 4).Select(o => Enumerable.Range(0, 256).Select(f => ZeroOf(f, o)).ToArray())];

    /// <summary>The context of a sign, by the flags from <see cref="North"/> on; the lowest bit says whether the sign is turned (tables D.2 and D.3).</summary>
    public static byte[] Signs { get; } = [.. Enumerable.Range(0, 256).Select(f => SignOf(f << 4))];

    /// <summary>Contexts of zero coding in a band, by the eight neighbours (table D.1).</summary>
    public static byte[] ZeroOf(int orientation) => Zero[orientation];

    private static byte ZeroOf(int flags, int orientation)
    {
        var (across, down) = (Count(flags, East) + Count(flags, West), Count(flags, North) + Count(flags, South));
        var diagonal = Count(flags, NorthEast) + Count(flags, SouthEast) + Count(flags, SouthWest) + Count(flags, NorthWest);
        if (orientation == 3) { return Diagonal(diagonal, across + down); }
        if (orientation == 1) { (across, down) = (down, across); }
        return (byte)((across, down, diagonal) switch
        {
            (2, _, _) => 8,
            (1, > 0, _) => 7,
            (1, 0, > 0) => 6,
            (1, _, _) => 5,
            (_, 2, _) => 4,
            (_, 1, _) => 3,
            _ => Math.Min(2, diagonal),
        });
    }

    private static byte Diagonal(int diagonal, int straight) => (byte)(diagonal switch
    {
        0 => Math.Min(2, straight),
        1 => 3 + Math.Min(2, straight),
        2 => 6 + Math.Min(1, straight),
        _ => 8,
    });

    private static byte SignOf(int flags)
    {
        var (across, down) = (Sum(flags, East, NegativeEast, West, NegativeWest), Sum(flags, North, NegativeNorth, South, NegativeSouth));
        var isTurned = across < 0 || (across == 0 && down < 0);
        if (isTurned) { (across, down) = (-across, -down); }
        var context = FirstSign + (across == 0 ? down : 3 + down);
        return (byte)((context << 1) | (isTurned ? 1 : 0));
    }

    private static int Sum(int flags, int one, int isOneNegative, int other, int isOtherNegative) =>
        Math.Clamp(Signed(flags, one, isOneNegative) + Signed(flags, other, isOtherNegative), -1, 1);

    private static int Signed(int flags, int neighbour, int isNegative) => (flags & neighbour) == 0 ? 0 : (flags & isNegative) == 0 ? 1 : -1;

    private static int Count(int flags, int neighbour) => (flags & neighbour) == 0 ? 0 : 1;
}
