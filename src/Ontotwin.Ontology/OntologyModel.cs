using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Ontology;

/// <summary>The loaded ontology: its terms as a model for checking programs, its axioms as triples for reasoning. Immutable.</summary>
public sealed class OntologyModel
{
    /// <summary>The namespace of Ontotwin's own terms.</summary>
    public const string Namespace = "https://w3id.org/ontotwin/hdt#";

    /// <summary>Prefix → namespace of what Ontotwin writes in forms that have prefixes.</summary>
    public static readonly IReadOnlyDictionary<string, string> UsualPrefixes = new Dictionary<string, string>
    {
        ["rdf"] = RdfTerms.Namespace, ["rdfs"] = Rdfs.Namespace, ["xsd"] = Xsd.Namespace, ["owl"] = Owl.Namespace, ["hdt"] = Namespace,
    };

    private readonly Lazy<string> contentHash;
    private readonly Lazy<ILookup<Iri, Iri>> types;
    private readonly Lazy<FrozenSet<Iri>> companions;
    private readonly Lazy<IReadOnlyList<Iri>> denied;

    internal OntologyModel(IReadOnlyList<Triple> triples, IReadOnlyDictionary<string, string> prefixes, string version)
    {
        Triples = triples;
        contentHash = new(() => HashOf(triples));
        types = new(() => triples.Where(t => t.Predicate == RdfTerms.Type && t.Subject is Iri && t.Object is Iri).ToLookup(t => (Iri)t.Subject, t => (Iri)t.Object));
        companions = new(() => Properties!.Values.SelectMany(p => new[] { p.UnitProperty, p.ComparatorProperty, p.OriginalValueProperty, p.OriginalUnitProperty }).OfType<Iri>().ToFrozenSet());
        denied = new(() => [.. Classes!.Values.SelectMany(c => c.Denies).Distinct()]);
        Prefixes = prefixes;
        Version = version;
        var terms = new Loading.TermTable(triples);
        Classes = terms.Classes;
        Properties = terms.Properties;
        Individuals = terms.Individuals;
        ConceptClasses = terms.ConceptClasses;
    }

    /// <summary>Every axiom, in the order of the files.</summary>
    public IReadOnlyList<Triple> Triples { get; }

    /// <summary>Prefixes of the files.</summary>
    public IReadOnlyDictionary<string, string> Prefixes { get; }

    /// <summary>The root ontology's version; empty when it names none.</summary>
    public string Version { get; }

    /// <summary>
    /// SHA-256 of the axioms, lower-case hex: another whenever what the ontology says is another, whatever its version. Labels and definitions, which nothing
    /// follows from, are left out. Computed once, on first use: O(triples).
    /// </summary>
    public string ContentHash => contentHash.Value;

    /// <summary>Whether a property says something of the value of another: its unit, comparator, or how the source wrote it.</summary>
    public bool IsCompanion(Iri property) => companions.Value.Contains(property);

    /// <summary>Classes by IRI.</summary>
    public FrozenDictionary<Iri, OntologyClass> Classes { get; }

    /// <summary>Object and datatype properties by IRI.</summary>
    public FrozenDictionary<Iri, OntologyProperty> Properties { get; }

    /// <summary>Named individuals by IRI, with their labels.</summary>
    public FrozenDictionary<Iri, OntologyTerm> Individuals { get; }

    /// <summary>Concept (code IRI) → the classes that a <c>hasValue</c> axiom on <c>hdt:code</c> puts its instances in.</summary>
    public FrozenDictionary<Iri, IReadOnlyList<Iri>> ConceptClasses { get; }

    /// <summary>The classes that some statement of absence denies (<c>hdt:denies</c>); computed once, on first use: O(classes).</summary>
    public IReadOnlyList<Iri> Denied => denied.Value;

    /// <summary>The classes that a term is declared an instance of; computed once for all terms, on first use: O(triples).</summary>
    public IEnumerable<Iri> TypesOf(Iri term) => types.Value[term];

