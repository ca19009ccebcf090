using System.Globalization;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>Recursive descent over Turtle and TriG (RDF 1.1), with a depth budget.</summary>
/// <param name="text">The document.</param>
/// <param name="file">Its name.</param>
/// <param name="sink">Takes the statements.</param>
/// <param name="baseIri">What relative IRIs are relative to.</param>
/// <param name="prefixes">Prefixes, filled as they are declared.</param>
/// <param name="linesOnly">Whether only N-Triples' and N-Quads' forms are allowed: no prefixes, abbreviations or relative IRIs.</param>
internal sealed class TurtleParser(string text, string file, Action<Quad> sink, string? baseIri, IDictionary<string, string> prefixes, bool linesOnly)
{
    private readonly TurtleCursor cursor = new(text);
    private readonly Dictionary<string, BlankNode> labelled = [];
    private IriResolver? resolver = baseIri is null || linesOnly ? null : new IriResolver(baseIri);
    private Term? graph;
    private int generated;
    private int depth;

    public Diagnostic? Run()
    {
        try
        {
            for (cursor.SkipBlank(); !cursor.AtEnd; cursor.SkipBlank()) { Statement(); }
            return null;
        }
        catch (RdfSyntaxException error)
        {
            var place = PositionOf(error.Position);
            return new Diagnostic("OT9001", Severity.Error, error.Message)
            {
                Span = new TextSpan(file, place, place with { Column = place.Column + 1 }),
                Hint = "the statements before this place were read",
            };
        }
    }

    private void Statement()
    {
        if (linesOnly) { TriplesOrGraph(); }
        else if (cursor.TryTakeWord("@prefix")) { Prefix(); cursor.Take('.'); }
        else if (cursor.TryTakeWord("@base")) { Base(); cursor.Take('.'); }
        else if (cursor.TryTakeWord("PREFIX", ignoreCase: true)) { Prefix(); }
        else if (cursor.TryTakeWord("BASE", ignoreCase: true)) { Base(); }
        else if (cursor.TryTakeWord("GRAPH", ignoreCase: true)) { Block(Subject()); }
        else if (cursor.Current == '{') { Block(null); }
        else { TriplesOrGraph(); }
    }

    private void Prefix()
    {
        cursor.SkipBlank();
        var (prefix, local) = cursor.TakePrefixedName();
        if (local.Length > 0) { throw cursor.Error("a prefix must end with ':'"); }
        cursor.SkipBlank();
        prefixes[prefix] = Resolve(cursor.TakeIriReference());
    }

    private void Base()
    {
        cursor.SkipBlank();
        resolver = new IriResolver(Resolve(cursor.TakeIriReference()));
    }

    private void TriplesOrGraph()
    {
        var bracketed = cursor.Current == '[';
        var subject = Subject();
        cursor.SkipBlank();
        if (cursor.Current == '{' && subject is not Literal) { Block(subject); return; }
        // N-Quads: a fourth term before the dot names the graph, so one statement is held back until its end is seen.
        if (bracketed && cursor.Current == '.') { cursor.Take('.'); return; }
        PredicateObjects(subject, top: true);
        cursor.Take('.');
    }

    private void Block(Term? name)
    {
        graph = name;
        cursor.Take('{');
        for (cursor.SkipBlank(); cursor.Current != '}'; cursor.SkipBlank())
        {
            var bracketed = cursor.Current == '[';
            var subject = Subject();
            cursor.SkipBlank();
            if (!bracketed || cursor.Current is not ('.' or '}')) { PredicateObjects(subject, top: false); }
            if (!cursor.TryTake('.')) { break; }
        }
        cursor.Take('}');
        cursor.TryTake('.');
        graph = null;
    }

    private void PredicateObjects(Term subject, bool top)
    {
        do
        {
            cursor.SkipBlank();
            if (cursor.Current is '.' or ']' or '}' or ';') { continue; }
            var predicate = !linesOnly && cursor.TryTakeWord("a") ? RdfTerms.Type : Predicate();
            do
            {
                var value = Object();
                cursor.SkipBlank();
                var quadGraph = top && cursor.Current is '<' or '_' && top ? Subject() : graph;
                sink(new Quad(new Triple(subject, predicate, value), quadGraph));
            }
            while (!linesOnly && cursor.TryTake(','));
        }
        while (!linesOnly && cursor.TryTake(';'));
    }

