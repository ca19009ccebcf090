using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// What a reader yields: a record, or the reason why a stretch of the document gave none, or both (a record read with remarks).
/// Every byte of a document lies in some item's record or reject.
/// </summary>
/// <param name="Record">The record; null when the stretch could not be read: a reject.</param>
/// <param name="Diagnostics">What is to be said about it, each with its place.</param>
public readonly record struct SourceItem(SourceRecord? Record, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether it is a stretch that gave no record. What is only for information rejects nothing.</summary>
    public bool IsReject => Record is null && Diagnostics.Any(d => d.Severity != Severity.Information);
}
