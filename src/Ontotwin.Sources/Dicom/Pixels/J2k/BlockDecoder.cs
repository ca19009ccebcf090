using static Ontotwin.Sources.Dicom.Pixels.J2k.ContextTables;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Decodes the bit planes of code-blocks (annex D), one after another.</summary>
internal sealed class BlockDecoder
{
    // Blocks have 4096 coefficients and 1024 in a row or column at most.
    private const int MaxCoefficients = 4096, MaxFlags = (1024 + 2) * (4 + 2), Stripe = 4, MaxPlanes = 30, MaxMadeUp = 64, BypassAfter = 4;
    private readonly int[] flags = new int[MaxFlags];
    private readonly int[] values = new int[MaxCoefficients];
    private readonly MqDecoder coder = new();
    private byte[] bytes = new byte[4096];
    private byte[] zero = [];
    private int width, height, stride;
    private bool isCausal, isRaw;

    /// <summary>The coefficients of the last block, row by row, in half units: the last bit is a half where planes are missing.</summary>
    public ReadOnlySpan<int> Values => values.AsSpan(0, width * height);

    /// <summary>Decodes a block; false where it is damaged.</summary>
    /// <param name="block">What packets gave of it.</param>
    /// <param name="data">The tile's data.</param>
    /// <param name="orientation">That of its band.</param>
    /// <param name="planes">Bit planes of its band.</param>
    /// <param name="styles">How it is coded.</param>
    /// <param name="room">How many coefficients may still be visited.</param>
    public bool Decode(CodeBlock block, byte[] data, int orientation, int planes, BlockStyles styles, ref long room)
    {
        (width, height, stride) = (block.Area.Width, block.Area.Height, block.Area.Width + 2);
        Array.Clear(flags, 0, stride * (height + 2));
        Array.Clear(values, 0, width * height);
        (zero, isCausal) = (ZeroOf(orientation), styles.HasFlag(BlockStyles.VerticallyCausal));
        var coded = planes - block.ZeroPlanes;
        if (coded > MaxPlanes) { return false; }
        coder.ResetContexts();
        var (plane, pass) = (coded, 2);
        foreach (var segment in block.Segments)
        {
            var length = Gather(segment, data);
            isRaw = styles.HasFlag(BlockStyles.Bypass) && pass < 2 && plane <= coded - BypassAfter;
            if (isRaw) { coder.BeginRaw(bytes, length); }
            else { coder.Begin(bytes, length); }
            for (var i = 0; i < segment.Passes; i++)
            {
                room -= width * height;
                if (plane < 1 || room < 0) { return false; }
                Pass(pass, plane, styles);
                if (coder.MadeUp > MaxMadeUp) { return false; }
                if (++pass == 3) { (pass, plane) = (0, plane - 1); }
            }
        }
        return true;
    }

    private void Pass(int pass, int plane, BlockStyles styles)
    {
        var one = 1 << plane;
        switch (pass)
        {
            case 0: Propagate(one | (one >> 1)); break;
            case 1: Refine(one >> 1); break;
            default:
                CleanUp(one | (one >> 1));
                if (styles.HasFlag(BlockStyles.SegmentationSymbols)) { for (var i = 0; i < 4; i++) { coder.Decode(MqDecoder.Uniform); } }
                break;
        }
        if (styles.HasFlag(BlockStyles.Reset)) { coder.ResetContexts(); }
    }

    private int Gather(CodeSegment segment, byte[] data)
    {
        var length = 0;
        foreach (var piece in segment.Pieces) { length += piece.Length; }
        if (length > bytes.Length) { bytes = new byte[Math.Max(length, 2 * bytes.Length)]; }
        var at = 0;
        foreach (var (start, count) in segment.Pieces)
        {
            data.AsSpan(start, count).CopyTo(bytes.AsSpan(at));
            at += count;
        }
        return length;
    }

