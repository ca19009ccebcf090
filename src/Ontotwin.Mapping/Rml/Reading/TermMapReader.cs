using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>Where a term map stands.</summary>
internal enum TermPosition
{
    Subject = 0,
    Predicate,
    Object,
    Graph,
    Other,
}

/// <summary>Reads term maps, expressions and conditions.</summary>
internal sealed class TermMapReader(MappingGraph graph)
{
    private readonly HashSet<Term> open = [];

    public static RmlTermMap Constant(Term term, string where) => new() { Expression = new RmlConstant(term), TermType = TypeOf(term), Where = where };

    public RmlTermMap Read(Term node, TermPosition position, string where)
    {
        if (!open.Add(node) || open.Count > RmlLimits.MaxNesting)
        {
            graph.Error("OT4803", $"{where} contains itself, or is nested too deeply");
            return new() { Where = where };
        }
        var map = ReadOpen(node, position, where);
        open.Remove(node);
        return map;
    }

    /// <summary>What gives values: a constant, a reference, a template or a function; null when there is none.</summary>
    public RmlExpression? Expression(Term node, string where)
    {
        if (graph.One(node, "constant") is { } constant) { return new RmlConstant(constant); }
        if ((graph.Text(node, "reference") ?? graph.Text(node, "column")) is { } reference) { return new RmlReference(reference); }
        if (graph.Text(node, "template") is { } template) { return Template(template, where); }
        var execution = graph.One(node, "functionExecution");
        if (execution is not null) { return Function(node, execution, where); }
        return graph.One(node, "functionValue") is { } value ? OldFunction(value, where) : null;
    }

    public List<RmlJoinCondition> Conditions(Term node, string where) =>
        [.. graph.All(node, "joinCondition").Select(c => new RmlJoinCondition(Side(c, "child", "childMap", where), Side(c, "parent", "parentMap", where)))];

    public List<RmlTermMap> Several(Term node, string shortcut, string map, TermPosition position, string where) =>
        [.. graph.All(node, shortcut).Select(t => Constant(t, where)), .. graph.All(node, map).Select(t => Read(t, position, where))];

    private RmlTermMap ReadOpen(Term node, TermPosition position, string where)
    {
        var expression = Expression(node, where);
        var language = Single(node, "language", "languageMap", where);
        var datatype = Single(node, "datatype", "datatypeMap", where);
        var parent = graph.One(node, "parentTriplesMap") is { } other ? new RmlParent(MappingGraph.NameOf(other), Conditions(node, where)) : null;
        var gather = graph.One(node, "gather") is { } list ? Gather(node, list, where) : null;
        var map = new RmlTermMap
        {
            Expression = expression,
            TermType = TermType(node, expression, position, language ?? datatype, gather, where),
            Language = language,
            Datatype = datatype,
            Condition = graph.One(node, "condition") is { } condition ? Read(condition, TermPosition.Other, where + ", condition") : null,
            Parent = parent,
            Gather = gather,
            Targets = Targets(node),
            Where = where,
        };
        Check(map, where);
        return map;
    }

    private List<string> Targets(Term node) =>
        [.. graph.All(node, "logicalTarget").Concat(graph.All(node, "languageMap", "datatypeMap").SelectMany(m => graph.All(m, "logicalTarget"))).Select(MappingGraph.NameOf).Distinct()];

    private RmlTermMap? Single(Term node, string shortcut, string map, string where)
    {
        if (graph.One(node, shortcut) is { } constant) { return Constant(constant, $"{where}, {shortcut}"); }
        return graph.One(node, map) is { } inner ? Read(inner, shortcut == "datatype" ? TermPosition.Predicate : TermPosition.Other, $"{where}, {shortcut}") : null;
    }

    private void Check(RmlTermMap map, string where)
    {
        if (map.Expression is null && map.Parent is null && map.Gather is null && map.TermType != RmlTermType.BlankNode)
        {
            graph.Error("OT4802", $"{where} says neither by rml:constant, rml:reference, rml:template nor a function what its terms are");
        }
        if (map.Language?.Expression is RmlConstant { Term: Literal tag } && !LanguageTag.IsValid(tag.Lexical))
        {
            graph.Error("OT4804", $"{where}: '{tag.Lexical}' is not a language tag", tag.Lexical, "use a tag of BCP 47 such as en, es or zh-Hans");
        }
        if (map.Language is not null && map.Datatype is not null) { graph.Error("OT4802", $"{where} has a language and a datatype: a literal has one of them"); }
    }

