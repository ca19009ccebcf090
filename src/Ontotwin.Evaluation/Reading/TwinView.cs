using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Reading;

/// <summary>Reads nodes, values and times from a closed twin.</summary>
internal sealed class TwinView(Twin twin, OntologyModel ontology)
{
    private readonly Dictionary<Iri, ImmutableArray<Measured>> readings = [];

    public Twin Twin => twin;

    /// <summary>
    /// Nodes of a class with the fact that says so, in the order of the documents that name them: IRIs and the order of facts differ from store to store, an
    /// explanation must not.
    /// </summary>
    public IEnumerable<Fact> Instances(Iri type) =>
        twin.With(RdfTerms.Type, type).GroupBy(f => f.Triple.Subject).Select(g => g.First())
            .Select(f => (Fact: f, Origin: Origin(f.Triple.Subject)))
            .OrderBy(f => f.Origin?.Document, StringComparer.Ordinal).ThenBy(f => f.Origin?.Bytes.Start).ThenBy(f => Key(f.Fact.Triple.Subject), StringComparer.Ordinal)
            .Select(f => f.Fact);

    private Origin? Origin(Term node) =>
        twin.About(node).Select(f => f.Origin).Where(o => o is not null)
            .OrderBy(o => o!.Document, StringComparer.Ordinal).ThenBy(o => o!.Bytes.Start).FirstOrDefault();

    /// <summary>Whether a node is of a named class below the given one.</summary>
    public bool IsClassedBelow(Term node, Iri type) =>
        twin.About(node).Any(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri named && named != type && ontology.IsSubClass(named, type));

    /// <summary>Whether a node is of a class, at or below the given one, that counts as history once it is resolved.</summary>
    public bool CountsForLife(Term node, Iri type) =>
        twin.About(node).Any(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri named && ontology.Classes.GetValueOrDefault(named) is { CountsForLife: true } && ontology.IsSubClass(named, type));

    /// <summary>Whether a node is of a class.</summary>
    public Fact? TypeFact(Term node, Iri type) => twin.About(node).FirstOrDefault(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object.Equals(type));

    /// <summary>The one value of a property; null with <paramref name="conflict"/> set when two differ.</summary>
    public Fact? Single(Term node, Iri property, out bool conflict)
    {
        conflict = false;
        Fact? found = null;
        foreach (var fact in twin.About(node))
        {
            if (fact.Triple.Predicate != property) { continue; }
            if (found is null || (found.Justification is Derived && fact.Justification is Asserted && Same(found.Triple.Object, fact.Triple.Object))) { found = fact; }
            else if (!Same(found.Triple.Object, fact.Triple.Object)) { conflict = true; }
        }
        return found;
    }

    /// <summary>A property's text; null when there is none.</summary>
    public Fact? First(Term node, Iri property) => twin.About(node).FirstOrDefault(f => f.Triple.Predicate == property);

    /// <summary>The fact that the record cannot be read as its source means it; null for nearly all.</summary>
    public Fact? Unreadable(Term node) => First(node, Hdt.IsUnreadable) is { } mark && Text(mark) is "true" or "1" ? mark : null;

    /// <summary>When a thing was; null when nobody said.</summary>
    public (PartialDateTime Time, Fact Fact)? Time(Term node, params ReadOnlySpan<Iri> properties)
    {
        foreach (var property in properties)
        {
            if (First(node, property) is { } fact && DateText.Read(fact.Triple.Object) is { } time) { return (time, fact); }
        }
        return null;
    }

    /// <summary>The text of a literal.</summary>
    public static string? Text(Fact? fact) => (fact?.Triple.Object as Literal)?.Lexical;

    /// <summary>Everything observed of a class, usable or not.</summary>
    public ImmutableArray<Measured> Readings(Iri type)
    {
        if (readings.TryGetValue(type, out var known)) { return known; }
        return readings[type] = [.. Instances(type).Select(f => Read(f, type))];
    }

    private Measured Read(Fact typed, Iri type)
    {
        var node = typed.Triple.Subject;
        var time = Time(node, Hdt.ObservedAt, Hdt.PerformedAt, Hdt.StartedAt, Hdt.RecordedAt);
        var reading = new Measured(node, typed, time?.Time, time?.Fact);
        if (First(node, Hdt.AbsentReason) is { } absent) { return reading with { Flaw = ReadingFlaw.Absent, FlawFact = absent }; }
        var status = First(node, Hdt.Status);
        if (Text(status) is "entered-in-error" or "cancelled" or "not-done") { return reading with { Flaw = ReadingFlaw.Withdrawn, FlawFact = status }; }
        if (Unreadable(node) is { } mark) { return reading with { Flaw = ReadingFlaw.StatusUnknown, FlawFact = status ?? mark }; }
        if (Text(status) is { } word && !IsUsableStatus(word)) { return reading with { Flaw = ReadingFlaw.StatusUnknown, FlawFact = status }; }
        if (ReplacedRecords.ReplacementOf(twin, node) is { } replaced) { return reading with { Flaw = ReadingFlaw.Replaced, FlawFact = replaced }; }
        var value = Single(node, Hdt.Value, out var conflict);
        var unit = Single(node, Hdt.Unit, out var unitConflict);
        if (conflict || unitConflict) { return reading with { Flaw = ReadingFlaw.Conflict, FlawFact = value }; }
        var finding = First(node, Hdt.Finding);
        if (value is null) { return reading with { Flaw = finding is null ? ReadingFlaw.Unmapped : ReadingFlaw.None, FlawFact = First(node, OntologyModel.Term("text")), Finding = finding }; }
        if (Number(value.Triple.Object) is not { } number) { return reading with { Flaw = ReadingFlaw.Unmapped, FlawFact = value }; }
        // What its source gives no unit of is in no unit that a rule could ask for.
        if (unit is null && ontology.UnitOfClass(type) is not (null or "1" or "{score}")) { return reading with { Flaw = ReadingFlaw.Unmapped, FlawFact = value }; }
        var comparator = First(node, Hdt.Comparator);
        return reading with
        {
            Value = Range(number, Text(comparator), First(node, Hdt.UpperValue)),
            Unit = Text(unit) ?? ontology.UnitOfClass(type),
            ValueFact = value,
            Finding = finding,
        };
    }

    // FHIR R4 ObservationStatus, and the words that reports and studies add to it (http://hl7.org/fhir/R4/valueset-observation-status.html).
    private static bool IsUsableStatus(string status) => status is "final" or "corrected" or "amended" or "preliminary" or "registered" or "partial" or "appended" or "completed" or "available";

    private static Interval Range(decimal value, string? comparator, Fact? upper) =>
        upper is not null && Number(upper.Triple.Object) is { } high ? new(value, Math.Max(value, high))
        : comparator switch
        {
            "<" => Comparator.Less.Around(value),
            "<=" => Comparator.LessOrEqual.Around(value),
            ">=" => Comparator.GreaterOrEqual.Around(value),
            ">" => Comparator.Greater.Around(value),
            _ => Interval.Point(value),
        };

    private static bool Same(Term a, Term b) => a.Equals(b) || (Number(a) is { } x && Number(b) is { } y && x == y);

    private static decimal? Number(Term term) =>
        term is Literal literal && literal.Datatype != Xsd.String && decimal.TryParse(literal.Lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Key(Term term) => term is Iri iri ? iri.Value : term.ToString();
}
