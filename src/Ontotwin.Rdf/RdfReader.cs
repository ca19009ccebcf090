using System.Text;
using Ontotwin.Rdf.Reading;
using Ontotwin.Values;

namespace Ontotwin.Rdf;

/// <summary>
/// Reads N-Triples, N-Quads, Turtle, TriG (RDF 1.1), RDF/XML and JSON-LD (as <see cref="JsonLdReader"/> does by default). All but the last two are read from bytes in a
/// window that holds the token at hand, so that memory does not grow with the document. Labels of blank nodes are kept; in Turtle and TriG nodes without one are named too, and labels that could be theirs get others.
/// </summary>
public static class RdfReader
{
    /// <summary>
    /// Reads a document and hands every statement to <paramref name="sink"/> in order. Stops at the first error, which is returned with its place;
    /// the statements before it were handed on.
    /// </summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its name for diagnostics.</param>
    /// <param name="sink">Takes each statement.</param>
    /// <param name="baseIri">What relative IRIs are relative to; null: they are errors.</param>
    /// <param name="prefixes">Known before, and filled with the document's, when given.</param>
    /// <param name="format">Its format; Turtle is read as TriG too.</param>
    /// <returns>Null when the whole document was read, else the error.</returns>
    /// <exception cref="ArgumentException">The format is not read.</exception>
    public static Diagnostic? Read(
        string text, string file, Action<Quad> sink, string? baseIri = null, IDictionary<string, string>? prefixes = null, RdfFormat format = RdfFormat.TriG) =>
        format == RdfFormat.RdfXml ? new RdfXmlParser(file, sink, baseIri).Run(new StringReader(text))
            : format == RdfFormat.JsonLd ? JsonLdReader.Read(text, file, sink, new() { BaseIri = baseIri })
            : Read(new TextWindow(Encoding.UTF8.GetBytes(text)), file, sink, baseIri, prefixes, format);

    /// <summary>Reads a document in UTF-8 from where a stream stands. See <see cref="Read(string, string, Action{Quad}, string, IDictionary{string, string}, RdfFormat)"/>.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Diagnostic? Read(
        Stream input, string file, Action<Quad> sink, string? baseIri = null, IDictionary<string, string>? prefixes = null, RdfFormat format = RdfFormat.TriG)
    {
        if (format == RdfFormat.JsonLd) { return JsonLdReader.Read(input, file, sink, new() { BaseIri = baseIri }); }
        if (format != RdfFormat.RdfXml) { return Read(new TextWindow(input), file, sink, baseIri, prefixes, format); }
        using var text = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
        return new RdfXmlParser(file, sink, baseIri).Run(text);
    }

    /// <summary>Reads a file in the format that its name says, or as TriG. See <see cref="Read(string, string, Action{Quad}, string, IDictionary{string, string}, RdfFormat)"/>.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="sink">Takes each statement.</param>
    /// <param name="prefixes">Known before, and filled with the document's, when given.</param>
    /// <param name="baseIri">What relative IRIs are relative to; by default the file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Diagnostic? ReadFile(string path, Action<Quad> sink, IDictionary<string, string>? prefixes = null, string? baseIri = null)
    {
        using var input = File.OpenRead(path);
        return Read(input, path, sink, baseIri ?? new Uri(Path.GetFullPath(path)).AbsoluteUri, prefixes, RdfFormats.OfFile(path) ?? RdfFormat.TriG);
    }

    private static Diagnostic? Read(TextWindow window, string file, Action<Quad> sink, string? baseIri, IDictionary<string, string>? prefixes, RdfFormat format)
    {
        try
        {
            if (format is RdfFormat.NTriples or RdfFormat.NQuads) { new LinesParser(window, sink, hasGraphs: format == RdfFormat.NQuads).Run(); }
            else if (format is RdfFormat.Turtle or RdfFormat.TriG) { new TurtleParser(window, sink, baseIri, prefixes ?? new Dictionary<string, string>(), hasGraphs: format == RdfFormat.TriG).Run(); }
            else { throw new ArgumentException($"{format} is not read", nameof(format)); }
            return null;
        }
        catch (RdfSyntaxException error) { return error.In(file); }
    }
}
