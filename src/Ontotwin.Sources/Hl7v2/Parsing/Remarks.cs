using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>The diagnostics of one message or reject, at most <see cref="Limits.DiagnosticsPerMessage"/> and one that says that there were more.</summary>
internal sealed class Remarks
{
    private List<Diagnostic>? list;

    /// <summary>Whether what is added from here on is dropped: a path, which counts segments, need not be made for it.</summary>
    internal bool IsFull => list?.Count > Limits.DiagnosticsPerMessage;

    internal IReadOnlyList<Diagnostic> ToList() => list is null ? [] : list;

    internal void Add(string code, Severity severity, string message, SourcePlace place, string? hint = null)
    {
        if (IsFull) { return; }
        list ??= [];
        list.Add(list.Count == Limits.DiagnosticsPerMessage
            ? new("OT3110", Severity.Information, "the message has more remarks than are kept") { Place = place }
            : new(code, severity, message) { Place = place, Hint = hint });
    }
}
