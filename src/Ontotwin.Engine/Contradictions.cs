using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Statements of absence ("no known allergy") beside a record of what they deny: neither is ended by the other, since which of them is right is not known, and
/// both are shown as what they are.
/// </summary>
internal static class Contradictions
{
    private static readonly Iri AbsenceStatement = OntologyModel.Term("AbsenceStatement");
    private static readonly Iri CodeProperty = OntologyModel.Term("code");
    private static readonly Iri Category = OntologyModel.Term("category");
    private static readonly Iri ClinicalStatus = OntologyModel.Term("clinicalStatus");
    private static readonly Iri VerificationStatus = OntologyModel.Term("verificationStatus");

    /// <summary>The remarks on what a document says: it denies what is held, or tells of what is denied.</summary>
    /// <param name="asserted">The facts that are new with the document.</param>
    /// <param name="held">All that is held of the person, with them.</param>
    /// <param name="ontology">Says which classes deny which.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<Fact> asserted, Func<IEnumerable<Fact>> held, OntologyModel ontology)
    {
        var told = asserted.Where(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri type && (ontology.IsSubClass(type, AbsenceStatement) || IsDenied(type, ontology))).ToList();
        if (told.Count == 0) { return []; }
        if (!held().Any(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri type && ontology.IsSubClass(type, AbsenceStatement))) { return []; }
        var nodes = held().ToLookup(f => f.Triple.Subject);
        var statements = nodes.Where(n => ClassesOf(n, ontology).Exists(c => ontology.IsSubClass(c, AbsenceStatement))).Select(n => n.ToList()).ToList();
        if (statements.Count == 0) { return []; }
        return told.Where(f => nodes[f.Triple.Subject].ToList() is var node
                && (statements.Exists(s => Denies(s, node, ontology)) || (statements.Exists(s => s[0].Triple.Subject == f.Triple.Subject) && nodes.Any(n => Denies(node, [.. n], ontology)))))
            .Select(f => f.Origin).OfType<Origin>().Select(Told);
    }

    /// <summary>Whether the twin holds a record of what a statement of absence denies. O(facts).</summary>
    public static bool IsContradicted(Twin twin, IReadOnlyList<Fact> statement, OntologyModel ontology) =>
        DeniedBy(statement, ontology).Any() && twin.Facts.Where(f => f.Triple.Predicate == RdfTerms.Type && f.Origin is not null && f.Triple.Object is Iri type && IsDenied(type, ontology))
            .Select(f => f.Triple.Subject).Distinct().Any(n => Denies(statement, [.. twin.About(n)], ontology));

    private static bool IsDenied(Iri type, OntologyModel ontology) => ontology.Denied.Any(d => ontology.IsSubClass(type, d));

    private static bool Denies(IReadOnlyList<Fact> statement, IReadOnlyList<Fact> record, OntologyModel ontology)
    {
        if (!Holds(statement) || !Holds(record)) { return false; }
        var classes = ClassesOf(record, ontology);
        if (classes.Exists(c => ontology.IsSubClass(c, AbsenceStatement)) || !DeniedBy(statement, ontology).Any(d => classes.Exists(c => ontology.IsSubClass(c, d)))) { return false; }
        // Whoever has no known allergy to medicines may have one to nuts; one whose category nobody gives may be any.
        var denied = ClassesOf(statement, ontology).SelectMany(c => ontology.Classes.GetValueOrDefault(c)?.DeniesCategories ?? []).ToList();
        var categories = record.Where(f => f.Triple.Predicate == Category).Select(f => f.Triple.Object).OfType<Iri>().Select(c => c.Value[(c.Value.LastIndexOf('/') + 1)..]).ToList();
        return denied.Count == 0 || categories.Count == 0 || categories.Exists(denied.Contains);
    }

    private static IEnumerable<Iri> DeniedBy(IEnumerable<Fact> statement, OntologyModel ontology) =>
        ClassesOf(statement, ontology).SelectMany(c => (ontology.Classes.GetValueOrDefault(c)?.Ancestors ?? []).Prepend(c)).SelectMany(c => ontology.Classes.GetValueOrDefault(c)?.Denies ?? []);

    // What is over, refuted or a mistake contradicts nothing (FHIR's words; HL7 table 0438 for IAM-17).
    private static bool Holds(IEnumerable<Fact> record) => !record.Any(f =>
        (f.Triple.Predicate == ClinicalStatus && f.Triple.Object is Literal { Lexical: "inactive" or "resolved" or "remission" or "I" or "E" })
        || (f.Triple.Predicate == VerificationStatus && f.Triple.Object is Literal { Lexical: "refuted" or "entered-in-error" }));

    // By what is said and by the code, before anything is concluded.
    private static List<Iri> ClassesOf(IEnumerable<Fact> node, OntologyModel ontology) => [.. node.SelectMany(f => f.Triple.Object is not Iri term ? []
        : f.Triple.Predicate == RdfTerms.Type ? [term] : f.Triple.Predicate == CodeProperty ? ontology.ConceptClasses.GetValueOrDefault(term, []) : []).Distinct()];

    private static Diagnostic Told(Origin origin) => new("OT8130", Severity.Warning, "a statement that nothing of a kind is known stands beside a record of it: both are kept, and neither ends the other")
    {
        Place = new SourcePlace(origin.Document, origin.Path, origin.Bytes), Hint = "see both with 'show'; whichever is wrong is to be taken back at its source",
    };
}
