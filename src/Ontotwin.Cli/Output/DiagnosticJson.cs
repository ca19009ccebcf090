using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>A diagnostic for machines.</summary>
internal sealed record DiagnosticJson(string Code, string Severity, string Message, string? Hint, string? File, int? Line, int? Column, int? EndLine, int? EndColumn, string? Document, string? Path, long? Start, long? End)
{
    public static DiagnosticJson From(Diagnostic d) => new(
        d.Code, d.Severity.ToString().ToLowerInvariant(), d.Message, d.Hint, d.Span?.File, d.Span?.Start.Line, d.Span?.Start.Column, d.Span?.End.Line, d.Span?.End.Column,
        d.Place?.Document, d.Place?.Path, d.Place?.Bytes.Start, d.Place?.Bytes.End);
}
