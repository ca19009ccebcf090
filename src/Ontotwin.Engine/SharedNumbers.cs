using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Tells of people who may be two: what documents say under the same identifiers has another birth date and another sex.</summary>
internal static class SharedNumbers
{
    public const string Code = "OT8117";
    private static readonly Iri BirthDate = OntologyModel.Term("birthDate");
    private static readonly Iri Sex = OntologyModel.Term("sex");

    /// <summary>What is to be told of a person of whom a document says something; null when nothing is.</summary>
    /// <param name="person">The person's node.</param>
    /// <param name="held">What is held of the person.</param>
    /// <param name="said">What the document says.</param>
    public static Diagnostic? Check(Iri person, IEnumerable<Fact> held, IEnumerable<NodeVersion> said)
    {
        var ofPerson = said.Where(v => v.Node == person).ToList();
        var now = ofPerson.SelectMany(v => v.Facts).Select(f => f.Triple).ToList();
        var all = held.Select(f => f.Triple).Where(t => t.Subject == person).Concat(now).ToList();
        return Differ(now, all, BirthDate) && Differ(now, all, Sex) ? Told(ofPerson[0].Place) : null;
    }

    private static Diagnostic Told(SourcePlace? place) => new(Code, Severity.Warning, "another birth date and another sex are told of a person who has the same identifier: it may be two people's")
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
