using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>What is kept beside the facts of a record so that later versions of it find it: no content, and no difference to another version.</summary>
internal static class RecordMarks
{
    /// <summary>The time that orders its versions.</summary>
    public static readonly Iri OrderedAt = OntologyModel.Term("orderedAt");

    /// <summary>Whether its source called it a correction.</summary>
    public static readonly Iri IsCorrected = OntologyModel.Term("isCorrected");

    /// <summary>Whether its source called it preliminary.</summary>
    public static readonly Iri IsPreliminary = OntologyModel.Term("isPreliminary");

    /// <summary>Its name without the optional parts of its key.</summary>
    public static readonly Iri ShorterKey = OntologyModel.Term("shorterKey");

    /// <summary>Another name that a version of it had by its key.</summary>
    public static readonly Iri OtherKey = OntologyModel.Term("otherKey");

    /// <summary>Whether it corrects a record that did not come yet.</summary>
    public static readonly Iri AwaitsOriginal = OntologyModel.Term("awaitsOriginal");

    /// <summary>The name of the record whose key it shares as a further one of its document.</summary>
    public static readonly Iri OccurrenceOf = OntologyModel.Term("occurrenceOf");

    /// <summary>Whether a fact is one of them.</summary>
    public static bool Is(Fact fact)
    {
        var property = fact.Triple.Predicate;
        return property == OrderedAt || property == IsCorrected || property == IsPreliminary || property == ShorterKey || property == OtherKey || property == AwaitsOriginal || property == OccurrenceOf;
    }

    /// <summary>What a version says of itself beside its content.</summary>
    public static IEnumerable<Triple> Of(NodeVersion version)
    {
        if (version.ShorterKey is { } shorter) { yield return new(version.Node, ShorterKey, Literal.Text(shorter.LocalName)); }
        if (version.OtherKey is { } other) { yield return new(version.Node, OtherKey, Literal.Text(other.LocalName)); }
        if (version.OccurrenceOf is { } first) { yield return new(version.Node, OccurrenceOf, Literal.Text(first.LocalName)); }
        if (version.Kind == LifeCycleKind.Preliminary) { yield return new(version.Node, IsPreliminary, Literal.Boolean(true)); }
        if (version.AwaitsOriginal) { yield return new(version.Node, AwaitsOriginal, Literal.Boolean(true)); }
    }

    /// <summary>A time as it is written beside the versions that it orders. XSD has no hours and minutes without their smaller parts: those are texts.</summary>
    public static Literal TermOf(PartialDateTime order) =>
        order.Precision is DatePrecision.Hour or DatePrecision.Minute ? Literal.Text(order.ToIso()) : new(order.ToXsd(), new Iri(Xsd.Namespace + order.XsdType));

    /// <summary>The time that a term says; null where it says none.</summary>
    public static PartialDateTime? TimeIn(Term? term) => term is Literal { Lexical: var text } && PartialDateTime.TryParseIso(text, out var time) ? time : null;

    /// <summary>The name that a fact says of its node, by a property; null where it says none.</summary>
    public static string? NameIn(Fact fact, Iri property) =>
        fact.Triple.Predicate == property && fact.Triple.Object is Literal { Lexical: var text } ? text : null;
}
