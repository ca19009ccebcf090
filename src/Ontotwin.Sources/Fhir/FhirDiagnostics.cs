using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>Builds the diagnostics of the FHIR reader.</summary>
internal static class FhirDiagnostics
{
    /// <param name="document">The document or stretch.</param>
    /// <param name="code">The diagnostic's code.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="bytes">Where, in the document.</param>
    /// <param name="hint">What to do.</param>
    public static SourceItem Reject(SourceDocument document, string code, string message, ByteRange bytes, string? hint = null) =>
        new(null, [new Diagnostic(code, Severity.Error, message) { Place = new SourcePlace(document.Name, "", bytes), Hint = hint }]);

    public static Diagnostic Warning(SourceDocument document, string code, string message, int offset, int length = 1, string path = "") =>
        new(code, Severity.Warning, message) { Place = new SourcePlace(document.Name, path, document.RangeOf(offset, offset + length)) };

    public static SourceItem With(SourceItem item, Diagnostic more) => item with { Diagnostics = [.. item.Diagnostics, more] };
}
