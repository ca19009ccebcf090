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
    public static BilingualText Words(UnitSystem system, OntologyModel ontology, Iri type, Interval value, string? unit) =>
        Converted(system, ontology, type, value, unit) ?? ClinicalText.Value(value, unit);

    /// <summary>
    /// A proof's value in the reader's units; null when it is in them already or is none. What it measures is told by the first statement below it
    /// about a node with a class.
    /// </summary>
    public static BilingualText? Other(UnitSystem system, OntologyModel ontology, Twin closed, ProofNode node) =>
        node is { Kind: ProofKind.Value, Value: { } value, Unit: { } unit } && ClassOf(node, closed, ontology) is { } type ? Converted(system, ontology, type, value, unit) : null;

    /// <summary>The values that a proof stands on and the reader counts in other units, each once, in the order of the proof.</summary>
    public static IReadOnlyList<(BilingualText Said, BilingualText Shown)> Others(UnitSystem system, OntologyModel ontology, Twin closed, ProofNode proof) =>
        [.. proof.All().Select(node => (Said: node.Text, Shown: Other(system, ontology, closed, node))).Where(pair => pair.Shown is not null)
            .Select(pair => (pair.Said, pair.Shown!)).DistinctBy(pair => pair.Said.En).Take(Limits.MaxOtherUnits)];

    private static BilingualText? Converted(UnitSystem system, OntologyModel ontology, Iri type, Interval value, string? unit)
    {
        var wanted = system == UnitSystem.Us ? ontology.UsUnitOfClass(type) : ontology.SiUnitOfClass(type);
        return wanted is null || wanted == unit || Units.Convert(value, unit, wanted, ontology.SubstanceOfClass(type)) is not { } converted ? null : ClinicalText.Value(converted, wanted);
    }

    private static Iri? ClassOf(ProofNode node, Twin closed, OntologyModel ontology) =>
        node.Children.Select(c => c.Statement?.Subject).OfType<Iri>().Take(1).Select(subject => ClinicalItem.Of(closed, ontology, subject).Class).FirstOrDefault();
}
