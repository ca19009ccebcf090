using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>Diagnostics of reading in stretches.</summary>
internal static class WindowDiagnostics
{
    /// <summary>A record that is longer than the longest stretch.</summary>
    public static SourceItem Cut(SourceDocument stretch) => new(null,
    [
        new Diagnostic("OT3001", Severity.Error, $"a record is longer than {WindowLimits.MaxWindowBytes >> 20} MiB: it is cut there, and what follows of it is read as another")
        {
            Place = new SourcePlace(stretch.Name, "", stretch.Extent), Hint = "split the record, or see whether a quote or a line break is missing before it",
        },
    ]);
}
