using System.Text;
using Ontotwin.Rdf.JsonLd;
using Ontotwin.Rdf.Reading;
using Ontotwin.Values;

namespace Ontotwin.Rdf;

/// <summary>
/// Reads JSON-LD 1.1 as RDF (JSON-LD 1.1 Processing Algorithms and API, <c>toRdf</c>). A document that is an array is read item by item; an object is in memory as
/// a whole, for its context may stand at its end. Labels of blank nodes are kept as in Turtle.
/// </summary>
public static class JsonLdReader
{
    /// <summary>Code of what is against JSON-LD's rules; the message begins with the recommendation's name of the error.</summary>
    public const string ErrorCode = "OT9002";

    /// <summary>Code of a remote context that is not at hand.</summary>
    public const string MissingContextCode = "OT9003";

    /// <summary>Reads a document in UTF-8 from where a stream stands, and hands on its statements; one may come twice. Stops at the first error.</summary>
    /// <param name="input">The document.</param>
    /// <param name="file">Its name for diagnostics.</param>
    /// <param name="sink">Takes each statement.</param>
    /// <param name="options">How it is read; null: as by default.</param>
    /// <returns>Null when the whole document was read, else the error with its place. The statements of items before it were handed on.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Diagnostic? Read(Stream input, string file, Action<Quad> sink, JsonLdOptions? options = null) =>
        Read(new TextWindow(input) { Unit = JsonLdParser.Unit }, file, sink, options ?? new());

    /// <summary>Reads a text. See <see cref="Read(Stream, string, Action{Quad}, JsonLdOptions)"/>.</summary>
    public static Diagnostic? Read(string text, string file, Action<Quad> sink, JsonLdOptions? options = null) =>
        Read(new TextWindow(Encoding.UTF8.GetBytes(text)), file, sink, options ?? new());

    private static Diagnostic? Read(TextWindow window, string file, Action<Quad> sink, JsonLdOptions options)
    {
        try
        {
            new JsonLdParser(window, sink, options).Run();
            return null;
        }
        catch (RdfSyntaxException error) { return error.In(file); }
    }
}
