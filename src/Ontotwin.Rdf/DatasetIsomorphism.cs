using Ontotwin.Rdf.Comparing;

namespace Ontotwin.Rdf;

/// <summary>
/// Whether two RDF datasets say the same (RDF 1.1 Concepts, sections 3.6 and 4.1): a one-to-one renaming of blank nodes makes their quads equal. Quads count once.
/// </summary>
public static class DatasetIsomorphism
{
    /// <summary>
    /// Compares two datasets. Cost: near linear where blank nodes differ by what is said of them; where many look alike the search is bounded by
    /// <see cref="Limits.MaxIsomorphismDepth"/> and <see cref="Limits.MinIsomorphismSteps"/>. What hangs together through blank nodes is compared by itself.
    /// </summary>
    /// <returns>Whether they are isomorphic.</returns>
    /// <exception cref="BlankNodesAlikeException">So many blank nodes look alike that the limit ended the search without an answer.</exception>
    public static bool AreIsomorphic(IEnumerable<Quad> left, IEnumerable<Quad> right)
    {
        var (a, b) = (new HashSet<Quad>(left), new HashSet<Quad>(right));
        if (a.Count != b.Count || a.Any(q => !HasBlank(q) && !b.Contains(q)) || a.Count(HasBlank) != b.Count(HasBlank)) { return false; }
        return new BlankNodeMatching([.. a.Where(HasBlank)], [.. b.Where(HasBlank)]).Exists();
    }

    private static bool HasBlank(Quad quad) => quad.Triple.Subject is BlankNode || quad.Triple.Object is BlankNode || quad.Graph is BlankNode;
}
