namespace Ontotwin.Mapping.Rml.Files;

/// <summary>The probabilities, last distances and state of an LZMA decoder. Names are those of the LZMA specification.</summary>
internal sealed class LzmaState
{
    private const ushort Half = 1 << 10;
    private readonly ushort[] isMatch = new ushort[12 << 4];
    private readonly ushort[] isRep = new ushort[12];
    private readonly ushort[] isRepG0 = new ushort[12];
    private readonly ushort[] isRepG1 = new ushort[12];
    private readonly ushort[] isRepG2 = new ushort[12];
    private readonly ushort[] isRep0Long = new ushort[12 << 4];
    private readonly ushort[] posSlot = new ushort[4 << 6];
    private readonly ushort[] posSpecial = new ushort[1 + 128 - 14];
    private readonly ushort[] align = new ushort[1 << 4];
    private readonly ushort[] lengths = new ushort[LengthProbs];
    private readonly ushort[] repLengths = new ushort[LengthProbs];
    private const int LengthProbs = 2 + (16 << 3) + (16 << 3) + (1 << 8);
    private ushort[] literals = [];
    private int lc;
    private int lp;
    private int pb;
    private int state;
    private uint rep0;
    private uint rep1;
    private uint rep2;
    private uint rep3;

    /// <summary>Takes lc, lp and pb from their byte and starts anew; false when they are out of range.</summary>
    public bool SetProperties(byte properties)
    {
        if (properties >= 9 * 5 * 5) { return false; }
        (lc, lp, pb) = (properties % 9, properties / 9 % 5, properties / 45);
        if (lc + lp > 4) { return false; }
        literals = new ushort[0x300 << (lc + lp)];
        Reset();
        return true;
    }

    public void Reset()
    {
        foreach (var probs in (ushort[][])[isMatch, isRep, isRepG0, isRepG1, isRepG2, isRep0Long, posSlot, posSpecial, align, lengths, repLengths, literals]) { Array.Fill(probs, Half); }
        (state, rep0, rep1, rep2, rep3) = (0, 0, 0, 0, 0);
    }

    /// <summary>Decodes one chunk into <paramref name="output"/> from <paramref name="at"/> up to <paramref name="end"/>; returns the new place.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public int Decode(ReadOnlySpan<byte> packed, byte[] output, int at, int end)
    {
        XzReader.Require(literals.Length > 0);
        var range = new RangeDecoder(packed);
        while (at < end)
        {
            var posState = at & ((1 << pb) - 1);
            if (range.Bit(ref isMatch[(state << 4) + posState]) == 0)
            {
                at = Literal(ref range, output, at);
                continue;
            }
            var length = Match(ref range, posState, output, ref at);
            if (length == 0) { continue; }
            XzReader.Require(rep0 < at && length <= end - at);
            for (var i = 0; i < length; i++, at++) { output[at] = output[at - (int)rep0 - 1]; }
        }
        XzReader.Require(!range.IsShort);
        return at;
    }

    /// <summary>The length of a match; 0 when a single byte was repeated.</summary>
    private int Match(ref RangeDecoder range, int posState, byte[] output, ref int at)
    {
        if (range.Bit(ref isRep[state]) == 0)
        {
            (rep3, rep2, rep1) = (rep2, rep1, rep0);
            var fresh = Length(ref range, lengths, posState);
            state = state < 7 ? 7 : 10;
            rep0 = Distance(ref range, fresh);
            return fresh + 2;
        }
        XzReader.Require(at > 0);
        if (range.Bit(ref isRepG0[state]) == 0)
        {
            if (range.Bit(ref isRep0Long[(state << 4) + posState]) == 0)
            {
                state = state < 7 ? 9 : 11;
                XzReader.Require(rep0 < at);
                output[at] = output[at - (int)rep0 - 1];
                at++;
                return 0;
            }
        }
        else { Rotate(ref range); }
        var repeated = Length(ref range, repLengths, posState);
        state = state < 7 ? 8 : 11;
        return repeated + 2;
    }

    private void Rotate(ref RangeDecoder range)
    {
        uint distance;
        if (range.Bit(ref isRepG1[state]) == 0) { distance = rep1; }
        else
        {
            if (range.Bit(ref isRepG2[state]) == 0) { distance = rep2; }
            else { (distance, rep3) = (rep3, rep2); }
            rep2 = rep1;
        }
        (rep1, rep0) = (rep0, distance);
    }

