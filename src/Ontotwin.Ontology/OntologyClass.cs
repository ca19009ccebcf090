using Ontotwin.Values;
using Ontotwin.Rdf;

namespace Ontotwin.Ontology;

/// <summary>A class.</summary>
/// <param name="Iri">Its name.</param>
/// <param name="Labels">Language → label.</param>
/// <param name="Definitions">Language → definition.</param>
public sealed record OntologyClass(Iri Iri, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Definitions)
    : OntologyTerm(Iri, Labels, Definitions)
{
    /// <summary>All named classes above it by told axioms, nearest first, itself left out.</summary>
    public IReadOnlyList<Iri> Ancestors { get; init; } = [];

    /// <summary>Classes told to be disjoint with it.</summary>
    public IReadOnlyList<Iri> DisjointWith { get; init; } = [];

    /// <summary>UCUM unit that its instances' values are kept in (<c>hdt:canonicalUnit</c>); null when none is declared.</summary>
    public string? CanonicalUnit { get; init; }

    /// <summary>Unit shown to readers in the United States (<c>hdt:usUnit</c>); null: the canonical one.</summary>
    public string? UsUnit { get; init; }

    /// <summary>Unit shown elsewhere (<c>hdt:siUnit</c>); null: the canonical one.</summary>
    public string? SiUnit { get; init; }

    /// <summary>Whether a condition of the class still counts as history once it is resolved (<c>hdt:countsForLife</c>); not inherited.</summary>
    public bool CountsForLife { get; init; }

    /// <summary>Classes of the records that a statement of absence of the class denies (<c>hdt:denies</c>); not inherited here.</summary>
    public IReadOnlyList<Iri> Denies { get; init; } = [];

    /// <summary>Codes of the categories that it denies (<c>hdt:deniesCategory</c>); empty: all.</summary>
    public IReadOnlyList<string> DeniesCategories { get; init; } = [];

    /// <summary>Grams per mole (<c>hdt:molarMass</c>), where molar and mass units are converted; null: they are not.</summary>
    public decimal? MolarMass { get; init; }

    /// <summary>Charges of the ion, without sign (<c>hdt:ionCharge</c>), where equivalents and moles are converted; null: they are not.</summary>
    public int? IonCharge { get; init; }

    /// <summary>What a conversion of units may know of it.</summary>
    public Substance Substance => new(MolarMass, IonCharge);
}
