using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>Triples as they are written, with their abbreviations, as one list of triples and paths.</summary>
/// <param name="context">What builders share.</param>
internal sealed class TriplesBuilder(BuildContext context)
{
    private readonly PathBuilder paths = new(context);
    private readonly List<Pattern> found = [];
    private readonly List<TriplePattern> triples = [];

    /// <summary>A block of a pattern. Its triples stand in the basic pattern of this number.</summary>
    public Pattern Block(SparqlParser.TriplesBlockContext block, int basicPattern)
    {
        foreach (var same in block.triplesSameSubject()) { Statement(same); }
        foreach (var label in Labels()) { RefuseTwoHomes(label, basicPattern, block); }
        Pattern result = triples.Count == 0 ? BasicPattern.Empty : new BasicPattern([.. triples]);
        foreach (var path in found) { result = context.Checked(JoinPattern.Of(result, path), block); }
        return result;
    }

    /// <summary>Triples of a template: without paths.</summary>
    public ImmutableArray<TriplePattern> Template(SparqlParser.TriplesTemplateContext? template)
    {
        if (template is null) { return []; }
        foreach (var same in template.triplesBlock().triplesSameSubject()) { Statement(same); }
        if (found.Count > 0 || triples.Exists(t => t.Nodes.Any(n => n.Variable?.StartsWith(PathBuilder.Between, StringComparison.Ordinal) == true)))
        {
            throw context.Error("OT9208", template, "a property path in a template", "a template makes triples: write a property or a variable there");
        }
        return [.. triples];
    }

    private IEnumerable<string> Labels() => triples.SelectMany(t => t.Nodes).Concat(found.OfType<PathPattern>().SelectMany(p => new[] { p.Subject, p.Object }))
        .Where(n => n.IsBlank && n.Variable!.Length > 3 && n.Variable[2] == ':').Select(n => n.Variable!).Distinct();

    private void RefuseTwoHomes(string label, int basicPattern, ParserRuleContext at)
    {
        if (context.LabelHomes.TryAdd(label, basicPattern) || context.LabelHomes[label] == basicPattern) { return; }
        throw context.Error("OT9205", at, $"the blank node _:{label[3..]} stands in two basic graph patterns", "use a variable to speak of one node in both");
    }

    private void Statement(SparqlParser.TriplesSameSubjectContext same)
    {
        var subject = same.varOrTerm() is { } term ? Term(term) : Triples(same.triplesNode());
        if (same.propertyList() is { } properties) { Properties(subject, properties); }
    }

    private void Properties(Node subject, SparqlParser.PropertyListContext properties)
    {
        foreach (var pair in properties.verbObjects())
        {
            foreach (var node in pair.graphNode()) { Add(subject, pair.verb(), Object(node)); }
        }
    }

    private void Add(Node subject, SparqlParser.VerbContext verb, Node value)
    {
        if (verb.var() is { } variable)
        {
            triples.Add(new TriplePattern(subject, Node.Of(BuildContext.Variable(variable)), value));
            return;
        }
        foreach (var part in paths.Connecting(subject, paths.Path(verb.path()), value))
        {
            if (part is BasicPattern basic) { triples.AddRange(basic.Triples); }
            else { found.Add(part); }
        }
    }

    private Node Object(SparqlParser.GraphNodeContext node) => node.varOrTerm() is { } term ? Term(term) : Triples(node.triplesNode());

    private Node Triples(SparqlParser.TriplesNodeContext node)
    {
        if (node.propertyList() is { } properties)
        {
            var blank = Fresh();
            Properties(blank, properties);
            return blank;
        }
        var items = node.graphNode();
        var (first, at) = (Fresh(), default(Node));
        for (var i = 0; i < items.Length; i++)
        {
            var next = i == 0 ? first : Fresh();
            if (i > 0) { triples.Add(new TriplePattern(at, Node.Of(RdfTerms.Rest), next)); }
            triples.Add(new TriplePattern(next, Node.Of(RdfTerms.First), Object(items[i])));
            at = next;
        }
        triples.Add(new TriplePattern(at, Node.Of(RdfTerms.Rest), Node.Of(RdfTerms.Nil)));
        return first;
    }

    private Node Fresh() => Node.Of(context.Fresh(Node.BlankPrefix));

    private Node Term(SparqlParser.VarOrTermContext term)
    {
        if (term.var() is { } variable) { return Node.Of(BuildContext.Variable(variable)); }
        if (term.blankNode() is { } blank) { return blank.BLANK_NODE_LABEL() is { } label ? Node.Of(Node.BlankPrefix + ":" + label.GetText()[2..]) : Fresh(); }
        return Node.Of(term.iri() is { } iri ? context.Iri(iri)
            : term.rdfLiteral() is { } literal ? context.Literal(literal)
            : term.numericLiteral() is { } number ? BuildContext.Number(number)
            : term.booleanLiteral() is { } boolean ? BuildContext.Boolean(boolean)
            : RdfTerms.Nil);
    }
}
