using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>Unwinds the parser to its one exit; never leaves this room.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown in one way only, with its position")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Caught in this room")]
internal sealed class RdfSyntaxException(TextPosition position, string message) : Exception(message)
{
    private string code = "OT9001";
    private string hint = "the statements before this place were read";

    /// <summary>The same error under another code.</summary>
    /// <param name="other">The code.</param>
    /// <param name="toDo">What to do; null: what came of the text so far is told.</param>
    public RdfSyntaxException With(string other, string? toDo) => new(position, Message) { code = other, hint = toDo ?? hint };

    /// <summary>What is told of it.</summary>
    public Diagnostic In(string file) => new(code, Severity.Error, Message)
    {
        Span = new TextSpan(file, position, position with { Column = position.Column + 1 }),
        Hint = hint,
    };
}
