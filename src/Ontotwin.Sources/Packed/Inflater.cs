namespace Ontotwin.Sources.Packed;

/// <summary>
/// Inflates deflated data (RFC 1951) a stretch at a time, and can go on from a place where it was before: the runtime's own cannot, and a bundle's references lead
/// back and ahead.
/// </summary>
/// <param name="source">The bits.</param>
internal sealed class Inflater(BitSource source)
{
    /// <summary>How far back a match may reach.</summary>
    public const int WindowBytes = 1 << 15;

    private const int MaxMatch = 258;
    private const int FreshBytes = 1 << 16;
    private readonly byte[] buffer = new byte[WindowBytes + FreshBytes + MaxMatch];
    private readonly InflatedBlock block = new();
    private int produced;
    private int oldest;
    private bool isLast;
    private Exception? pending;

    /// <summary>Whether the last block has ended.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether what follows is damaged or cut: nothing can be gone on with from here.</summary>
    public bool IsBroken => pending is not null;

    /// <summary>The bytes that a match may reach at the place at hand.</summary>
    public ReadOnlySpan<byte> Window => buffer.AsSpan(Math.Max(oldest, produced - WindowBytes)..produced);

    /// <summary>The block at hand, as it can be gone on with.</summary>
    public BlockState State => new(isLast, block.Kind, block.Left, block.Lengths);

    /// <summary>Begins other data, where the bits are.</summary>
    public void Begin() => GoOn([], new(IsLast: false, BlockKind.None, 0, []));

    /// <summary>Goes on where it was; the bits are where they were.</summary>
    public void GoOn(ReadOnlySpan<byte> window, BlockState state)
    {
        window.CopyTo(buffer);
        (produced, oldest, isLast, IsAtEnd) = (window.Length, 0, state.IsLast, false);
        pending = null;
        block.GoOn(state);
    }

    /// <summary>The next bytes, some tens of thousands; empty at the end. Good until the next are asked for.</summary>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    /// <exception cref="EndOfStreamException">The data are cut.</exception>
    public ReadOnlyMemory<byte> Next()
    {
        if (pending is not null) { throw pending; }
        if (produced > WindowBytes)
        {
            buffer.AsSpan(produced - WindowBytes, WindowBytes).CopyTo(buffer);
            oldest = Math.Max(0, oldest - (produced - WindowBytes));
            produced = WindowBytes;
        }
        var start = produced;
        try { Fill(); }
        catch (Exception fault) when (produced > start && fault is InvalidDataException or EndOfStreamException)
        {
            // What came before is what was packed.
            pending = fault;
        }
        return buffer.AsMemory(start, produced - start);
    }

    private void Fill()
    {
        while (!IsAtEnd && produced < buffer.Length - MaxMatch)
        {
            switch (block.Kind)
            {
                case BlockKind.None when isLast: IsAtEnd = true; break;
                case BlockKind.None:
                    isLast = source.Take(1) == 1;
                    block.Begin(source);
                    break;
                case BlockKind.Stored: CopyStored(); break;
                default: Decode(); break;
            }
        }
    }

    private void CopyStored()
    {
        var copied = source.Copy(buffer.AsSpan(produced, Math.Min(block.Left, buffer.Length - MaxMatch - produced)));
        if (copied == 0 && block.Left > 0) { throw new EndOfStreamException(); }
        produced += copied;
        block.Used(copied);
    }

    private void Decode()
    {
        const int EndOfBlock = 256;
        var limit = buffer.Length - MaxMatch;
        while (produced < limit)
        {
            source.Fill();
            var symbol = Symbol(block.Literals);
            if (symbol < EndOfBlock) { buffer[produced++] = (byte)symbol; continue; }
            if (symbol == EndOfBlock) { block.End(); return; }
            var (bits, least) = InflatedBlock.LengthOf(symbol);
            var length = least + (int)source.Take(bits);
            source.Fill();
            (bits, least) = InflatedBlock.DistanceOf(Symbol(block.Distances));
            Repeat(least + (int)source.Take(bits), length);
        }
    }

    private int Symbol(HuffmanCode code)
    {
        var entry = code[source.Bits];
        if (entry == 0) { throw source.Count < HuffmanCode.MaxLength ? new EndOfStreamException() : new InvalidDataException("no code begins so"); }
        source.Skip(entry & 15);
        return entry >> 4;
    }

    private void Repeat(int distance, int length)
    {
        if (distance > produced - oldest) { throw new InvalidDataException("a match reaches before the beginning"); }
        // What is copied may be what this match has just written: the stretch that repeats doubles each time.
        var from = produced - distance;
        for (var (to, left) = (produced, length); left > 0;)
        {
            var copied = Math.Min(left, to - from);
            buffer.AsSpan(from, copied).CopyTo(buffer.AsSpan(to));
            to += copied;
            left -= copied;
        }
        produced += length;
    }
}
