using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>What went wrong in a run: each kind of fault of each place of the mapping once with its first record, and how often.</summary>
internal sealed class RunLog
{
    private readonly Dictionary<(string Code, string Message), (Diagnostic First, long Count)> seen = [];

    public bool HasErrors => seen.Values.Any(s => s.First.Severity == Severity.Error);

    public IEnumerable<Diagnostic> Diagnostics => seen.Values.Take(RmlLimits.MaxDiagnostics).Select(s => s.Count == 1 ? s.First : s.First with { Message = $"{s.First.Message} ({s.Count} times; this is the first)" });

    public void Error(string code, string message, Field at = default, string? hint = null) => Add(new(code, Severity.Error, message) { Place = at.IsAbsent ? null : at.Place, Hint = hint });

    public void Warning(string code, string message, Field at = default, string? hint = null) => Add(new(code, Severity.Warning, message) { Place = at.IsAbsent ? null : at.Place, Hint = hint });

    /// <summary>Takes what a reader said; rows that do not fit their header are errors here, for a mapping cannot say which cell is missing.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (CsvReader.IsRagged(diagnostic)) { diagnostic = diagnostic with { Severity = Severity.Error }; }
        var key = (diagnostic.Code, diagnostic.Message);
        seen[key] = seen.TryGetValue(key, out var known) ? (known.First, known.Count + 1) : (diagnostic, 1);
    }
}
