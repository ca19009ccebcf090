using System.Numerics;

namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Reads the packets of a tile in their order (annex B.9 to B.12).</summary>
internal sealed class PacketReader(byte[] data, TileParameters parameters, List<Precinct> precincts)
{
    private const int MaxZeroPlanes = 80;
    private readonly List<(CodeSegment Segment, int Passes, int Length)> coming = [];
    private int at;

    /// <summary>Whether the data ended before the last packet.</summary>
    public bool IsCut { get; private set; }

    /// <summary>False where a header says what cannot be. A tile that is cut keeps the packets that came before.</summary>
    public bool Read()
    {
        IReadOnlyList<Progression> progressions = parameters.Changes.Count > 0 ? parameters.Changes : [new(parameters.Order, parameters.Layers, 0, int.MaxValue, 0, int.MaxValue)];
        foreach (var progression in progressions)
        {
            foreach (var (precinct, layer) in Packets(progression))
            {
                // Packets that an earlier progression brought do not come again.
                if (precinct.NextLayer != layer) { continue; }
                if (at >= data.Length) { IsCut = true; return true; }
                precinct.NextLayer++;
                if (!ReadPacket(precinct, layer)) { return false; }
                if (IsCut) { return true; }
            }
        }
        return true;
    }

    private IEnumerable<(Precinct Precinct, int Layer)> Packets(Progression progression)
    {
        var layers = Math.Min(progression.Layers, parameters.Layers);
        var chosen = precincts.Where(p => p.Resolution >= progression.FirstResolution && p.Resolution < progression.Resolutions && p.Component >= progression.FirstComponent && p.Component < progression.Components);
        return progression.Order switch
        {
            0 => LayerByLayer([.. chosen.OrderBy(p => p.Resolution).ThenBy(p => p.Component).ThenBy(p => p.Number)], layers),
            1 => chosen.GroupBy(p => p.Resolution).OrderBy(g => g.Key).SelectMany(g => LayerByLayer([.. g.OrderBy(p => p.Component).ThenBy(p => p.Number)], layers)),
            2 => AllLayers(chosen.OrderBy(p => p.Resolution).ThenBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.Component).ThenBy(p => p.Number), layers),
            3 => AllLayers(chosen.OrderBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.Component).ThenBy(p => p.Resolution).ThenBy(p => p.Number), layers),
            _ => AllLayers(chosen.OrderBy(p => p.Component).ThenBy(p => p.Y).ThenBy(p => p.X).ThenBy(p => p.Resolution).ThenBy(p => p.Number), layers),
        };
    }

    private static IEnumerable<(Precinct Precinct, int Layer)> LayerByLayer(List<Precinct> ordered, int layers)
    {
        for (var layer = 0; layer < layers && ordered.Count > 0; layer++)
        {
            foreach (var precinct in ordered) { yield return (precinct, layer); }
        }
    }

    private static IEnumerable<(Precinct Precinct, int Layer)> AllLayers(IEnumerable<Precinct> ordered, int layers)
    {
        foreach (var precinct in ordered)
        {
            for (var layer = 0; layer < layers; layer++) { yield return (precinct, layer); }
        }
    }

    private bool ReadPacket(Precinct precinct, int layer)
    {
        if (parameters.MayHaveStarts && data.AsSpan(at) is [0xFF, 0x91, ..]) { at = Math.Min(at + 6, data.Length); }
        var bits = new PacketBits(data, at);
        coming.Clear();
        if (bits.Read())
        {
            foreach (var band in precinct.Bands)
            {
                for (var i = 0; i < band.Blocks.Length; i++) { if (!ReadBlock(ref bits, band, i, layer)) { return bits.IsPastEnd && Cut(); } }
            }
        }
        if (bits.IsPastEnd) { return Cut(); }
        at = bits.End;
        if (parameters.HasEnds && data.AsSpan(at) is [0xFF, 0x92, ..]) { at += 2; }
        TakeBytes();
        return true;
    }

    // What a packet brings that is not all there is left out: passes without their bytes would be noise.
    private bool Cut()
    {
        foreach (var (segment, passes, _) in coming) { segment.Passes -= passes; }
        return IsCut = true;
    }

    private void TakeBytes()
    {
        foreach (var (segment, passes, length) in coming)
        {
            if (length > data.Length - at)
            {
                (segment.Passes, at, IsCut) = (segment.Passes - passes, data.Length, true);
                continue;
            }
            if (length > 0) { segment.Pieces.Add((at, length)); }
            at += length;
        }
    }

    // False where the header is cut or says what cannot be.
    private bool ReadBlock(ref PacketBits bits, PrecinctBand band, int i, int layer)
    {
        var block = band.Blocks[i];
        if (!(block.IsIncluded ? bits.Read() : band.Inclusion.IsBelow(ref bits, i, layer + 1))) { return true; }
        if (!block.IsIncluded)
        {
            block.IsIncluded = true;
            while (!band.ZeroPlanes.IsBelow(ref bits, i, block.ZeroPlanes + 1)) { if (++block.ZeroPlanes > MaxZeroPlanes) { return false; } }
        }
        var passes = PassesOf(ref bits);
        while (bits.Read()) { block.LengthBits++; }
        while (passes > 0)
        {
            var segment = block.Open(band.Coding.Styles);
            var taken = Math.Min(passes, segment.MaxPasses - segment.Passes);
            var width = block.LengthBits + BitOperations.Log2((uint)taken);
            if (width > 31) { return false; }
            coming.Add((segment, taken, bits.Read(width)));
            segment.Passes += taken;
            passes -= taken;
        }
        return !bits.IsPastEnd;
    }

    // Table B.4.
    private static int PassesOf(ref PacketBits bits)
    {
        if (!bits.Read()) { return 1; }
        if (!bits.Read()) { return 2; }
        if (bits.Read(2) is < 3 and var few) { return 3 + few; }
        return bits.Read(5) is < 31 and var more ? 6 + more : 37 + bits.Read(7);
    }
}
