using Ontotwin.Values;

namespace Ontotwin.Sources.Tree;

/// <summary>Builds the items of the JSON and XML readers that are no record.</summary>
internal static class Rejects
{
    public static SourceItem Of(SourceDocument document, string code, string message, ByteRange bytes, string? hint = null, Severity severity = Severity.Error) =>
        new(null, [new Diagnostic(code, severity, message) { Place = new SourcePlace(document.Name, "", bytes), Hint = hint }]);
}