    private RmlTermType TermType(Term node, RmlExpression? expression, TermPosition position, RmlTermMap? literal, RmlGather? gather, string where)
    {
        if (graph.One(node, "termType") is not Iri word)
        {
            return (expression, position) switch
            {
                (RmlConstant { Term: var term }, _) => TypeOf(term),
                (null, _) when gather is not null => RmlTermType.BlankNode,
                (_, TermPosition.Object) when literal is not null || expression is RmlReference or RmlFunctionCall => RmlTermType.Literal,
                (_, TermPosition.Other) => RmlTermType.Literal,
                _ => RmlTermType.Iri,
            };
        }
        RmlTermType? type = RmlWords.Short(word.Value) switch
        {
            "IRI" => RmlTermType.Iri, "URI" => RmlTermType.Uri, "UnsafeIRI" => RmlTermType.UnsafeIri, "UnsafeURI" => RmlTermType.UnsafeUri,
            "BlankNode" => RmlTermType.BlankNode, "Literal" => RmlTermType.Literal, _ => null,
        };
        if (type is null) { graph.Error("OT4802", $"{where}: '{word.Value}' is no term type", word.LocalName, "rml:IRI, rml:URI, rml:UnsafeIRI, rml:UnsafeURI, rml:BlankNode or rml:Literal"); }
        if (type == RmlTermType.Literal && position is TermPosition.Subject && graph.IsOld)
        {
            // What engines of RML 1.1 do, and what its suite wants.
            graph.Warning("OT4802", $"{where} has the term type rr:Literal; it was read as rr:IRI: only objects are literals");
            return RmlTermType.Iri;
        }
        if (type == RmlTermType.Literal && position is TermPosition.Subject or TermPosition.Graph or TermPosition.Predicate)
        {
            graph.Error("OT4802", $"{where} has the term type rml:Literal: only objects are literals");
        }
        if (type == RmlTermType.BlankNode && position == TermPosition.Predicate) { graph.Error("OT4802", $"{where} has the term type rml:BlankNode: a predicate is an IRI"); }
        if (expression is RmlConstant constant && (TypeOf(constant.Term) == RmlTermType.Literal) != (type == RmlTermType.Literal))
        {
            graph.Error("OT4802", $"{where}: its constant is not of the term type it names", word.LocalName);
        }
        return type ?? RmlTermType.Iri;
    }

    private static RmlTermType TypeOf(Term term) => term switch { Iri => RmlTermType.Iri, BlankNode => RmlTermType.BlankNode, _ => RmlTermType.Literal };

    private RmlTemplate Template(string template, string where)
    {
        var parts = TemplateReader.Read(template, out var error);
        if (parts is null) { graph.Error("OT4805", $"{where}: '{template}' is not a template: {error}", template, "references stand in braces; write \\{ and \\} for braces, \\\\ for a backslash"); }
        return new(template, parts ?? []);
    }

    private RmlExpression Side(Term condition, string shortcut, string map, string where)
    {
        if (graph.Text(condition, shortcut) is { } reference) { return new RmlReference(reference); }
        if (graph.One(condition, map) is { } inner && Expression(inner, where) is { } expression) { return expression; }
        graph.Error("OT4802", $"{where}: a join condition needs rml:{shortcut} or rml:{map}");
        return new RmlConstant(Literal.Text(""));
    }

    private RmlGather Gather(Term node, Term list, string where)
    {
        var kind = graph.One(node, "gatherAs") is Iri iri ? iri.Value : "";
        if (!kind.StartsWith(RdfTerms.Namespace, StringComparison.Ordinal) || kind[RdfTerms.Namespace.Length..] is not ("List" or "Bag" or "Seq" or "Alt"))
        {
            graph.Error("OT4802", $"{where}: rml:gatherAs is rdf:List, rdf:Bag, rdf:Seq or rdf:Alt");
        }
        var members = graph.List(list).Select(m => Read(m, TermPosition.Object, where + ", gather")).ToList();
        return new(members, kind, graph.Text(node, "allowEmptyListAndContainer") is "true" or "1", graph.Word(node, "strategy") == "cartesianProduct");
    }

    private RmlFunctionCall Function(Term node, Term execution, string where)
    {
        var function = graph.Text(execution, "function") ?? (graph.One(execution, "functionMap") is { } map ? graph.Text(map, "constant") : null) ?? "";
        var output = graph.Text(node, "return") ?? (graph.One(node, "returnMap") is { } returned ? graph.Text(returned, "constant") : null);
        var inputs = new List<(string, RmlTermMap)>();
        foreach (var input in graph.All(execution, "input"))
        {
            var parameter = graph.Text(input, "parameter") ?? (graph.One(input, "parameterMap") is { } named ? graph.Text(named, "constant") : null) ?? "";
            var value = graph.One(input, "inputValue") is { } constant ? Constant(constant, where)
                : graph.One(input, "inputValueMap") is { } inner ? Read(inner, TermPosition.Other, $"{where}, input") : null;
            if (value is null) { graph.Error("OT4802", $"{where}: an input needs rml:inputValue or rml:inputValueMap"); }
            else { inputs.Add((parameter, value)); }
        }
        return new(function, inputs, output);
    }

    // FNML before its module: a triples map without rows, whose predicates are parameters.
    private RmlFunctionCall OldFunction(Term value, string where)
    {
        var function = "";
        var inputs = new List<(string, RmlTermMap)>();
        foreach (var pair in graph.All(value, "predicateObjectMap"))
        {
            var predicate = graph.Text(pair, "predicate") ?? (graph.One(pair, "predicateMap") is { } p ? graph.Text(p, "constant") : null) ?? "";
            var given = Several(pair, "object", "objectMap", TermPosition.Other, where + ", function").FirstOrDefault();
            if (RmlWords.Short(predicate) == "fno:executes") { function = given?.Expression is RmlConstant { Term: Iri iri } ? iri.Value : ""; }
            else if (given is not null) { inputs.Add((predicate, given)); }
        }
        return new(function, inputs, null);
    }
}
