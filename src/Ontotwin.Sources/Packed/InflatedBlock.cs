namespace Ontotwin.Sources.Packed;

/// <summary>The block of deflated data at hand (RFC 1951, 3.2.3 to 3.2.7).</summary>
internal sealed class InflatedBlock
{
    private const int MaxLiterals = 288;
    private const int MaxDistances = 32;
    private static readonly byte[] FixedLengths =
    [
        .. Enumerable.Repeat((byte)8, 144), .. Enumerable.Repeat((byte)9, 112), .. Enumerable.Repeat((byte)7, 24), .. Enumerable.Repeat((byte)8, 8), .. Enumerable.Repeat((byte)5, MaxDistances),
    ];

    private static readonly byte[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly ushort[] LeastLengths = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly byte[] DistanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly ushort[] LeastDistances = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    // The order in which the lengths of the code of lengths come.
    private static readonly byte[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private readonly HuffmanCode ofLengths = new();

    public BlockKind Kind { get; private set; }

    /// <summary>Bytes left of a stored one.</summary>
    public int Left { get; private set; }

    /// <summary>Lengths of the codes of a coded one: 288 of literals and matches, then those of distances.</summary>
    public byte[] Lengths { get; private set; } = [];

    public HuffmanCode Literals { get; } = new();

    public HuffmanCode Distances { get; } = new();

    /// <summary>Bits behind the symbol of a match's length, and the least that it may be.</summary>
    public static (int Bits, int Least) LengthOf(int symbol)
    {
        var at = symbol - 257;
        return at < LengthBits.Length ? (LengthBits[at], LeastLengths[at]) : throw Damaged();
    }

    /// <summary>The same of a match's distance.</summary>
    public static (int Bits, int Least) DistanceOf(int symbol) => symbol < DistanceBits.Length ? (DistanceBits[symbol], LeastDistances[symbol]) : throw Damaged();

    /// <summary>Reads what a block begins with.</summary>
    public void Begin(BitSource source)
    {
        switch (source.Take(2))
        {
            case 0:
                source.Align();
                var length = source.Take(16);
                if (source.Take(16) != (length ^ 0xFFFF)) { throw Damaged(); }
                (Kind, Left) = (length == 0 ? BlockKind.None : BlockKind.Stored, (int)length);
                break;
            case 1: SetCodes(FixedLengths); break;
            case 2: SetCodes(ReadLengths(source)); break;
            default: throw Damaged();
        }
    }

    /// <summary>Takes the block up where it was left.</summary>
    public void GoOn(BlockState state)
    {
        (Kind, Left) = (state.Kind, state.Left);
        if (Kind == BlockKind.Coded) { SetCodes(state.Lengths); }
    }

    /// <summary>Says that bytes of a stored one were taken.</summary>
    public void Used(int bytes)
    {
        Left -= bytes;
        if (Left == 0) { End(); }
    }

    /// <summary>Says that it has ended.</summary>
    public void End() => Kind = BlockKind.None;

    private void SetCodes(byte[] lengths)
    {
        if (!Literals.TrySet(lengths.AsSpan(0, MaxLiterals)) || !Distances.TrySet(lengths.AsSpan(MaxLiterals))) { throw Damaged(); }
        (Kind, Lengths) = (BlockKind.Coded, lengths);
    }

    private byte[] ReadLengths(BitSource source)
    {
        var (literalCount, distanceCount, count) = ((int)source.Take(5) + 257, (int)source.Take(5) + 1, (int)source.Take(4) + 4);
        Span<byte> lengths = stackalloc byte[Order.Length];
        lengths.Clear();
        for (var i = 0; i < count; i++) { lengths[Order[i]] = (byte)source.Take(3); }
        if (!ofLengths.TrySet(lengths)) { throw Damaged(); }
        Span<byte> all = stackalloc byte[MaxLiterals + MaxDistances];
        for (var at = 0; at < literalCount + distanceCount;) { at += ReadRun(source, all[..(literalCount + distanceCount)], at); }
        var codes = new byte[MaxLiterals + MaxDistances];
        all[..literalCount].CopyTo(codes);
        all.Slice(literalCount, distanceCount).CopyTo(codes.AsSpan(MaxLiterals));
        return codes;
    }

    // One length, or several alike; returns how many.
    private int ReadRun(BitSource source, Span<byte> lengths, int at)
    {
        source.Fill();
        var entry = ofLengths[source.Bits];
        if (entry == 0) { throw Damaged(); }
        source.Skip(entry & 15);
        var symbol = entry >> 4;
        var (run, value) = symbol switch
        {
            16 when at > 0 => ((int)source.Take(2) + 3, lengths[at - 1]),
            17 => ((int)source.Take(3) + 3, (byte)0),
            18 => ((int)source.Take(7) + 11, (byte)0),
            < 16 => (1, (byte)symbol),
            _ => throw Damaged(),
        };
        if (run > lengths.Length - at) { throw Damaged(); }
        lengths.Slice(at, run).Fill(value);
        return run;
    }

    private static InvalidDataException Damaged() => new("the deflated data are damaged");
}
