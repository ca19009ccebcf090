using Ontotwin.Language.Generated;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Language.Binding;

/// <summary>Checks that what a binding writes is what its property holds: times, numbers, texts, truths, concepts or nodes.</summary>
internal sealed class RangeChecks(BindingScope scope)
{
    public void Check(TwinParser.BindingContext tree, BindingStatement bound)
    {
        var property = bound.Property;
        // Nodes are checked by their class.
        if (ExpressionWalk.All(bound.Source).Any(e => e is NodeExpression or ReferenceExpression)) { return; }
        var type = bound.Conversions.OfType<AsConversion>().FirstOrDefault()?.Type;
        var isLookup = bound.Conversions.OfType<ViaConversion>().Any();
        if (type == "quantity" && property.UnitProperty is null)
        {
            scope.Report("OT2202", tree, $"'{property.Name}' does not hold quantities: it has no hdt:unitProperty", property.HoldsTime ? "write the time 'as instant' or 'as date'" : "write the number 'as decimal'");
        }
        else if (property.IsObjectProperty) { CheckConcept(tree, bound, isLookup ? "code" : type); }
        // Without 'as' a value is written as text, whatever it is.
        else { CheckLiteral(tree, property, isLookup ? "text" : type ?? "text", isLookup); }
    }

    private void CheckConcept(TwinParser.BindingContext tree, BindingStatement bound, string? type)
    {
        var name = bound.Property.Name;
        if (type is not null and not ("code" or "identifier")) { scope.Report("OT2109", tree, $"'{name}' points at a node, and '{type}' is a value", "as code, or via a lookup"); }
        // The IRI of a term may be written as it is; the text of a field is none.
        else if (type is null && ExpressionWalk.All(bound.Source).Any(e => e is PathExpression { Steps.IsEmpty: false } or OperatorExpression or QuantityLiteral or TruthLiteral))
        {
            scope.Report("OT2109", tree, $"'{name}' points at a node or a concept, and a field is text", "as code, or via a lookup");
        }
    }

    private void CheckLiteral(TwinParser.BindingContext tree, OntologyProperty property, string type, bool isLookup)
    {
        var isTime = type is "instant" or "date";
        var allowed = property.Ranges.Where(r => r != Rdfs.Literal).ToList();
        var what = isLookup ? "a lookup" : $"'{type}'";
        if (type == "code") { scope.Report("OT2103", tree, $"'{property.Name}' holds {Held(property, allowed)}, and 'code' gives a concept", HintFor(property, allowed)); }
        else if (property.HoldsTime ? !isTime : allowed.Count > 0 && !DatatypesOf(type).Intersect(allowed).Any())
        {
            scope.Report("OT2103", tree, $"'{property.Name}' holds {Held(property, allowed)}, and {what} gives another type", HintFor(property, allowed));
        }
    }

    private static string Held(OntologyProperty property, List<Iri> allowed) =>
        property.HoldsTime ? "times" : allowed.Count == 0 ? "values" : string.Join(" and ", allowed.Select(r => "xsd:" + r.LocalName));

    private static string? HintFor(OntologyProperty property, List<Iri> allowed) => property.HoldsTime ? "as instant, or as date"
        : allowed is not [var only] ? "as text"
        : only == Xsd.Decimal ? property.UnitProperty is null ? "as decimal" : "as quantity in 'kg'"
        : only == Xsd.Integer ? "as integer"
        : only == Xsd.Boolean ? "as boolean"
        : only == Xsd.String ? "as text"
        : null;

    private static Iri[] DatatypesOf(string type) => type switch
    {
        "quantity" or "decimal" => [Xsd.Decimal],
        "integer" => [Xsd.Integer, Xsd.Decimal],
        "boolean" => [Xsd.Boolean],
        "instant" or "date" => [Xsd.DateTime, Xsd.Date, Xsd.GYear, Xsd.GYearMonth],
        _ => [Xsd.String],
    };
}
