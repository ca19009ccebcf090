using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>Unwinds the parser to its one exit; never leaves this room.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its position")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class RdfSyntaxException(TextPosition position, string message) : Exception(message)
{
    /// <summary>What is told of it.</summary>
    public Diagnostic In(string file) => new("OT9001", Severity.Error, Message)
    {
        Span = new TextSpan(file, position, position with { Column = position.Column + 1 }),
        Hint = "the statements before this place were read",
    };
}
