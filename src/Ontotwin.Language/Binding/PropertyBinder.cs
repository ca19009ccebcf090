using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Binds what stands inside a node: property bindings, their conversions, and the life-cycle.</summary>
internal sealed class PropertyBinder(BindingScope scope, MapExpressionBinder expressions)
{
    private readonly RangeChecks ranges = new(scope);

    /// <summary>What values are read as.</summary>
    public static ImmutableArray<string> ValueTypes => Types;

    /// <summary>What a status may do.</summary>
    public static IEnumerable<string> LifeCycleWords => Actions.Keys;

    private static readonly Dictionary<string, LifeCycleKind> Actions = new(StringComparer.Ordinal)
    {
        ["assert"] = LifeCycleKind.Assert, ["preliminary"] = LifeCycleKind.Preliminary, ["replace"] = LifeCycleKind.Replace, ["update"] = LifeCycleKind.Update,
        ["retract"] = LifeCycleKind.Retract, ["absent"] = LifeCycleKind.Absent, ["unreadable"] = LifeCycleKind.Unreadable, ["quarantine"] = LifeCycleKind.Quarantine,
    };

    private static readonly ImmutableArray<string> Types =
        ["quantity", "instant", "date", "code", "text", "decimal", "integer", "boolean", "identifier", "name", "address", "telecom", "duration"];

    public BindingStatement? Bind(TwinParser.BindingContext tree, OntologyClass? subject, MapScope names)
    {
        var property = scope.Property(tree.name(), subject);
        var each = tree.children.Any(c => c.GetText() == "each" && c is Antlr4.Runtime.Tree.ITerminalNode);
        SourceShape? shape = null;
        var source = each ? expressions.Bind(tree.source, names, out shape, out _) : expressions.BindSingle(tree.source, names);
        var inner = each ? names.At(shape) : names;
        var conversions = tree.conversion().Select(c => BindConversion(c, inner)).ToList();
        var guard = tree.guard() is { } when ? expressions.BindSingle(when.expression(), inner) : null;
        if (property is null || source is null || conversions.Contains(null) || (tree.guard() is not null && guard is null)) { return null; }
        var bound = new BindingStatement(property, each, source, [.. conversions.Select(c => c!)], guard, tree.otherwise is not null) { Span = scope.SpanOf(tree) };
        if (subject is not null) { CheckTarget(tree, bound, subject, names); }
        return bound;
    }

    public LifeCycle? BindLifeCycle(TwinParser.LifeCycleContext tree, MapScope names)
    {
        var source = expressions.BindSingle(tree.expression(0), names);
        var ordered = tree.ordered is { } by ? expressions.BindSingle(by, names) : null;
        var cases = ImmutableDictionary.CreateBuilder<string, LifeCycleAction>(StringComparer.Ordinal);
        LifeCycleAction? other = null;
        var absent = new LifeCycleAction(LifeCycleKind.Quarantine, null);
        foreach (var branch in tree.lifeCycleCase())
        {
            var action = Action(branch.lifeCycleAction());
            if (branch.STRING() is { Length: > 0 } texts)
            {
                foreach (var text in texts) { cases[SyntaxText.String(text)] = action; }
            }
            else if (branch.GetChild(0).GetText() == "other") { other = action; }
            else { absent = action; }
        }
        if (source is null) { return null; }
        if (other is null && !scope.IsDamaged(tree)) { CheckCases(tree, source, [.. cases.Keys], names); }
        return new LifeCycle(source, ordered, cases.ToImmutable(), other, absent) { Span = scope.SpanOf(tree) };
    }

    // A status that has no case would set each such record aside.
    private void CheckCases(TwinParser.LifeCycleContext tree, Expression source, HashSet<string> named, MapScope names)
    {
        var codes = SchemaWalk.Of(source, names).Select(s => (s.Place as FhirShape)?.CodesOf(s.Child) ?? []).LastOrDefault() ?? [];
        var left = codes.Where(c => !named.Contains(c)).ToList();
        if (codes.Count > 0 && left.Count == 0) { return; }
        scope.Report("OT1224", tree, left.Count == 0 ? "not every status that may come has a case here" : $"no case for {string.Join(", ", left.Select(c => $"'{c}'"))}", "say what to do with any other: other -> quarantine");
    }

    public Conversion? BindConversion(TwinParser.ConversionContext tree, MapScope names)
    {
        switch (tree)
        {
            case TwinParser.AsConversionContext conversion:
                return BindAs(conversion, names);
            case TwinParser.ViaConversionContext via:
                var lookup = SyntaxText.Name(via.name());
                if (scope.Names.Lookups.Contains(lookup)) { return new ViaConversion(lookup); }
                scope.Report("OT1211", via, $"there is no lookup '{lookup}'", Suggest.From(lookup, scope.Names.Lookups));
                return null;
            case TwinParser.CheckConversionContext check:
                var (low, high) = (SyntaxText.Number(check.low), SyntaxText.Number(check.high));
                if (low > high) { scope.Report("OT1212", check, "the range is empty: its lower end is above its upper end"); }
                return new CheckConversion(low, high);
            default:
                return null;
        }
    }

