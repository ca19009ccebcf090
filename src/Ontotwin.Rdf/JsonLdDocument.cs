using System.Text.Json;
using Ontotwin.Rdf.JsonLd;
using Ontotwin.Values;

namespace Ontotwin.Rdf;

/// <summary>
/// Writes a dataset as one JSON-LD document in expanded form (JSON-LD 1.1 API, <c>fromRdf</c>): each node stands once, and lists are lists. The dataset is in memory for that;
/// <see cref="RdfWriter"/> writes statements as they come.
/// </summary>
public static class JsonLdDocument
{
    /// <summary>Writes the document.</summary>
    /// <param name="quads">The dataset; quads count once.</param>
    /// <param name="output">Where to, in UTF-8; stays open.</param>
    /// <param name="options">How; null: as by default.</param>
    /// <returns>Null when it was written, else the error: a literal of type rdf:JSON that is no JSON. Then nothing was written.</returns>
    public static Diagnostic? Write(IEnumerable<Quad> quads, Stream output, JsonLdWriteOptions? options = null)
    {
        options ??= new();
        var dataset = new RdfSerializer(options);
        try
        {
            foreach (var quad in quads) { dataset.Add(quad); }
            dataset.Finish();
        }
        catch (JsonLdException error) { return new(JsonLdReader.ErrorCode, Severity.Error, $"{error.Error}: {error.Message}"); }
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new ExpandedWriter(json, options).Write(dataset);
        return null;
    }
}