    // Flags of a coefficient; where stripes are coded for themselves, the row below the stripe counts as not significant.
    private int FlagsAt(int at, int row, int top) =>
        isCausal && row == top + Stripe - 1 ? flags[at] & ~(South | SouthEast | SouthWest | NegativeSouth) : flags[at];

    // Coefficients beside significant ones (D.3.1).
    private void Propagate(int value)
    {
        for (var top = 0; top < height; top += Stripe)
        {
            var bottom = Math.Min(top + Stripe, height);
            for (var column = 0; column < width; column++)
            {
                var at = ((top + 1) * stride) + column + 1;
                for (var row = top; row < bottom; row++, at += stride)
                {
                    var known = FlagsAt(at, row, top);
                    if ((known & Neighbours) == 0 || (known & Significant) != 0) { continue; }
                    if ((isRaw ? coder.Raw() : coder.Decode(zero[known & Neighbours])) != 0) { Sign(at, row, column, known, value); }
                    flags[at] |= Visited;
                }
            }
        }
    }

    // One more bit of those that were significant before this plane (D.3.3).
    private void Refine(int half)
    {
        for (var top = 0; top < height; top += Stripe)
        {
            var bottom = Math.Min(top + Stripe, height);
            for (var column = 0; column < width; column++)
            {
                var at = ((top + 1) * stride) + column + 1;
                for (var row = top; row < bottom; row++, at += stride)
                {
                    if ((flags[at] & (Significant | Visited)) != Significant) { continue; }
                    var known = FlagsAt(at, row, top);
                    var isOne = (isRaw ? coder.Raw() : coder.Decode((known & Refined) != 0 ? 16 : (known & Neighbours) != 0 ? 15 : 14)) != 0;
                    ref var value = ref values[(row * width) + column];
                    value += isOne == value < 0 ? -half : half;
                    flags[at] |= Refined;
                }
            }
        }
    }

    // All others; four in a column of which nothing is known go together (D.3.4).
    private void CleanUp(int value)
    {
        for (var top = 0; top < height; top += Stripe)
        {
            for (var column = 0; column < width; column++)
            {
                var (at, row, isFound) = (((top + 1) * stride) + column + 1, top, false);
                if (IsUnknown(at, top))
                {
                    if (coder.Decode(MqDecoder.Runs) == 0) { continue; }
                    var run = (coder.Decode(MqDecoder.Uniform) << 1) | coder.Decode(MqDecoder.Uniform);
                    (row, at, isFound) = (row + run, at + (run * stride), true);
                }
                for (; row < top + Stripe && row < height; row++, at += stride, isFound = false)
                {
                    var known = FlagsAt(at, row, top);
                    if (isFound || ((known & (Significant | Visited)) == 0 && coder.Decode(zero[known & Neighbours]) != 0)) { Sign(at, row, column, known, value); }
                    flags[at] &= ~Visited;
                }
            }
        }
    }

    private bool IsUnknown(int at, int top)
    {
        if (top + Stripe > height) { return false; }
        var known = flags[at] | flags[at + stride] | flags[at + (2 * stride)] | FlagsAt(at + (3 * stride), top + 3, top);
        return (known & (Significant | Visited | Neighbours)) == 0;
    }

    private void Sign(int at, int row, int column, int known, int value)
    {
        var sign = Signs[(known >> 4) & 255];
        var isNegative = (isRaw ? coder.Raw() : coder.Decode(sign >> 1) ^ (sign & 1)) != 0;
        values[(row * width) + column] = isNegative ? -value : value;
        flags[at] |= Significant;
        flags[at - stride - 1] |= SouthEast;
        flags[at - stride] |= isNegative ? South | NegativeSouth : South;
        flags[at - stride + 1] |= SouthWest;
        flags[at - 1] |= isNegative ? East | NegativeEast : East;
        flags[at + 1] |= isNegative ? West | NegativeWest : West;
        flags[at + stride - 1] |= NorthEast;
        flags[at + stride] |= isNegative ? North | NegativeNorth : North;
        flags[at + stride + 1] |= NorthWest;
    }
}
