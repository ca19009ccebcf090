namespace Ontotwin.Ontology.Shapes;

/// <summary>Ends a reading of shapes or a validation that cannot go on; never leaves this room.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class ShapesException(string message) : Exception(message);
