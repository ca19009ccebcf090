using Ontotwin.Engine;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Explorer.Presenting;

/// <summary>Values in the units that a reader is used to: the class's unit for the reader's country, by UCUM and the substance's molar mass.</summary>
internal static class ShownValue
{
    /// <summary>A value of a class in words.</summary>
    public static string Of(Reader reader, OntologyModel ontology, Iri type, Interval value, string? unit)
    {
        var wanted = UnitOf(reader, ontology, type);
        return wanted is not null && wanted != unit && Convert(value, unit ?? "1", wanted, MolarMass(ontology, type)) is { } converted
            ? reader.Say(ClinicalText.Value(converted, wanted))
            : reader.Say(ClinicalText.Value(value, unit));
    }

    /// <summary>
    /// A proof's value in the reader's units; null when it is in them already or is none. What it measures is told by the first statement below it
    /// about a node with a class.
    /// </summary>
    public static string? OtherUnit(Reader reader, OntologyModel ontology, Twin closed, ProofNode node)
    {
        if (node is not { Kind: ProofKind.Value, Value: { } value, Unit: { } unit } || ClassOf(node, closed, ontology) is not { } type) { return null; }
        var wanted = UnitOf(reader, ontology, type);
        return wanted is null || wanted == unit || Convert(value, unit, wanted, MolarMass(ontology, type)) is not { } converted ? null : reader.Say(ClinicalText.Value(converted, wanted));
    }

    private static string? UnitOf(Reader reader, OntologyModel ontology, Iri type) =>
        Inherited(ontology, type, c => reader.Units == UnitSystem.Us ? c.UsUnit : c.SiUnit);

    private static decimal? MolarMass(OntologyModel ontology, Iri type)
    {
        foreach (var name in Self(ontology, type))
        {
            if (ontology.Classes.GetValueOrDefault(name)?.MolarMass is { } mass) { return mass; }
        }
        return null;
    }

    private static string? Inherited(OntologyModel ontology, Iri type, Func<OntologyClass, string?> part) =>
        Self(ontology, type).Select(c => ontology.Classes.TryGetValue(c, out var found) ? part(found) : null).FirstOrDefault(u => u is not null);

    private static IEnumerable<Iri> Self(OntologyModel ontology, Iri type) => ontology.Classes.TryGetValue(type, out var found) ? found.Ancestors.Prepend(type) : [];

    private static Iri? ClassOf(ProofNode node, Twin closed, OntologyModel ontology) =>
        node.Children.Select(c => c.Statement?.Subject).OfType<Iri>().Take(1).Select(subject => ClinicalItem.Of(closed, ontology, subject).Class).FirstOrDefault();

    private static Interval? Convert(Interval value, string from, string to, decimal? molarMass)
    {
        if (!UcumUnit.TryParse(from, out var a, out _) || !UcumUnit.TryParse(to, out var b, out _)) { return null; }
        if (End(value.Low, a, b, molarMass) is not { } low || End(value.High, a, b, molarMass) is not { } high) { return null; }
        return low.Value > high.Value ? new(high.Value, low.Value, value.HighOpen, value.LowOpen) : new(low.Value, high.Value, value.LowOpen, value.HighOpen);
    }

    // An end that is unbounded stays so; null is an end that cannot be converted.
    private static (decimal? Value, bool IsOk)? End(decimal? end, UcumUnit a, UcumUnit b, decimal? molarMass)
    {
        if (end is not { } value) { return (null, true); }
        var isOk = molarMass is { } mass ? a.TryConvertWithMolarMass(value, b, mass, out var converted) : a.TryConvert(value, b, out converted);
        return isOk ? (converted, true) : null;
    }
}
