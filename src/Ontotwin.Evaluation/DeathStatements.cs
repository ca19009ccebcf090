using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>What sources say of a person's death: dates, yes and no, each told at the time of its document.</summary>
public static class DeathStatements
{
    private static readonly Iri[] Told = [OntologyModel.Term("toldAt"), OntologyModel.Term("updatedAt"), OntologyModel.Term("replacedAt")];

    /// <summary>
    /// The statement that a person lives, where it was told after every statement that they died, and after the date given: which is right is not known. What
    /// was told before, or at no known time, denies nothing: every message of the living says that they live. Null where there is none.
    /// </summary>
    /// <param name="twin">The twin.</param>
    /// <param name="person">The person's node.</param>
    public static Fact? Denial(Twin twin, Term person)
    {
        var facts = twin.About(person).ToList();
        var deaths = facts.FindAll(f => f.Triple.Predicate == Hdt.DeathDate || IsYes(f));
        if (deaths.Count == 0) { return null; }
        var told = facts.Where(f => Told.Contains(f.Triple.Predicate)).ToLookup(DocumentOf, f => TwinView.Text(f) is { } text && PartialDateTime.TryParseIso(text, out var time) ? time.Earliest : (DateTimeOffset?)null);
        var latest = deaths.Max(d => Later(told[DocumentOf(d)].Max(), d.Triple.Predicate == Hdt.DeathDate ? DateText.Read(d.Triple.Object)?.LatestExclusive : null));
        return latest is null ? null : facts.Find(f => IsNo(f) && told[DocumentOf(f)].Max() > latest);
    }

    /// <summary>Whether a fact says that the person has died. FHIR writes true, HL7 v2 PID-30 writes Y (table 0136).</summary>
    public static bool IsYes(Fact fact) => fact.Triple.Predicate == Hdt.Deceased && TwinView.Text(fact) is "true" or "Y" or "1";

    private static bool IsNo(Fact fact) => fact.Triple.Predicate == Hdt.Deceased && TwinView.Text(fact) is "false" or "N" or "0";

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private static (string, string) DocumentOf(Fact fact) => fact.Justification is Asserted { Origin: var origin } ? (origin.Document, origin.DocumentHash) : default;
}
