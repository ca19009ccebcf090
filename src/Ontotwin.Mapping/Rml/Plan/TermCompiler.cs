using System.Text;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Compiles term maps over the rows of one source.</summary>
internal sealed class TermCompiler(RowSource rows, string baseIri, PlanParts shared)
{
    /// <summary>The characters of a constant.</summary>
    public static string TextOf(Term term) => term switch { Literal literal => literal.Lexical, Iri iri => iri.Value, BlankNode blank => blank.Label, _ => "" };

    /// <summary>The values of an expression.</summary>
    public static ValueSource Values(RmlExpression expression, RowSource rows) => expression switch
    {
        RmlReference reference => rows.Reference(reference.Text),
        RmlTemplate template => new TemplateValues(new TemplateParts(template, rows.Reference)),
        RmlConstant constant => new ConstantValues(TextOf(constant.Term)),
        RmlFunctionCall call => Function(call, rows),
        _ => throw new RmlStoppedException("OT4802", "an expression that is none"),
    };

    public TermMaker[] Makers(IReadOnlyList<RmlTermMap> maps) => [.. maps.Select(Maker)];

    public TermMaker Maker(RmlTermMap map)
    {
        var maker = map.Gather is { } gather ? Gatherer(map, gather) : map.Parent is { } parent ? shared.Parent(parent, rows) : Plain(map);
        var conditional = map.Condition is { Expression: { } condition } ? new ConditionalMaker(Values(condition, rows), maker) : maker;
        conditional.Targets = [.. map.Targets.Select(shared.Target)];
        return conditional;
    }

    private GatherMaker Gatherer(RmlTermMap map, RmlGather gather) =>
        new(Makers(gather.Members), map.Expression is null ? null : Plain(map), gather, shared.Gathered);

    private TermMaker Plain(RmlTermMap map)
    {
        if (map.Expression is null) { return new FreshBlankMaker(shared.Labels); }
        if (map.Expression is RmlConstant constant && map.Language is null && map.Datatype is null) { return new ConstantMaker(Encoding.UTF8.GetBytes(constant.Term.ToString())); }
        if (map.TermType == RmlTermType.Literal)
        {
            var language = map.Language is null ? null : Maker(map.Language with { TermType = RmlTermType.Literal });
            var datatype = map.Datatype is null ? null : Maker(map.Datatype with { TermType = RmlTermType.Iri });
            return new LiteralMaker(Values(map.Expression, rows), language, datatype, shared.HasNaturalTypes, map.Where);
        }
        if (map.Expression is not RmlTemplate template) { return new ReferenceNodeMaker(Values(map.Expression, rows), new NodeForm(map.TermType, baseIri, false, map.Where)); }
        return new TemplateNodeMaker(new TemplateParts(template, rows.Reference), new NodeForm(map.TermType, baseIri, IsSafe(map, template), map.Where));
    }

    // Encoded values cannot spoil an IRI whose written parts are sound and begin with a scheme.
    private static bool IsSafe(RmlTermMap map, RmlTemplate template) =>
        map.TermType is RmlTermType.Iri or RmlTermType.Uri && template.Parts is [{ IsReference: false }, ..] && TermText.IsAbsolute(Encoding.UTF8.GetBytes(template.Parts[0].Text))
        && template.Parts.All(p => p.IsReference || TermText.IsIri(Encoding.UTF8.GetBytes(p.Text)));

    private static FunctionValues Function(RmlFunctionCall call, RowSource rows)
    {
        var function = RmlFunctions.Find(call.Function)
            ?? throw new RmlStoppedException("OT4807", $"there is no function <{call.Function}>; there are {string.Join(", ", RmlFunctions.Names.Where(n => !n.StartsWith("http://example", StringComparison.Ordinal)).Select(n => n[(n.LastIndexOf('#') + 1)..]))}");
        if (call.Output is { } output && !function.Outputs.Contains(output)) { throw new RmlStoppedException("OT4807", $"the function <{call.Function}> has no output <{output}>; it has {string.Join(", ", function.Outputs)}"); }
        var inputs = new List<(int, ValueSource)>();
        foreach (var (parameter, map) in call.Inputs)
        {
            var place = RmlFunctions.ParameterOf(function, parameter);
            if (place < 0) { throw new RmlStoppedException("OT4807", $"the function <{call.Function}> has no parameter <{parameter}>; it has {string.Join(", ", function.Parameters)}"); }
            if (map.Expression is not null) { inputs.Add((place, Values(map.Expression, rows))); }
        }
        return new(function, [.. inputs]);
    }
}
