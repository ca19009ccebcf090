namespace Ontotwin.Rdf.Reading;

/// <summary>Recursive descent over Turtle and TriG (RDF 1.1), with a depth budget.</summary>
/// <param name="window">The text.</param>
/// <param name="sink">Takes the statements.</param>
/// <param name="baseIri">What relative IRIs are relative to, until the document says.</param>
/// <param name="prefixes">Filled with the document's prefixes.</param>
/// <param name="hasGraphs">Whether it is TriG.</param>
internal sealed class TurtleParser(TextWindow window, Action<Quad> sink, string? baseIri, IDictionary<string, string> prefixes, bool hasGraphs)
{
    private readonly Terminals terminals = new(window) { Resolver = baseIri is null ? null : new IriResolver(baseIri) };
    private readonly BlankLabels labels = new();
    private StringTerminals? strings;
    private Term? graph;
    private int depth;

    public void Run()
    {
        foreach (var (prefix, space) in prefixes) { terminals.Declare(prefix, space); }
        for (terminals.SkipBlank(); !window.AtEnd; terminals.SkipBlank()) { Statement(); }
    }

    private void Statement()
    {
        if (terminals.TryTakeWord("@prefix"u8)) { Prefix(); terminals.Take('.'); }
        else if (terminals.TryTakeWord("@base"u8)) { Base(); terminals.Take('.'); }
        else if (terminals.TryTakeWord("PREFIX"u8, ignoreCase: true)) { Prefix(); }
        else if (terminals.TryTakeWord("BASE"u8, ignoreCase: true)) { Base(); }
        else if (hasGraphs && terminals.TryTakeWord("GRAPH"u8, ignoreCase: true)) { Block(GraphName()); }
        else if (hasGraphs && window.Current == '{') { Block(null); }
        else if (!Triples(mayNameGraph: hasGraphs)) { terminals.Take('.'); }
    }

    private void Prefix()
    {
        terminals.SkipBlank();
        var prefix = terminals.TakePrefix();
        prefixes[prefix] = Reference();
        terminals.Declare(prefix, prefixes[prefix]);
    }

    private void Base() => terminals.Resolver = new IriResolver(Reference());

    private string Reference()
    {
        terminals.SkipBlank();
        return window.Current == '<' ? terminals.TakeIri().Value : throw window.Error("expected an IRI in angle brackets");
    }

    private Term GraphName()
    {
        terminals.SkipBlank();
        if (window.Current != '[') { return IriOrLabel(); }
        window.Advance(1);
        terminals.Take(']');
        return labels.Fresh();
    }

    private void Block(Term? name)
    {
        graph = name;
        terminals.Take('{');
        for (terminals.SkipBlank(); window.Current != '}'; terminals.SkipBlank())
        {
            Triples(mayNameGraph: false);
            if (!terminals.TryTake('.')) { break; }
        }
        terminals.Take('}');
        graph = null;
    }

    /// <summary>The statements of one subject without the dot behind them, or a graph that what looked like a subject names.</summary>
    /// <returns>Whether it was a graph.</returns>
    private bool Triples(bool mayNameGraph)
    {
        var isBracketed = window.Current == '[';
        var subject = Subject(out var isNode);
        terminals.SkipBlank();
        if (window.Current == '{')
        {
            if (!hasGraphs) { throw window.Error("Turtle has no graphs: they are TriG, in a file named .trig"); }
            if (!mayNameGraph || !isNode) { throw window.Error("a graph cannot be named so or stand here"); }
            Block(subject);
            return true;
        }
        if (!isBracketed || isNode || window.Current is not ((byte)'.' or (byte)'}')) { PredicateObjects(subject); }
        return false;
    }

    // isNode: an IRI, a label or [] without content, and so what may name a graph.
    private Term Subject(out bool isNode)
    {
        isNode = false;
        if (window.Current == '(') { return Collection(); }
        if (window.Current == '[') { return Brackets(out isNode); }
        isNode = true;
        return IriOrLabel();
    }

    private void PredicateObjects(Term subject)
    {
        do
        {
            terminals.SkipBlank();
            var predicate = terminals.TryTakeWord("a"u8) ? RdfTerms.Type : Iri("expected a property");
            do
            {
                terminals.SkipBlank();
                sink(new Quad(new Triple(subject, predicate, Object()), graph));
            }
            while (terminals.TryTake(','));
        }
        while (GoesOn());
    }

    // Semicolons may stand one behind another, and before the end.
    private bool GoesOn()
    {
        if (!terminals.TryTake(';')) { return false; }
        while (terminals.TryTake(';')) { }
        return !window.AtEnd && window.Current is not ((byte)'.' or (byte)']' or (byte)'}');
    }

    private Term Object()
    {
        switch (window.Current)
        {
            case (byte)'"' or (byte)'\'': return (strings ??= new(window, terminals)).Take(linesOnly: false);
            case (byte)'[' or (byte)'(': return Subject(out _);
            case (byte)'+' or (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'): return terminals.TakeNumber();
            case (byte)'t' when terminals.TryTakeWord("true"u8): return Literal.Boolean(true);
            case (byte)'f' when terminals.TryTakeWord("false"u8): return Literal.Boolean(false);
            default: return IriOrLabel();
        }
    }

    private Term IriOrLabel() => window.Current == '_' ? labels.Of(terminals.TakeBlankLabel()) : Iri("expected a term");

    private Iri Iri(string otherwise) => window.Current switch
    {
        (byte)'<' => terminals.TakeIri(),
        (byte)':' or > 0x7F => terminals.TakePrefixedName(),
        var c when char.IsAsciiLetter((char)c) => terminals.TakePrefixedName(),
        _ => throw window.Error(otherwise),
    };

    private BlankNode Brackets(out bool isEmpty)
    {
        Enter();
        window.Advance(1);
        var node = labels.Fresh();
        isEmpty = terminals.TryTake(']');
        if (!isEmpty)
        {
            PredicateObjects(node);
            terminals.Take(']');
        }
        depth--;
        return node;
    }

    private Term Collection()
    {
        Enter();
        window.Advance(1);
        Term first = RdfTerms.Nil;
        BlankNode? last = null;
        while (!terminals.TryTake(')'))
        {
            var item = Object();
            var node = labels.Fresh();
            if (last is null) { first = node; }
            else { sink(new Quad(new Triple(last, RdfTerms.Rest, node), graph)); }
            sink(new Quad(new Triple(node, RdfTerms.First, item), graph));
            last = node;
        }
        if (last is not null) { sink(new Quad(new Triple(last, RdfTerms.Rest, RdfTerms.Nil), graph)); }
        depth--;
        return first;
    }

    private void Enter()
    {
        if (++depth > Limits.MaxNesting) { throw window.Error($"more than {Limits.MaxNesting} nested brackets"); }
    }
}
