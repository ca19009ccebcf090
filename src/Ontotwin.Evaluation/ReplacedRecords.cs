using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Evaluation;

/// <summary>Records in whose place others stand: a document or report that another replaced, and what is part of one.</summary>
public static class ReplacedRecords
{
    private static readonly Iri ReplacedBy = OntologyModel.Term("replacedBy");
    private static readonly Iri PartOf = OntologyModel.Term("partOf");

    /// <summary>
    /// The fact that says that a node, or a record that it is part of, was replaced. Null where none was, or where what replaced it was never sent or has been
    /// taken back, or is said to be replaced by it in turn. O(records around it).
    /// </summary>
    public static Fact? ReplacementOf(Twin twin, Term node)
    {
        var (open, seen) = (new Queue<Term>([node]), new HashSet<Term> { node });
        while (open.TryDequeue(out var record))
        {
            foreach (var fact in twin.About(record))
            {
                if (fact.Triple.Predicate == ReplacedBy && Stands(twin, record, fact.Triple.Object)) { return fact; }
                if (fact.Triple.Predicate == PartOf && fact.Triple.Object is Iri around && seen.Add(around)) { open.Enqueue(around); }
            }
        }
        return null;
    }

    private static bool Stands(Twin twin, Term older, Term newer)
    {
        var isTold = false;
        foreach (var fact in twin.About(newer))
        {
            if (fact.Triple.Predicate == ReplacedBy && fact.Triple.Object.Equals(older)) { return false; }
            isTold |= fact.Triple.Predicate == RdfTerms.Type && fact.Origin is not null;
        }
        return isTold;
    }
}
