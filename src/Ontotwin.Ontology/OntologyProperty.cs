using Ontotwin.Rdf;

namespace Ontotwin.Ontology;

/// <summary>An object or datatype property.</summary>
/// <param name="Iri">Its name.</param>
/// <param name="Labels">Language → label.</param>
/// <param name="Definitions">Language → definition.</param>
public sealed record OntologyProperty(Iri Iri, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Definitions)
    : OntologyTerm(Iri, Labels, Definitions)
{
    /// <summary>Whether its values are individuals rather than literals.</summary>
    public bool IsObjectProperty { get; init; }

    /// <summary>Whether a subject has at most one value.</summary>
    public bool IsFunctional { get; init; }

    /// <summary>Classes (all of them) that a subject is in; empty: anything.</summary>
    public IReadOnlyList<Iri> Domains { get; init; } = [];

    /// <summary>Classes or datatypes (all of them) that a value is in; empty: anything.</summary>
    public IReadOnlyList<Iri> Ranges { get; init; } = [];

    /// <summary>Whether its values are times of any precision, from a year to an instant (<c>hdt:holdsTime</c>): OWL 2 has no datatype for those together.</summary>
    public bool HoldsTime { get; init; }

    /// <summary>Companion property that holds the unit of a quantity (<c>hdt:unitProperty</c>); null: it is not a quantity.</summary>
    public Iri? UnitProperty { get; init; }

    /// <summary>Companion property for a comparator.</summary>
    public Iri? ComparatorProperty { get; init; }

    /// <summary>Companion property for the source's number text.</summary>
    public Iri? OriginalValueProperty { get; init; }

    /// <summary>Companion property for the source's unit text.</summary>
    public Iri? OriginalUnitProperty { get; init; }
}
