using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Rdf;

/// <summary>Reads Turtle, TriG, N-Triples and N-Quads (RDF 1.1): one grammar, for the smaller languages are parts of it. And RDF/XML.</summary>
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
    /// <param name="prefixes">Filled with the document's prefixes, when given.</param>
    /// <param name="linesOnly">Whether only the forms of N-Triples and N-Quads are allowed.</param>
    /// <returns>Null when the whole document was read, else the error.</returns>
    public static Diagnostic? Read(
        string text, string file, Action<Quad> sink, string? baseIri = null, IDictionary<string, string>? prefixes = null, bool linesOnly = false)
    {
        var parser = new Reading.TurtleParser(text, file, sink, baseIri, prefixes ?? new Dictionary<string, string>(), linesOnly);
        return parser.Run();
    }

    /// <summary>Reads RDF/XML. See <see cref="Read"/>.</summary>
    public static Diagnostic? ReadXml(string text, string file, Action<Quad> sink, string? baseIri = null) => new Reading.RdfXmlParser(file, sink, baseIri).Run(text);

    /// <summary>Reads a UTF-8 file. See <see cref="Read"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Diagnostic? ReadFile(string path, Action<Quad> sink, IDictionary<string, string>? prefixes = null) =>
        Read(File.ReadAllText(path, Encoding.UTF8), path, sink, new Uri(Path.GetFullPath(path)).AbsoluteUri, prefixes);
}
