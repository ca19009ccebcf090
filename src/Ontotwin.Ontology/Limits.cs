namespace Ontotwin.Ontology;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Shapes that are checked within one another, and nested parts of one property path.</summary>
    public const int MaxShapeDepth = 128;

    /// <summary>Remarks on properties of shapes that are not checked; more are not told.</summary>
    public const int MaxRemarksOnShapes = 20;
}