    private static string HashOf(IReadOnlyList<Triple> triples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var triple in triples)
        {
            if (triple.Predicate != Rdfs.Label && triple.Predicate != Skos.Definition) { hash.AppendData(Encoding.UTF8.GetBytes(triple + "\n")); }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>An IRI of Ontotwin's namespace.</summary>
    public static Iri Term(string localName) => new(Namespace + localName);

    /// <summary>Loads every <c>.ttl</c> file of a folder (not of its subfolders).</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Outcome<OntologyModel> Load(string folder) => Loading.OntologyLoader.Load(folder);

    /// <summary>A class by its local name in Ontotwin's namespace; null when there is none.</summary>
    public OntologyClass? Class(string localName) => Classes.GetValueOrDefault(Term(localName));

    /// <summary>A property by its local name in Ontotwin's namespace; null when there is none.</summary>
    public OntologyProperty? Property(string localName) => Properties.GetValueOrDefault(Term(localName));

    /// <summary>Whether every instance of <paramref name="sub"/> is one of <paramref name="super"/> by told axioms (a class is below itself).</summary>
    public bool IsSubClass(Iri sub, Iri super) => sub == super || (Classes.TryGetValue(sub, out var found) && found.Ancestors.Contains(super));

    /// <summary>Whether two classes can have no common instance by told axioms.</summary>
    public bool AreDisjoint(Iri left, Iri right) =>
        SelfAndAncestors(left).Any(l => Classes.TryGetValue(l, out var found) && found.DisjointWith.Any(d => IsSubClass(right, d)));

    /// <summary>Label of any term in a language, English when that one is missing, the local name when both are.</summary>
    public string Label(Iri term, string language)
    {
        OntologyTerm? found = Classes.TryGetValue(term, out var c) ? c : Properties.TryGetValue(term, out var p) ? p : Individuals.GetValueOrDefault(term);
        return found?.Label(language) ?? term.LocalName;
    }

    /// <summary>The canonical unit of what a concept (code IRI) measures; null when none is declared or several differ.</summary>
    public string? UnitOfConcept(Iri concept)
    {
        if (!ConceptClasses.TryGetValue(concept, out var classes)) { return null; }
        var units = classes.Select(UnitOfClass).Where(u => u is not null).Distinct().Take(2).ToList();
        return units.Count == 1 ? units[0] : null;
    }

    /// <summary>The canonical unit of a class or the nearest class above it; null when none is declared.</summary>
    public string? UnitOfClass(Iri name) => Inherited(name, c => c.CanonicalUnit);

    /// <summary>The unit that readers in the United States are shown a class in; null when none is declared for it or above it.</summary>
    public string? UsUnitOfClass(Iri name) => Inherited(name, c => c.UsUnit);

    /// <summary>The unit that readers elsewhere are shown a class in; null when none is declared for it or above it.</summary>
    public string? SiUnitOfClass(Iri name) => Inherited(name, c => c.SiUnit);

    /// <summary>Molar mass and charge of what a class measures, each from the class or the nearest above it.</summary>
    public Substance SubstanceOfClass(Iri name)
    {
        var classes = SelfAndAncestors(name).Select(c => Classes.GetValueOrDefault(c)).OfType<OntologyClass>().ToList();
        return new(classes.Select(c => c.MolarMass).FirstOrDefault(m => m is not null), classes.Select(c => c.IonCharge).FirstOrDefault(c => c is not null));
    }

    /// <summary>Molar mass and charge of what a concept measures; nothing when none is declared.</summary>
    public Substance SubstanceOfConcept(Iri concept) =>
        ConceptClasses.TryGetValue(concept, out var classes)
            ? classes.Select(c => Classes.GetValueOrDefault(c)?.Substance ?? default).FirstOrDefault(s => s != default)
            : default;

    private string? Inherited(Iri name, Func<OntologyClass, string?> part) =>
        SelfAndAncestors(name).Select(c => Classes.TryGetValue(c, out var found) ? part(found) : null).FirstOrDefault(v => v is not null);

    private IEnumerable<Iri> SelfAndAncestors(Iri name) =>
        Classes.TryGetValue(name, out var found) ? found.Ancestors.Prepend(name) : [name];
}
