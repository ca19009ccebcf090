using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Tells of what a document says otherwise than another did, of records that nothing orders: both stay, and the value is unknown.</summary>
internal static class SourcesDiffer
{
    /// <summary>A remark for each property of a node that has one value, and has another with the document.</summary>
    /// <param name="person">The person's node.</param>
    /// <param name="asserted">The facts that are new with the document.</param>
    /// <param name="factsOf">All that is held of a node now.</param>
    /// <param name="ontology">Says which properties have one value.</param>
    public static IEnumerable<Diagnostic> Of(Iri person, IEnumerable<Fact> asserted, Func<Iri, IReadOnlyList<Fact>> factsOf, OntologyModel ontology)
    {
        foreach (var node in asserted.GroupBy(f => f.Triple.Subject))
        {
            if (node.Key is not Iri name || factsOf(name) is not { } facts || facts.Count <= node.Count()) { continue; }
            // Versions of a record are compared where they are planned.
            if (facts.Any(f => f.Triple.Predicate == RecordMarks.OrderedAt) && name != person) { continue; }
            foreach (var differing in DifferingValues.Of(facts, ontology))
            {
                if (node.FirstOrDefault(f => f.Triple.Predicate == differing.Property)?.Origin is not { } origin || differing.Values.All(v => v.Origin.DocumentHash == origin.DocumentHash)) { continue; }
                yield return new Diagnostic("OT8125", name == person ? Severity.Information : Severity.Warning, $"documents say different things of '{differing.Property.LocalName}' of one record: both are kept, and the value is unknown")
                {
                    Place = new SourcePlace(origin.Document, origin.Path, origin.Bytes),
                    Hint = "see both with 'show'; where files are corrected and sent again, an 'on … ordered by …' in the map says which is the newer one",
                };
            }
        }
    }
}