    private static LifeCycleAction Action(TwinParser.LifeCycleActionContext tree) =>
        new(Actions.GetValueOrDefault(tree.GetChild(0).GetText()), tree.STRING() is { } reason ? SyntaxText.String(reason) : null);

    private AsConversion? BindAs(TwinParser.AsConversionContext tree, MapScope names)
    {
        var type = SyntaxText.Name(tree.name());
        if (!Types.Contains(type))
        {
            scope.Report("OT1213", tree, $"'{type}' is not a type that values are read as", Habits.TypeOf(type, Types) ?? Suggest.From(type, Types) ?? string.Join(", ", Types));
            return null;
        }
        var unit = Optional(tree.unit, names, out var unitFailed);
        var target = Optional(tree.target, names, out var targetFailed);
        var zone = Optional(tree.zone, names, out var zoneFailed);
        if (unitFailed || targetFailed || zoneFailed) { return null; }
        if (zone is TextLiteral { Value: var named } && !Zones.IsZone(named)) { scope.Report("OT1232", tree.zone, $"'{named}' is not a time zone", Zones.Hint(named)); }
        var format = tree.STRING() is { } form ? SyntaxText.String(form) : null;
        if (format is not null) { DateForms.Check(scope, tree, [format]); }
        return new AsConversion(type, unit, target, zone, format);
    }

    private Expression? Optional(TwinParser.ExpressionContext? tree, MapScope names, out bool failed)
    {
        var bound = tree is null ? null : expressions.BindSingle(tree, names);
        failed = tree is not null && bound is null;
        return bound;
    }

    private void CheckTarget(TwinParser.BindingContext tree, BindingStatement bound, OntologyClass subject, MapScope names)
    {
        var property = bound.Property;
        if (!scope.Fits(subject, property))
        {
            var domains = string.Join(" and ", property.Domains.Where(d => !scope.Ontology.IsSubClass(subject.Iri, d)).Select(d => "hdt:" + d.LocalName));
            scope.Report("OT2105", tree.name(), $"'{property.Name}' is a property of {domains}, which hdt:{subject.Name} is not");
        }
        if (property.IsFunctional && bound.Each) { scope.Report("OT2106", tree, $"'{property.Name}' has at most one value, and 'each' may write several", "take '.first', or filter"); }
        if (bound.Source is NodeExpression { Node: var node } && names.ClassOf(node) is { } linked) { CheckLink(tree, property, linked.Iri); }
        if (bound.Source is ReferenceExpression reference) { CheckLink(tree, property, reference.Class); }
        ranges.Check(tree, bound);
        if (bound.Conversions.OfType<AsConversion>().FirstOrDefault() is { } conversion)
        {
            if (conversion is { Type: "quantity", In: null } && names.Format == SourceFormat.Csv) { ReportOpenUnit(tree); }
            if (conversion.Type == "quantity") { CheckUnit(tree, conversion, subject); }
        }
    }

    // The unit of a code is known only with the data, and takes the place of the class's.
    private void CheckUnit(TwinParser.BindingContext tree, AsConversion conversion, OntologyClass subject)
    {
        if (conversion.To is not (null or QuantityLiteral)) { return; }
        var (unit, target, kept) = (conversion.In is TextLiteral { Value: var written } ? written : (conversion.In as QuantityLiteral)?.Unit, (conversion.To as QuantityLiteral)?.Unit, scope.Ontology.UnitOfClass(subject.Iri));
        foreach (var (from, to) in new[] { (unit, target ?? kept), (target, kept) })
        {
            if (from is not null && to is not null) { UnitChecks.Meet(scope, tree, from, to, scope.Ontology.SubstanceOfClass(subject.Iri), $"hdt:{subject.Name} is kept in '{to}'"); }
        }
    }

    private void ReportOpenUnit(TwinParser.BindingContext tree) =>
        scope.Report("OT2205", tree, "a cell holds a number without a unit and the map names none, so that no value is written", "write the unit, such as in 'kg'", Ontotwin.Values.Severity.Warning);

    private void CheckLink(TwinParser.BindingContext tree, OntologyProperty property, Iri linked)
    {
        if (!property.IsObjectProperty) { scope.Report("OT2107", tree, $"'{property.Name}' holds values, not nodes"); }
        else if (property.Ranges.FirstOrDefault(r => !scope.Ontology.IsSubClass(linked, r)) is { } range)
        {
            scope.Report("OT2108", tree, $"'{property.Name}' points at hdt:{range.LocalName}, which hdt:{linked.LocalName} is not");
        }
    }
}
