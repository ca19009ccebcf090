using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml;

/// <summary>What a run did.</summary>
/// <param name="Rows">Rows read, those read for joins not counted.</param>
/// <param name="Statements">Statements written, to all targets together; duplicates count.</param>
/// <param name="Diagnostics">What was wrong: each fault once with its first place and how often.</param>
public sealed record RmlReport(long Rows, long Statements, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether something was not mapped.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
