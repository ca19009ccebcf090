using Ontotwin.Values;

namespace Ontotwin.Sparql;

/// <summary>A query or update that could not be answered: a limit was reached, or it asks for what is not there. The diagnostic says what to do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032", Justification = "Thrown with its diagnostic only")]
public sealed class SparqlException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>What happened, with its code and a hint.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>Whether the time was over: then the same may be answered at another time.</summary>
    public bool IsOverTime => Diagnostic.Code == "OT9301";
}
