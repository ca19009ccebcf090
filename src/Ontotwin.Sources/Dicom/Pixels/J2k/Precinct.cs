namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A precinct of a resolution: the code-blocks whose packets come together.</summary>
internal sealed class Precinct(int component, int resolution, int number, int x, int y)
{
    public int Component { get; } = component;

    public int Resolution { get; } = resolution;

    /// <summary>Its number in its resolution.</summary>
    public int Number { get; } = number;

    /// <summary>Its corner on the grid, which orders by position go by.</summary>
    public int X { get; } = x;

    /// <summary>Its corner on the grid.</summary>
    public int Y { get; } = y;

    public List<PrecinctBand> Bands { get; } = [];

    /// <summary>The layer that its next packet is of.</summary>
    public int NextLayer { get; set; }
}
