using System.Buffers;
using System.Text.Json;
using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>Reads one JSON value of a document into nodes. One use.</summary>
internal sealed class FhirParser
{
    private const string NotWellFormed = "not well-formed JSON from here on";
    private static readonly SearchValues<byte> Beginnings = SearchValues.Create("{[\"-0123456789tfn"u8);
    private readonly SourceDocument document;
    private readonly NameTable names;
    private readonly int start;
    private readonly int end;
    private readonly int number;
    private readonly bool isUtf8;
    private readonly FhirTree tree;
    private readonly List<Diagnostic> diagnostics = [];

    /// <param name="document">The document.</param>
    /// <param name="names">Names that its records share.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends at the latest.</param>
    /// <param name="number">Number of the record.</param>
    /// <param name="isUtf8">Whether all bytes are known to be UTF-8.</param>
    public FhirParser(SourceDocument document, NameTable names, int start, int end, int number, bool isUtf8)
    {
        (this.document, this.names, this.start, this.end, this.number, this.isUtf8) = (document, names, start, end, number, isUtf8);
        tree = new FhirTree(names);
    }

    // A file of another kind may have a line of two bytes a million times: what no JSON begins with is told without the exception of the framework's reader.
    private int FirstWrong()
    {
        var bytes = Bytes;
        var at = FhirLines.SkipBlank(bytes, 0);
        if (at < bytes.Length && !Beginnings.Contains(bytes[at])) { return at; }
        if (at == bytes.Length || bytes[at] != (byte)'{') { return -1; }
        at = FhirLines.SkipBlank(bytes, at + 1);
        return at == bytes.Length || bytes[at] is (byte)'"' or (byte)'}' ? -1 : at;
    }

    private ReadOnlySpan<byte> Bytes => document.Bytes.Span[start..end];

    /// <summary>Reads the value; <paramref name="next"/> is the offset after it.</summary>
    public SourceItem Parse(out int next)
    {
        if (FirstWrong() is >= 0 and var wrong)
        {
            next = end;
            return Reject("OT3401", NotWellFormed, wrong);
        }
        if (new FhirTokens(document.Bytes[..end], names, tree, Report).TryRead(start, out next)) { return Finish(); }
        diagnostics.Clear();
        // Two levels more than ours, so that our own limit is met first and can be told from a syntax error.
        var reader = new Utf8JsonReader(Bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = FhirLimits.MaxDepth + 2 }));
        next = end;
        try
        {
            return Parse(ref reader, ref next);
        }
        catch (JsonException)
        {
            return Reject("OT3401", NotWellFormed, Math.Max(reader.BytesConsumed, reader.TokenStartIndex));
        }
    }

    private SourceItem Parse(ref Utf8JsonReader reader, ref int next)
    {
        if (!reader.Read()) { return Truncated(); }
        if (reader.TokenType != JsonTokenType.StartObject) { return Reject("OT3401", "not a JSON object: a record is a resource or a Bundle", reader.TokenStartIndex); }
        if (ReadTree(ref reader) is { } failed) { return failed; }
        next = start + (int)reader.BytesConsumed;
        return Finish();
    }

    private SourceItem? ReadTree(ref Utf8JsonReader reader)
    {
        tree.OpenRoot(start + (int)reader.TokenStartIndex);
        while (tree.IsOpen)
        {
            if (!reader.Read()) { return Truncated(); }
            if (reader.CurrentDepth > FhirLimits.MaxDepth) { return Reject("OT3403", $"nested deeper than the limit of {FhirLimits.MaxDepth}", reader.TokenStartIndex); }
            if (tree.Nodes.Count >= FhirLimits.MaxNodes) { return Reject("OT3404", "more values than the limit of one record", reader.TokenStartIndex); }
            Step(ref reader);
        }
        return null;
    }

    private void Step(ref Utf8JsonReader reader)
    {
        var at = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName: tree.Name = names.Intern(reader.ValueSpan); break;
            case JsonTokenType.StartObject: tree.Open(at); break;
            case JsonTokenType.EndObject: tree.Close(at + 1, Report); break;
            case JsonTokenType.StartArray:
                if (!tree.OpenArray()) { Report("OT3405", "an array directly in an array is no FHIR: its values were read as values of the outer one", tree.Top); }
                break;
            case JsonTokenType.EndArray: tree.CloseArray(); break;
            case JsonTokenType.String:
                tree.Leaf(at + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? FhirNodeKind.EscapedText : FhirNodeKind.PlainText);
                break;
            case JsonTokenType.Null: tree.Leaf(at, reader.ValueSpan.Length, FhirNodeKind.Nothing); break;
            default: tree.Leaf(at, reader.ValueSpan.Length, FhirNodeKind.Literal); break;
        }
    }

    private SourceItem Finish()
    {
        var untyped = new FhirRecord(document, "", number, tree.Nodes, names, isUtf8);
        var type = untyped.Root.First("resourceType").Text;
        if (type.Length == 0) { return Reject("OT3402", "the object has no resourceType", 0, "FHIR names the kind of a resource in the property resourceType"); }
        return new SourceItem(new FhirRecord(document, type, number, tree.Nodes, names, isUtf8), diagnostics);
    }

    private void Report(string code, string message, int node) =>
        Add(FhirDiagnostics.Warning(document, code, message, tree.StartOf(node), path: tree.NameOf(node)));

    private void Add(Diagnostic diagnostic)
    {
        if (diagnostics.Count < FhirLimits.MaxDiagnostics) { diagnostics.Add(diagnostic); }
    }

    private SourceItem Truncated() => Reject("OT3401", "the JSON ends before its object does", end - start);

    private SourceItem Reject(string code, string message, long offset, string? hint = null)
    {
        var at = Math.Min(start + (int)offset, end);
        var located = FhirDiagnostics.Reject(document, code, $"{message} (byte {document.RangeOf(at, at).Start})", document.RangeOf(start, end), hint);
        return located with { Diagnostics = [.. diagnostics, .. located.Diagnostics] };
    }
}
