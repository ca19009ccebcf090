namespace Ontotwin.Rdf.Reading;

/// <summary>N-Triples and N-Quads (RDF 1.1): one statement a line.</summary>
/// <param name="window">The text.</param>
/// <param name="sink">Takes the statements.</param>
/// <param name="hasGraphs">Whether a fourth term may name the graph.</param>
internal sealed class LinesParser(TextWindow window, Action<Quad> sink, bool hasGraphs)
{
    private readonly Terminals terminals = new(window);
    private StringTerminals? strings;

    public void Run()
    {
        for (terminals.SkipBlank(); !window.AtEnd; terminals.SkipBlank()) { Statement(); }
    }

    private void Statement()
    {
        var subject = Resource("expected an IRI or a blank node");
        SkipSpaces();
        if (!window.Is('<')) { throw window.Error("expected an IRI in angle brackets"); }
        var predicate = terminals.TakeIri();
        SkipSpaces();
        Term value = window.Is('"') ? (strings ??= new(window, terminals)).Take(linesOnly: true) : Resource("expected an IRI, a blank node or a string in double quotes");
        SkipSpaces();
        var graph = hasGraphs && !window.Is('.') ? Resource("expected '.' or the graph's name") : null;
        SkipSpaces();
        if (!window.Is('.')) { throw window.Error("expected '.'"); }
        window.Advance(1);
        sink(new Quad(new Triple(subject, predicate, value), graph));
        EndLine();
    }

    private Term Resource(string otherwise) => window.Current switch
    {
        (byte)'<' => terminals.TakeIri(),
        (byte)'_' => new BlankNode(terminals.TakeBlankLabel()),
        _ => throw window.Error(otherwise),
    };

    private void EndLine()
    {
        SkipSpaces();
        if (window.Is('#')) { terminals.SkipComment(); }
        if (!window.AtEnd && window.Current is not ((byte)'\n' or (byte)'\r')) { throw window.Error("one statement a line"); }
    }

    private void SkipSpaces()
    {
        while (window.Current is (byte)' ' or (byte)'\t') { window.Advance(1); }
    }
}
