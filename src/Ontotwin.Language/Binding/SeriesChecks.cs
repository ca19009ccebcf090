using Ontotwin.Language.Generated;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Language.Binding;

/// <summary>Checks of a series as a whole: its class, whose it is, what its samples and their times are read as, and the unit.</summary>
internal static class SeriesChecks
{
    private static readonly Iri Person = OntologyModel.Term("Person");

    public static void Check(BindingScope scope, TwinParser.SeriesStatementContext tree, SeriesStatement series, Conversion? at, MapScope names)
    {
        var type = series.Class;
        if (!scope.Ontology.IsSubClass(type.Iri, OntologyModel.Term("Series"))) { scope.Report("OT2110", tree.name(1), $"hdt:{type.Name} is not a kind of series", "declare it below hdt:Series"); }
        if (!IsPerson(scope, series.Subject, names)) { scope.Report("OT1223", tree.subject, $"'{series.Name}' leads to no person: whose series it is could not be told", "of pt, or of ref Patient key (authority, number) or stub"); }
        if (at is not null and not AsConversion { Type: "instant" or "date" }) { scope.Report("OT2113", tree.atConversion, "the time of a sample is read as an instant", "as instant"); }
        var value = series.Conversions.OfType<AsConversion>().FirstOrDefault();
        if (value is { Type: not "quantity" } || series.Conversions.OfType<ViaConversion>().Any()) { scope.Report("OT2113", tree, "a sample is a quantity: one number in one unit", "as quantity in '/min'"); }
        // A conversion with an error of its own may have named the unit.
        else if (tree.conversion().Count(c => c != tree.atConversion) == series.Conversions.Length && UnitOf(value) is { } unit && (TargetOf(value) ?? scope.Ontology.UnitOfClass(type.Iri)) is { } target) { Meet(scope, tree, type, unit, target); }
    }

    private static void Meet(BindingScope scope, TwinParser.SeriesStatementContext tree, OntologyClass type, string unit, string target) =>
        UnitChecks.Meet(scope, tree, unit, target, scope.Ontology.SubstanceOfClass(type.Iri), $"hdt:{type.Name} is kept in '{target}'");

    // A number without a unit is a number of one.
    private static string? UnitOf(AsConversion? conversion) =>
        conversion is null ? "1" : conversion.In is QuantityLiteral { Unit: { } unit } ? unit : (conversion.To as QuantityLiteral)?.Unit;

    private static string? TargetOf(AsConversion? conversion) => conversion is { In: QuantityLiteral, To: QuantityLiteral { Unit: { } unit } } ? unit : null;

    private static bool IsPerson(BindingScope scope, Expression subject, MapScope names) => ExpressionWalk.All(subject).Any(e => e switch
    {
        // A node that did not compile is told elsewhere.
        NodeExpression node => names.ClassOf(node.Node) is not { } type || scope.Ontology.IsSubClass(type.Iri, Person),
        ReferenceExpression reference => scope.Ontology.IsSubClass(reference.Class, Person),
        _ => false,
    });
}
