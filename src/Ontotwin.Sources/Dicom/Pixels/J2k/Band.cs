namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A band of a tile's component.</summary>
/// <param name="Area">Where it lies, in its own samples.</param>
/// <param name="Orientation">0 low in both directions, 1 high across, 2 high down, 3 high in both.</param>
/// <param name="X">Column of the component's coefficients where it begins.</param>
/// <param name="Y">Row of the component's coefficients where it begins.</param>
/// <param name="Planes">Bit planes of its magnitudes (E-2).</param>
/// <param name="Step">By what its magnitudes are multiplied; 1 where they were not quantized.</param>
internal sealed record Band(Area Area, int Orientation, int X, int Y, int Planes, float Step)
{
    public List<CodeBlock> Blocks { get; } = [];
}
