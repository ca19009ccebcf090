using Ontotwin.Values;

namespace Ontotwin.Sparql.Syntax;

/// <summary>Ends the reading of a text at its first error; never leaves this room.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Made and caught in this room only")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064", Justification = "Made and caught in this room only")]
internal sealed class SparqlSyntaxException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
