namespace Ontotwin.Mapping.Rml.Files;

/// <summary>
/// Decodes LZMA2 (Igor Pavlov's LZMA specification of 2015; LZMA2 chunks as in the xz utilities' documentation). The whole output is kept: it is the dictionary.
/// </summary>
internal sealed class Lzma2Decoder(int maxBytes)
{
    private readonly LzmaState state = new();
    private byte[] output = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Content => output.AsSpan(0, Length);

    /// <summary>Decodes the chunks at the start up to their end mark; returns how many bytes they took.</summary>
    /// <exception cref="InvalidDataException">They are damaged or grow over the limit.</exception>
    public int Decode(ReadOnlySpan<byte> chunks)
    {
        var at = 0;
        while (true)
        {
            XzReader.Require(at < chunks.Length);
            var control = chunks[at];
            if (control == 0) { return at + 1; }
            XzReader.Require(at + 6 <= chunks.Length && control is 1 or 2 or >= 0x80);
            if (control < 0x80)
            {
                var size = ((chunks[at + 1] << 8) | chunks[at + 2]) + 1;
                XzReader.Require(at + 3 + size <= chunks.Length);
                Grow(size);
                chunks.Slice(at + 3, size).CopyTo(output.AsSpan(Length));
                Length += size;
                at += 3 + size;
                continue;
            }
            at += Compressed(chunks[at..], control);
        }
    }

    private int Compressed(ReadOnlySpan<byte> chunk, byte control)
    {
        var unpacked = (((control & 0x1F) << 16) | (chunk[1] << 8) | chunk[2]) + 1;
        var packed = ((chunk[3] << 8) | chunk[4]) + 1;
        var header = 5;
        if (((control >> 5) & 3) >= 2)
        {
            XzReader.Require(state.SetProperties(chunk[5]));
            header = 6;
        }
        else if (((control >> 5) & 3) == 1) { state.Reset(); }
        XzReader.Require(header + packed <= chunk.Length);
        Grow(unpacked);
        Length = state.Decode(chunk.Slice(header, packed), output, Length, Length + unpacked);
        return header + packed;
    }

    private void Grow(int more)
    {
        XzReader.Require(Length + (long)more <= maxBytes);
        if (Length + more > output.Length) { Array.Resize(ref output, (int)Math.Min(maxBytes, Math.Max(output.Length * 2L, Length + more))); }
    }
}