    private Iri Predicate()
    {
        cursor.SkipBlank();
        return Iri();
    }

    private Term Subject()
    {
        cursor.SkipBlank();
        if (linesOnly && cursor.Current is not ('<' or '_')) { throw cursor.Error("expected an IRI or a blank node"); }
        return cursor.Current switch
        {
            '[' => BlankNodeProperties(),
            '(' => Collection(),
            '_' when cursor.Peek(1) == ':' => Labelled(),
            _ => Iri(),
        };
    }

    private Term Object()
    {
        cursor.SkipBlank();
        if (linesOnly && (cursor.Current is not ('<' or '_' or '"') || (cursor.Current == '"' && cursor.Peek(1) == '"' && cursor.Peek(2) == '"'))) { throw cursor.Error("expected an IRI, a blank node or a string in double quotes"); }
        return cursor.Current switch
        {
            '"' or '\'' => StringLiteral(),
            '[' or '(' or '<' => Subject(),
            '_' when cursor.Peek(1) == ':' => Labelled(),
            '+' or '-' or '.' or (>= '0' and <= '9') => NumberLiteral(),
            _ when cursor.TryTakeWord("true") => Literal.Boolean(true),
            _ when cursor.TryTakeWord("false") => Literal.Boolean(false),
            _ => Iri(),
        };
    }

    private Iri Iri()
    {
        if (cursor.Current == '<') { return new Iri(Resolve(cursor.TakeIriReference())); }
        if (linesOnly) { throw cursor.Error("expected an IRI in angle brackets"); }
        if (cursor.AtEnd || (cursor.Current != ':' && !TurtleCursor.IsNameStart(cursor.Current))) { throw cursor.Error("expected a term"); }
        var (prefix, local) = cursor.TakePrefixedName();
        return prefixes.TryGetValue(prefix, out var space)
            ? new Iri(space + local)
            : throw cursor.Error($"the prefix '{prefix}:' is not declared");
    }

    private Literal NumberLiteral()
    {
        var (lexical, datatype) = cursor.TakeNumber();
        return new Literal(lexical, datatype);
    }

    private Literal StringLiteral()
    {
        var lexical = cursor.TakeString();
        if (cursor.Current == '@') { return Literal.InLanguage(lexical, cursor.TakeLanguage()); }
        if (cursor.Current != '^' || cursor.Peek(1) != '^') { return Literal.Text(lexical); }
        cursor.Take('^');
        cursor.Take('^');
        cursor.SkipBlank();
        return new Literal(lexical, Iri());
    }

    private BlankNode Labelled()
    {
        var label = cursor.TakeBlankLabel();
        if (!labelled.TryGetValue(label, out var node)) { labelled.Add(label, node = Fresh()); }
        return node;
    }

    private BlankNode BlankNodeProperties()
    {
        Enter();
        cursor.Take('[');
        var node = Fresh();
        if (!cursor.TryTake(']'))
        {
            PredicateObjects(node, top: false);
            cursor.Take(']');
        }
        depth--;
        return node;
    }

    private Term Collection()
    {
        Enter();
        cursor.Take('(');
        Term first = RdfTerms.Nil;
        BlankNode? last = null;
        while (!cursor.TryTake(')'))
        {
            var item = Object();
            var node = Fresh();
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
        if (++depth > Limits.MaxNesting) { throw cursor.Error($"more than {Limits.MaxNesting} nested brackets"); }
    }

    private BlankNode Fresh() => new("b" + (generated++).ToString(CultureInfo.InvariantCulture));

    private string Resolve(string reference)
    {
        if (IriResolver.IsAbsolute(reference)) { return reference; }
        return resolver?.Resolve(reference) ?? throw cursor.Error("a relative IRI, and no base is known");
    }

    private TextPosition PositionOf(int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        return new TextPosition(before.Count('\n') + 1, position - (before.LastIndexOf('\n') + 1) + 1);
    }
}
