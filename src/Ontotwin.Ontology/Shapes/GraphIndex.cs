using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>A graph, to be looked up from either end of its statements.</summary>
internal sealed class GraphIndex
{
    private static readonly Iri SubClassOf = new("http://www.w3.org/2000/01/rdf-schema#subClassOf");
    private readonly ILookup<Term, Triple> bySubject;
    private readonly ILookup<(Iri Predicate, Term Object), Term> byObject;
    private readonly ILookup<Iri, Triple> byPredicate;
    private readonly Dictionary<Term, HashSet<Term>> subclasses = [];

    public GraphIndex(IEnumerable<Triple> triples)
    {
        var distinct = triples.ToHashSet();
        bySubject = distinct.ToLookup(t => t.Subject);
        byObject = distinct.ToLookup(t => (t.Predicate, t.Object), t => t.Subject);
        byPredicate = distinct.ToLookup(t => t.Predicate);
    }

    public IEnumerable<Term> Subjects => bySubject.Select(g => g.Key);

    public IEnumerable<Triple> About(Term subject) => bySubject[subject];

    public IEnumerable<Triple> With(Iri predicate) => byPredicate[predicate];

    public IEnumerable<Term> Objects(Term subject, Iri predicate) => bySubject[subject].Where(t => t.Predicate == predicate).Select(t => t.Object);

    public IEnumerable<Term> SubjectsOf(Iri predicate, Term value) => byObject[(predicate, value)];

    /// <summary>Whether a node is an instance of a class or of one below it (SHACL, section 1.1).</summary>
    public bool IsInstance(Term node, Term ofClass) => Objects(node, RdfTerms.Type).Any(BelowOrSame(ofClass).Contains);

    /// <summary>The instances of a class and of those below it.</summary>
    public IEnumerable<Term> Instances(Term ofClass) => BelowOrSame(ofClass).SelectMany(c => SubjectsOf(RdfTerms.Type, c));

    /// <summary>The members of an RDF list; null: it is none, or has no end.</summary>
    public List<Term>? List(Term head)
    {
        var (members, seen) = (new List<Term>(), new HashSet<Term>());
        while (head != RdfTerms.Nil)
        {
            var (first, rest) = (Objects(head, RdfTerms.First).Take(2).ToList(), Objects(head, RdfTerms.Rest).Take(2).ToList());
            if (first.Count != 1 || rest.Count != 1 || !seen.Add(head)) { return null; }
            members.Add(first[0]);
            head = rest[0];
        }
        return members;
    }

    private HashSet<Term> BelowOrSame(Term ofClass)
    {
        if (subclasses.TryGetValue(ofClass, out var known)) { return known; }
        var (found, open) = (new HashSet<Term> { ofClass }, new Queue<Term>([ofClass]));
        while (open.TryDequeue(out var next))
        {
            foreach (var below in SubjectsOf(SubClassOf, next).Where(found.Add)) { open.Enqueue(below); }
        }
        return subclasses[ofClass] = found;
    }
}
