using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>What the main header says of all tiles, or a tile's header of one.</summary>
internal sealed class TileParameters
{
    private const byte Cod = 0x52, Coc = 0x53, Qcd = 0x5C, Qcc = 0x5D, Rgn = 0x5E, Poc = 0x5F, Ppm = 0x60, Ppt = 0x61;
    private const int MaxComponents = 4;
    private readonly bool[] hasOwnCoding, hasOwnSteps;

    public TileParameters(int components)
    {
        (Coding, Steps, Shifts) = (new CodingStyle?[components], new Quantization?[components], new int[components]);
        (hasOwnCoding, hasOwnSteps) = (new bool[components], new bool[components]);
    }

    private TileParameters(TileParameters main) : this(main.Shifts.Length)
    {
        main.Coding.CopyTo(Coding, 0);
        main.Steps.CopyTo(Steps, 0);
        main.Shifts.CopyTo(Shifts, 0);
        (Order, Layers, IsTransformed, MayHaveStarts, HasEnds) = (main.Order, main.Layers, main.IsTransformed, main.MayHaveStarts, main.HasEnds);
        Changes = [.. main.Changes];
    }

    public int Order { get; private set; }

    public int Layers { get; private set; }

    /// <summary>Whether the first three components were mixed (RCT, ICT).</summary>
    public bool IsTransformed { get; private set; }

    /// <summary>Whether packets may have a marker before them (SOP).</summary>
    public bool MayHaveStarts { get; private set; }

    /// <summary>Whether packet headers have a marker behind them (EPH).</summary>
    public bool HasEnds { get; private set; }

    public CodingStyle?[] Coding { get; }

    public Quantization?[] Steps { get; }

    /// <summary>By how many bits the region of interest was raised (RGN).</summary>
    public int[] Shifts { get; }

    public List<Progression> Changes { get; private init; } = [];

    /// <summary>Whether packet headers stand apart from packets (PPM, PPT), which is not decoded here.</summary>
    public bool HasPackedHeaders { get; private set; }

    /// <summary>A tile's parameters: its own take the place of these.</summary>
    public TileParameters ForTile() => new(this);

    /// <summary>Reads a segment; others than those of parameters are passed over. False where it is damaged.</summary>
    public bool Read(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case Cod: return ReadCoding(segment);
            case Coc: return OfComponent(ref segment, out var i) && segment.Length > 0 && (hasOwnCoding[i] = true) && (Coding[i] = CodingStyle.Read(segment[1..], (segment[0] & 1) != 0)) is not null;
            case Qcd:
                var steps = Quantization.Read(segment);
                for (var each = 0; each < Steps.Length; each++) { if (!hasOwnSteps[each]) { Steps[each] = steps; } }
                return steps is not null;
            case Qcc: return OfComponent(ref segment, out var q) && (hasOwnSteps[q] = true) && (Steps[q] = Quantization.Read(segment)) is not null;
            case Rgn:
                if (!OfComponent(ref segment, out var r) || segment.Length < 2) { return false; }
                Shifts[r] = segment[1];
                return segment[0] == 0;
            case Poc: return ReadChanges(segment);
            case Ppm or Ppt: return HasPackedHeaders = true;
            default: return true;
        }
    }

    private bool ReadCoding(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 5) { return false; }
        (MayHaveStarts, HasEnds) = ((segment[0] & 2) != 0, (segment[0] & 4) != 0);
        (Order, Layers, IsTransformed) = (segment[1], BinaryPrimitives.ReadUInt16BigEndian(segment[2..]), (segment[4] & 1) != 0);
        var coding = CodingStyle.Read(segment[5..], (segment[0] & 1) != 0);
        for (var i = 0; i < Coding.Length; i++) { if (!hasOwnCoding[i]) { Coding[i] = coding; } }
        return coding is not null && Order <= 4 && Layers > 0;
    }

    private bool ReadChanges(ReadOnlySpan<byte> segment)
    {
        for (; segment.Length >= 7; segment = segment[7..])
        {
            // Components are few here: their numbers have one byte, and none stands for 256.
            var end = segment[5] == 0 ? MaxComponents : segment[5];
            Changes.Add(new(segment[6], BinaryPrimitives.ReadUInt16BigEndian(segment[2..]), segment[0], segment[4], segment[1], end));
            if (segment[6] > 4) { return false; }
        }
        return segment.IsEmpty;
    }

    private bool OfComponent(ref ReadOnlySpan<byte> segment, out int component)
    {
        component = segment.IsEmpty ? int.MaxValue : segment[0];
        if (component >= Coding.Length) { return false; }
        segment = segment[1..];
        return true;
    }
}
