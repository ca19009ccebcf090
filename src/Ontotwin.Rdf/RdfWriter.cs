using System.Text;

namespace Ontotwin.Rdf;

/// <summary>Writes statements as they come, in one format, in UTF-8. Statements of one graph and subject should come together: then the text is short.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1063", Justification = "A closed hierarchy without finalizers: Finish is the whole pattern")]
public abstract class RdfWriter : IDisposable
{
    private protected RdfWriter(Stream output) => Output = output;

    private protected Stream Output { get; }

    /// <summary>A writer over <paramref name="output"/>, which stays open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">In what form.</param>
    /// <param name="prefixes">Prefix → namespace, for the forms that have prefixes.</param>
    public static RdfWriter Create(Stream output, RdfFormat format, IReadOnlyDictionary<string, string>? prefixes = null) => format switch
    {
        RdfFormat.Turtle => new Writing.TurtleWriter(output, prefixes ?? new Dictionary<string, string>(), graphs: false),
        RdfFormat.TriG => new Writing.TurtleWriter(output, prefixes ?? new Dictionary<string, string>(), graphs: true),
        RdfFormat.JsonLd => new Writing.JsonLdWriter(output),
        RdfFormat.RdfXml => new Writing.RdfXmlWriter(output),
        RdfFormat.RdfJson => new Writing.RdfJsonWriter(output),
        _ => new Writing.NQuadsWriter(output, graphs: format != RdfFormat.NTriples),
    };

    /// <summary>Writes one statement.</summary>
    public void Write(Triple triple, Term? graph) => Write(triple.Subject, triple.Predicate, triple.Object, graph);

    /// <summary>Writes one statement by its parts.</summary>
    /// <param name="subject">An IRI or blank node.</param>
    /// <param name="predicate">What relates them.</param>
    /// <param name="value">Any term: the object.</param>
    /// <param name="graph">The graph's name, or null for the default graph.</param>
    public abstract void Write(Term subject, Iri predicate, Term value, Term? graph);

    /// <summary>Writes what is pending and ends the text. The stream is left open.</summary>
    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Finish();

    private protected void Flush(StringBuilder text)
    {
        foreach (var chunk in text.GetChunks()) { Output.Write(Encoding.UTF8.GetBytes(chunk.ToArray())); }
        text.Clear();
    }
}
