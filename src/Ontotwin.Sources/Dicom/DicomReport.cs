using Ontotwin.Values;

namespace Ontotwin.Sources.Dicom;

/// <summary>The diagnostics of one document, as many as the limit allows.</summary>
internal sealed class DicomReport(DicomContent content)
{
    private readonly List<Diagnostic> diagnostics = [];

    public DicomContent Content { get; set; } = content;

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Whether what is added from here on is dropped: its path need not be made.</summary>
    public bool IsFull => diagnostics.Count >= DicomLimits.MaxDiagnostics;

    public void Error(string code, string message, string path, int start, long length) => Add(code, Severity.Error, message, path, start, length);

    public void Warning(string code, string message, string path, int start, long length) => Add(code, Severity.Warning, message, path, start, length);

    private void Add(string code, Severity severity, string message, string path, int start, long length)
    {
        if (IsFull) { return; }
        diagnostics.Add(new Diagnostic(code, severity, message) { Place = new SourcePlace(Content.Document.Name, path, Content.Following(start, length)) });
    }
}
