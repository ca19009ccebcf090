using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Tells of people who may be two: what documents say under the same identifiers has another birth date, and another sex or other names.</summary>
internal static class SharedNumbers
{
    public const string Code = "OT8117";
    private static readonly Iri BirthDate = OntologyModel.Term("birthDate");
    private static readonly Iri Sex = OntologyModel.Term("sex");
    private static readonly Iri FamilyName = OntologyModel.Term("familyName");
    private static readonly Iri GivenName = OntologyModel.Term("givenName");
    private static readonly Iri FullName = OntologyModel.Term("fullName");
    private static readonly char[] BetweenNames = ['^', '=', ' ', ',', '.'];

    /// <summary>What is to be told of a person of whom a document says something; null when nothing is.</summary>
    /// <param name="person">The person's node.</param>
    /// <param name="before">What was held of the person before the document.</param>
    /// <param name="after">What is held with it: what a correction ended is not there.</param>
    /// <param name="said">What the document says.</param>
    public static Diagnostic? Check(Iri person, IEnumerable<Fact> before, IEnumerable<Fact> after, IEnumerable<NodeVersion> said)
    {
        var ofPerson = said.Where(v => v.Node == person).ToList();
        if (ofPerson.Count == 0) { return null; }
        var now = ofPerson.SelectMany(v => v.Facts).Select(f => f.Triple).ToList();
        var held = TriplesOf(person, after);
        if (AreTwo([.. now.Where(held.Contains)], held)) { return Told(ofPerson[0].Place); }
        // A register that corrects both corrects one person; one that changes the name too has given the number to another.
        var all = TriplesOf(person, before).Concat(now).ToList();
        return AreTwo(now, all) && IsAnother(now, all, FamilyName) && IsAnother(now, all, GivenName) ? Told(ofPerson[0].Place) : null;
    }

    private static bool AreTwo(List<Triple> now, List<Triple> all) => Differ(now, all, BirthDate) && (Differ(now, all, Sex) || HasOtherNames(now, all));

    // Not one word of the names in common: a marriage changes one, a spelling or an alphabet rarely all of them together with the birth date.
    private static bool HasOtherNames(List<Triple> now, List<Triple> all)
    {
        var (said, known) = (NamesIn(now), NamesIn(all.Except(now)));
        return said.Count > 0 && known.Count > 0 && !said.Overlaps(known);
    }

    private static HashSet<string> NamesIn(IEnumerable<Triple> triples) => triples.Where(t => t.Predicate == FamilyName || t.Predicate == GivenName || t.Predicate == FullName)
        .SelectMany(t => TextOf(t.Object).Split(BetweenNames, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<Triple> TriplesOf(Iri person, IEnumerable<Fact> facts) => [.. facts.Select(f => f.Triple).Where(t => t.Subject == person)];

    private static bool IsAnother(List<Triple> now, List<Triple> all, Iri property)
    {
        var (said, known) = (ValuesOf(now, property), ValuesOf(all.Except(now), property));
        return said.Count > 0 && known.Count > 0 && !said.Overlaps(known);
    }

    private static HashSet<string> ValuesOf(IEnumerable<Triple> triples, Iri property) => triples.Where(t => t.Predicate == property).Select(t => TextOf(t.Object)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Diagnostic Told(SourcePlace? place) => new(Code, Severity.Warning, "another birth date and another sex or name are told of a person who has the same identifier: it may be two people's")
    {
        Place = place,
        Hint = "see which of the identifiers both have, and correct it at the source or leave its type out of 'identity'",
    };

    // A date that is less precise than another does not differ from it.
    private static bool Differ(List<Triple> now, List<Triple> all, Iri property)
    {
        var values = all.Where(t => t.Predicate == property).Select(t => TextOf(t.Object)).Distinct().ToList();
        return now.Where(t => t.Predicate == property).Select(t => TextOf(t.Object))
            .Any(a => values.Exists(b => !a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal)));
    }

    private static string TextOf(Term value) => value is Literal literal ? literal.Lexical : value.ToString()!;
}
