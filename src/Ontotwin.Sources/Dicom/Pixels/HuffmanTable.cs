namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>A table of Huffman codes (ISO 10918-1, annexes C and F.2.2.3).</summary>
internal sealed class HuffmanTable
{
    private const int Longest = 16;
    private readonly int[] most = new int[Longest + 1];
    private readonly int[] first = new int[Longest + 1];
    private readonly byte[] values;

    private HuffmanTable(byte[] values) => this.values = values;

    /// <param name="counts">How many codes there are of each length from 1 to 16.</param>
    /// <param name="values">What they mean, in order of the codes.</param>
    public static HuffmanTable? Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new HuffmanTable(values.ToArray());
        var (code, index) = (0, 0);
        for (var length = 1; length <= Longest; length++, code <<= 1)
        {
            table.first[length] = index - code;
            index += counts[length - 1];
            code += counts[length - 1];
            table.most[length] = counts[length - 1] == 0 ? -1 : code - 1;
            if (code > 1 << length) { return null; }
        }
        return table;
    }

    /// <summary>The value of the next code; -1 where the bits are no code.</summary>
    public int Read(ref JpegBits bits)
    {
        var code = 0;
        for (var length = 1; length <= Longest; length++)
        {
            code = (code << 1) | bits.Read(1);
            if (code <= most[length]) { return values[first[length] + code]; }
        }
        return -1;
    }
}
