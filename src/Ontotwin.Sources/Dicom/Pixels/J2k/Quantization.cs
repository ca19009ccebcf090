using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Steps of the bands of a component (QCD and QCC, table A.27).</summary>
internal sealed record Quantization(int Style, int GuardBits, ushort[] Steps)
{
    private const int Derived = 1;

    /// <summary>Exponent and mantissa of a band, counted from the lowest resolution; null where the segment does not give it.</summary>
    public (int Exponent, int Mantissa)? StepOf(int band)
    {
        // Derived steps are those of the lowest band, one exponent less for each resolution (E-5).
        if (Style == Derived) { return (Math.Max(0, (Steps[0] >> 11) - (band == 0 ? 0 : (band - 1) / 3)), Steps[0] & 0x7FF); }
        return band < Steps.Length ? (Steps[band] >> 11, Steps[band] & 0x7FF) : null;
    }

    /// <summary>Null where the segment is cut or of an unknown style.</summary>
    public static Quantization? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 2) { return null; }
        var (style, guard) = (segment[0] & 31, segment[0] >> 5);
        var rest = segment[1..];
        if (style > 2) { return null; }
        var size = style == 0 ? 1 : 2;
        if (rest.Length < size) { return null; }
        var steps = new ushort[style == Derived ? 1 : rest.Length / size];
        for (var i = 0; i < steps.Length; i++) { steps[i] = style == 0 ? (ushort)(rest[i] >> 3 << 11) : BinaryPrimitives.ReadUInt16BigEndian(rest[(2 * i)..]); }
        return new(style, guard, steps);
    }
}
