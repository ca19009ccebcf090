using System.Collections.Frozen;
using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Loading;

/// <summary>Reads the model's tables off the axioms.</summary>
internal sealed class TermTable
{
    private readonly ILookup<Term, Triple> bySubject;

    public TermTable(IReadOnlyList<Triple> triples)
    {
        bySubject = triples.ToLookup(t => t.Subject);
        var typed = triples.Where(t => t.Predicate == RdfTerms.Type && t.Subject is Iri).ToLookup(t => t.Object, t => (Iri)t.Subject);
        var parents = ToldParents(triples);
        Classes = typed[Owl.Class].Distinct().ToFrozenDictionary(c => c, c => ReadClass(c, parents));
        Properties = typed[Owl.ObjectProperty].Concat(typed[Owl.DatatypeProperty]).Distinct().ToFrozenDictionary(p => p, ReadProperty);
        Individuals = typed[Owl.NamedIndividual].Distinct().ToFrozenDictionary(i => i, i => new OntologyTerm(i, Words(i, Rdfs.Label), Words(i, Skos.Definition)));
        ConceptClasses = ReadConceptClasses(triples, parents);
    }

    public FrozenDictionary<Iri, OntologyClass> Classes { get; }

    public FrozenDictionary<Iri, OntologyProperty> Properties { get; }

    public FrozenDictionary<Iri, OntologyTerm> Individuals { get; }

    public FrozenDictionary<Iri, IReadOnlyList<Iri>> ConceptClasses { get; }

    private static Dictionary<Iri, List<Iri>> ToldParents(IReadOnlyList<Triple> triples)
    {
        var parents = new Dictionary<Iri, List<Iri>>();
        void Add(Iri sub, Iri super)
        {
            if (!parents.TryGetValue(sub, out var list)) { parents.Add(sub, list = []); }
            list.Add(super);
        }
        foreach (var triple in triples)
        {
            if (triple.Subject is not Iri left || triple.Object is not Iri right) { continue; }
            if (triple.Predicate == Rdfs.SubClassOf) { Add(left, right); }
            else if (triple.Predicate == Owl.EquivalentClass) { Add(left, right); Add(right, left); }
        }
        return parents;
    }

    private static List<Iri> Ancestors(Iri start, Dictionary<Iri, List<Iri>> parents)
    {
        var found = new List<Iri>();
        var queue = new Queue<Iri>([start]);
        while (queue.TryDequeue(out var next))
        {
            foreach (var parent in parents.GetValueOrDefault(next, []))
            {
                if (parent == start || found.Contains(parent)) { continue; }
                found.Add(parent);
                queue.Enqueue(parent);
            }
        }
        return found;
    }

    private OntologyClass ReadClass(Iri name, Dictionary<Iri, List<Iri>> parents) => new(name, Words(name, Rdfs.Label), Words(name, Skos.Definition))
    {
        Ancestors = Ancestors(name, parents),
        DisjointWith = [.. Objects(name, Owl.DisjointWith).OfType<Iri>()],
        CanonicalUnit = Annotation(name, "canonicalUnit"),
        UsUnit = Annotation(name, "usUnit"),
        SiUnit = Annotation(name, "siUnit"),
        CountsForLife = Annotation(name, "countsForLife") == "true",
        Denies = [.. Objects(name, OntologyModel.Term("denies")).OfType<Iri>()],
        DeniesCategories = [.. Objects(name, OntologyModel.Term("deniesCategory")).OfType<Literal>().Select(l => l.Lexical)],
        MolarMass = decimal.TryParse(Annotation(name, "molarMass"), NumberStyles.Number, CultureInfo.InvariantCulture, out var mass) ? mass : null,
        IonCharge = int.TryParse(Annotation(name, "ionCharge"), NumberStyles.None, CultureInfo.InvariantCulture, out var charge) ? charge : null,
    };

    private OntologyProperty ReadProperty(Iri name) => new(name, Words(name, Rdfs.Label), Words(name, Skos.Definition))
    {
        IsObjectProperty = Objects(name, RdfTerms.Type).Contains(Owl.ObjectProperty),
        IsFunctional = Objects(name, RdfTerms.Type).Contains(Owl.FunctionalProperty),
        Domains = [.. Objects(name, Rdfs.Domain).OfType<Iri>()],
        Ranges = [.. Objects(name, Rdfs.Range).OfType<Iri>()],
        HoldsTime = Annotation(name, "holdsTime") == "true",
        UnitProperty = Companion(name, "unitProperty"),
        ComparatorProperty = Companion(name, "comparatorProperty"),
        OriginalValueProperty = Companion(name, "originalValueProperty"),
        OriginalUnitProperty = Companion(name, "originalUnitProperty"),
    };

    // `[ owl:onProperty hdt:code ; owl:hasValue concept ] rdfs:subClassOf C` (or equivalent to it): instances with that code are in C and above.
    private FrozenDictionary<Iri, IReadOnlyList<Iri>> ReadConceptClasses(IReadOnlyList<Triple> triples, Dictionary<Iri, List<Iri>> parents)
    {
        var code = OntologyModel.Term("code");
        var result = new Dictionary<Iri, List<Iri>>();
        foreach (var triple in triples)
        {
            if (triple.Predicate != Rdfs.SubClassOf && triple.Predicate != Owl.EquivalentClass) { continue; }
            var (restriction, target) = triple.Subject is Iri named ? (triple.Object, named) : (triple.Subject, triple.Object as Iri);
            if (target is null || (triple.Subject is Iri && triple.Predicate == Rdfs.SubClassOf)) { continue; }
            if (!Objects(restriction, Owl.OnProperty).Contains(code) || Objects(restriction, Owl.HasValue).FirstOrDefault() is not Iri concept) { continue; }
            if (!result.TryGetValue(concept, out var classes)) { result.Add(concept, classes = []); }
            classes.Add(target);
        }
        return result.ToFrozenDictionary(p => p.Key, p => (IReadOnlyList<Iri>)[.. p.Value.Distinct(), .. p.Value.SelectMany(c => Ancestors(c, parents)).Distinct().Except(p.Value)]);
    }

    private IEnumerable<Term> Objects(Term subject, Iri predicate) => bySubject[subject].Where(t => t.Predicate == predicate).Select(t => t.Object);

    private Dictionary<string, string> Words(Iri name, Iri predicate) =>
        Objects(name, predicate).OfType<Literal>().Where(l => l.Language is not null)
            .GroupBy(l => l.Language!).ToDictionary(g => g.Key, g => g.First().Lexical);

    private string? Annotation(Iri name, string local) => Objects(name, OntologyModel.Term(local)).OfType<Literal>().FirstOrDefault()?.Lexical;

    private Iri? Companion(Iri name, string local) => Objects(name, OntologyModel.Term(local)).OfType<Iri>().FirstOrDefault();
}