    private int Literal(ref RangeDecoder range, byte[] output, int at)
    {
        var previous = at > 0 ? output[at - 1] : 0;
        var probs = literals.AsSpan(0x300 * (((at & ((1 << lp) - 1)) << lc) + (previous >> (8 - lc))), 0x300);
        var symbol = 1;
        if (state >= 7)
        {
            XzReader.Require(rep0 < at);
            int matched = output[at - (int)rep0 - 1];
            do
            {
                var matchBit = (matched >> 7) & 1;
                matched <<= 1;
                var bit = range.Bit(ref probs[((1 + matchBit) << 8) + symbol]);
                symbol = (symbol << 1) | bit;
                if (matchBit != bit) { break; }
            }
            while (symbol < 0x100);
        }
        while (symbol < 0x100) { symbol = (symbol << 1) | range.Bit(ref probs[symbol]); }
        output[at] = (byte)symbol;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        return at + 1;
    }

    private static int Length(ref RangeDecoder range, ushort[] probs, int posState)
    {
        if (range.Bit(ref probs[0]) == 0) { return range.Tree(probs.AsSpan(2 + (posState << 3)), 3); }
        if (range.Bit(ref probs[1]) == 0) { return 8 + range.Tree(probs.AsSpan(2 + (16 << 3) + (posState << 3)), 3); }
        return 16 + range.Tree(probs.AsSpan(2 + (16 << 3) + (16 << 3)), 8);
    }

    private uint Distance(ref RangeDecoder range, int length)
    {
        var slot = range.Tree(posSlot.AsSpan(Math.Min(length, 3) << 6), 6);
        if (slot < 4) { return (uint)slot; }
        var bits = (slot >> 1) - 1;
        var distance = (uint)(2 | (slot & 1)) << bits;
        if (slot < 14) { return distance + range.ReverseTree(posSpecial.AsSpan((int)distance - slot), bits); }
        distance += range.Direct(bits - 4) << 4;
        return distance + range.ReverseTree(align, 4);
    }
}

/// <summary>The range decoder.</summary>
internal ref struct RangeDecoder
{
    private readonly ReadOnlySpan<byte> packed;
    private uint range = uint.MaxValue;
    private uint code;
    private int at = 5;

    public RangeDecoder(ReadOnlySpan<byte> packed)
    {
        this.packed = packed;
        XzReader.Require(packed.Length >= 5 && packed[0] == 0);
        code = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packed[1..]);
    }

    /// <summary>Whether more bytes were wanted than there are.</summary>
    public readonly bool IsShort => at > packed.Length;

    public int Bit(ref ushort prob)
    {
        var bound = (range >> 11) * prob;
        int bit;
        if (code < bound)
        {
            range = bound;
            prob += (ushort)((2048 - prob) >> 5);
            bit = 0;
        }
        else
        {
            range -= bound;
            code -= bound;
            prob -= (ushort)(prob >> 5);
            bit = 1;
        }
        Normalize();
        return bit;
    }

    public uint Direct(int bits)
    {
        uint value = 0;
        for (; bits > 0; bits--)
        {
            range >>= 1;
            value <<= 1;
            if (code >= range)
            {
                code -= range;
                value |= 1;
            }
            Normalize();
        }
        return value;
    }

    public int Tree(Span<ushort> probs, int bits)
    {
        var symbol = 1;
        for (var i = 0; i < bits; i++) { symbol = (symbol << 1) | Bit(ref probs[symbol]); }
        return symbol - (1 << bits);
    }

    public uint ReverseTree(Span<ushort> probs, int bits)
    {
        var (node, value) = (1, 0u);
        for (var i = 0; i < bits; i++)
        {
            var bit = Bit(ref probs[node]);
            node = (node << 1) | bit;
            value |= (uint)bit << i;
        }
        return value;
    }

    private void Normalize()
    {
        if (range >= 1 << 24) { return; }
        range <<= 8;
        code = (code << 8) | (at < packed.Length ? packed[at] : 0u);
        at++;
    }
}
