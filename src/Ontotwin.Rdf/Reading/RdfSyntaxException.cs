namespace Ontotwin.Rdf.Reading;

/// <summary>Unwinds the parser to its one exit; never leaves this room.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its position")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class RdfSyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
