using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Units that values are shown in. <c>default</c> is <see cref="Si"/>.</summary>
public enum UnitSystem
{
    /// <summary>As most of the world shows them (mmol/L).</summary>
    Si = 0,

    /// <summary>As the United States show them (mg/dL).</summary>
    Us,
}

/// <summary>Values in the units that a reader is used to: the class's unit for the reader's country, by UCUM and the substance's molar mass.</summary>
public static class ShownUnits
{
    /// <summary>A value of a class in words.</summary>
    public static BilingualText Words(UnitSystem system, OntologyModel ontology, Iri type, Interval value, string? unit)
    {
        var wanted = UnitOf(system, ontology, type);
        return wanted is not null && wanted != unit && Convert(value, unit ?? "1", wanted, MolarMass(ontology, type)) is { } converted
            ? ClinicalText.Value(converted, wanted)
            : ClinicalText.Value(value, unit);
    }

    /// <summary>
    /// A proof's value in the reader's units; null when it is in them already or is none. What it measures is told by the first statement below it
    /// about a node with a class.
    /// </summary>
    public static BilingualText? Other(UnitSystem system, OntologyModel ontology, Twin closed, ProofNode node)
    {
        if (node is not { Kind: ProofKind.Value, Value: { } value, Unit: { } unit } || ClassOf(node, closed, ontology) is not { } type) { return null; }
        var wanted = UnitOf(system, ontology, type);
        return wanted is null || wanted == unit || Convert(value, unit, wanted, MolarMass(ontology, type)) is not { } converted ? null : ClinicalText.Value(converted, wanted);
    }

    /// <summary>The values that a proof stands on and the reader counts in other units, each once, in the order of the proof.</summary>
    public static IReadOnlyList<(BilingualText Said, BilingualText Shown)> Others(UnitSystem system, OntologyModel ontology, Twin closed, ProofNode proof) =>
        [.. proof.All().Select(node => (Said: node.Text, Shown: Other(system, ontology, closed, node))).Where(pair => pair.Shown is not null)
            .Select(pair => (pair.Said, pair.Shown!)).DistinctBy(pair => pair.Said.En).Take(Limits.MaxOtherUnits)];

    private static string? UnitOf(UnitSystem system, OntologyModel ontology, Iri type) =>
        Inherited(ontology, type, c => system == UnitSystem.Us ? c.UsUnit : c.SiUnit);

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
