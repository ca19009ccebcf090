namespace Ontotwin.Sources.Packed;

/// <summary>A code of RFC 1951 (3.2.2) as a table by the next bits of the stream: the symbol in the upper bits of an entry, its length in the lower four; 0 where no code begins so.</summary>
internal sealed class HuffmanCode
{
    /// <summary>Bits of the longest code.</summary>
    public const int MaxLength = 15;

    private ushort[] table = [];

    /// <summary>Bits that tell a symbol.</summary>
    public int Bits { get; private set; }

    /// <summary>The entry of the next bits.</summary>
    public int this[ulong bits] => table[bits & ((1UL << Bits) - 1)];

    /// <summary>Takes the lengths of the codes of all symbols, 0 for those that have none; false where they are no code.</summary>
    public bool TrySet(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[MaxLength + 1];
        foreach (var length in lengths) { counts[length]++; }
        counts[0] = 0;
        Bits = counts.LastIndexOfAnyExcept(0) is > 0 and var longest ? longest : 1;
        if (table.Length < 1 << Bits) { table = new ushort[1 << Bits]; }
        table.AsSpan(0, 1 << Bits).Clear();
        Span<int> next = stackalloc int[MaxLength + 2];
        var code = 0;
        for (var length = 1; length <= Bits; length++)
        {
            next[length] = code;
            code += counts[length];
            if (code > 1 << length) { return false; }
            code <<= 1;
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length == 0) { continue; }
            for (var at = Reversed(next[length]++, length); at < 1 << Bits; at += 1 << length) { table[at] = (ushort)((symbol << 4) | length); }
        }
        return true;
    }

    // Codes come with their first bit first, in a stream whose first bit is the lowest.
    private static int Reversed(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1) { reversed = (reversed << 1) | (code & 1); }
        return reversed;
    }
}
