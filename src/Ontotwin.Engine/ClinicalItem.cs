using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>One record of a twin as a reader sees it: an observation, condition, medication, procedure, study …</summary>
/// <param name="Node">The node.</param>
/// <param name="Class">Its most specific class.</param>
/// <param name="Value">Its quantity; null when it has none, or when sources differ.</param>
/// <param name="Words">What it says in words: coded findings, text, the source's name of the code; null for nothing.</param>
/// <param name="At">When it was observed, performed or began; null when not known.</param>
/// <param name="Status">Its status as written; null for none.</param>
/// <param name="Origin">Where its value (or the record) came from.</param>
public sealed record ClinicalItem(Iri Node, Iri Class, Quantity? Value, string? Words, PartialDateTime? At, string? Status, Origin? Origin)
{
    /// <summary>Properties of which sources give several values where one can be right; a number among them is not in <see cref="Value"/>.</summary>
    public IReadOnlyList<DifferingValues> Differing { get; private init; } = [];

    /// <summary>Codes by which the record is less than it looks, as written: unconfirmed or refuted, proposed or planned, <c>do-not-perform</c>, <c>superseded</c>; <c>spread</c> where the value is a standard deviation or variance; <c>contradicted</c> of a statement of absence beside what it denies. Empty for most.</summary>
    public IReadOnlyList<string> Reservations { get; private init; } = [];

    /// <summary>One dose of a medicine, or that of an image, with its unit; from the smallest to the largest where the source gives a range. Null for none, and where sources differ.</summary>
    public (Interval Amount, string? Unit)? Dose { get; private init; }

    private static readonly HashSet<Iri> Qualifiers = [.. new[] { "category", "interpretation", "method", "bodySiteCode" }.Select(OntologyModel.Term)];
    private static readonly Iri AbsenceStatement = OntologyModel.Term("AbsenceStatement");
    private static readonly Iri DocumentReference = OntologyModel.Term("DocumentReference");
    private static readonly string[] Orders = ["order", "original-order", "reflex-order", "filler-order", "instance-order", "directive"];
    private static readonly string[] Times = ["observedAt", "performedAt", "startedAt", "recordedAt"];
    private static readonly string[] Statuses = ["status", "clinicalStatus"];

    /// <summary>Every record of the twin that is an instance of a class, newest first.</summary>
    public static IEnumerable<ClinicalItem> All(Twin twin, OntologyModel ontology, string className)
    {
        var wanted = OntologyModel.Term(className);
        return twin.Facts.Where(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri type && ontology.IsSubClass(type, wanted))
            .Select(f => f.Triple.Subject).OfType<Iri>().Distinct()
            // "No known allergy" is no allergy, by whatever class its source keeps it.
            .Where(node => IsTold(twin, node) && (ontology.IsSubClass(AbsenceStatement, wanted) || ontology.IsSubClass(wanted, AbsenceStatement) || !IsAbsence(twin.About(node), ontology)))
            .Select(node => Of(twin, ontology, node))
            .OrderByDescending(i => i.At?.Earliest ?? DateTimeOffset.MinValue).ThenBy(i => i.Class.LocalName, StringComparer.Ordinal)
            .ThenBy(i => i.Origin?.Document, StringComparer.Ordinal).ThenBy(i => i.Origin?.Bytes.Start).ThenBy(i => i.Node.Value, StringComparer.Ordinal);
    }

    // What other records only link to, because it was never sent or has been taken back, is a record by the range of their links alone.
    private static bool IsTold(Twin twin, Iri node) => twin.About(node).Any(f => f.Triple.Predicate == RdfTerms.Type && f.Origin is not null);

    private static bool IsAbsence(IEnumerable<Fact> facts, OntologyModel ontology) => facts.Any(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri type && ontology.IsSubClass(type, AbsenceStatement));

    /// <summary>One record.</summary>
    public static ClinicalItem Of(Twin twin, OntologyModel ontology, Iri node)
    {
        // Stores give facts in no order; a reader sees them always in the same.
        var facts = twin.About(node).OrderBy(f => f.Origin?.Document, StringComparer.Ordinal)
            .ThenBy(f => f.Origin?.Bytes.Start).ThenBy(f => f.Triple.ToString(), StringComparer.Ordinal).ToList();
        var value = facts.Find(f => f.Triple.Predicate == OntologyModel.Term("value"));
        var dose = facts.Find(f => f.Triple.Predicate == OntologyModel.Term("dose"));
        var origin = (value ?? dose)?.Origin ?? PlaceOf(facts);
        var differing = DifferingValues.Of(facts, ontology);
        // What sources differ on is not headed by one of its values.
        var open = differing.Select(d => d.Property).ToHashSet();
        facts.RemoveAll(f => open.Contains(f.Triple.Predicate));
        var isDoseOpen = dose is not null && open.Contains(dose.Triple.Predicate);
        var isOpen = value is not null && open.Contains(value.Triple.Predicate);
        return new ClinicalItem(node, MostSpecific(facts, ontology), isOpen ? null : QuantityOf(facts, value), isOpen ? null : WordsOf(facts, ontology), FirstDate(facts), FirstText(facts, Statuses), origin) { Differing = differing, Dose = isDoseOpen ? null : DoseOf(facts, dose), Reservations = ReservationsOf(twin, node, facts, ontology) };
    }

    // The first field inside the record itself: what names whose it is may stand elsewhere, such as in the heading of a file.
    private static Origin? PlaceOf(List<Fact> facts)
    {
        var whole = facts.Find(f => f.Triple.Predicate == RdfTerms.Type && f.Origin is not null)?.Origin;
        bool IsInside(Origin o) => whole is not null && o.Document == whole.Document && o.Bytes.Start >= whole.Bytes.Start && o.Bytes.End <= whole.Bytes.End && o.Bytes != whole.Bytes;
        return facts.Find(f => f.Origin is { } o && IsInside(o))?.Origin ?? whole ?? facts.Find(f => f.Origin is not null)?.Origin;
    }

    // Another stands in its place, unless that one has been taken back; its own status may say so already.
    private static bool IsSuperseded(Twin twin, Iri node, List<Fact> facts) => FirstText(facts, Statuses) is not "superseded" && ReplacedRecords.ReplacementOf(twin, node) is not null;

    private static List<string> ReservationsOf(Twin twin, Iri node, List<Fact> facts, OntologyModel ontology)
    {
        var said = new List<string>();
        if (FirstText(facts, ["verificationStatus"]) is { } verified and not "confirmed") { said.Add(verified); }
        if (FirstText(facts, ["intent"]) is { } intent && !Orders.Contains(intent)) { said.Add(intent); }
        if (FirstText(facts, ["doNotPerform"]) is "true") { said.Add("do-not-perform"); }
        // A standard deviation of a length is no length.
        if (facts.Exists(f => f.Triple.Predicate == OntologyModel.Term("spreadOf"))) { said.Add("spread"); }
        if (IsSuperseded(twin, node, facts)) { said.Add("superseded"); }
        if (IsAbsence(facts, ontology) && Contradictions.IsContradicted(twin, facts, ontology)) { said.Add("contradicted"); }
        return said;
    }

    private static Iri MostSpecific(List<Fact> facts, OntologyModel ontology)
    {
        var types = facts.Where(f => f.Triple.Predicate == RdfTerms.Type).Select(f => f.Triple.Object).OfType<Iri>().Where(t => t.Value.StartsWith(OntologyModel.Namespace, StringComparison.Ordinal)).Distinct().ToList();
        return types.OrderByDescending(t => ontology.Classes.GetValueOrDefault(t)?.Ancestors.Count ?? 0).ThenBy(t => t.Value, StringComparer.Ordinal).FirstOrDefault() ?? Owl.Thing;
    }

    private static Quantity? QuantityOf(List<Fact> facts, Fact? value) =>
        NumberOf(value) is { } amount ? new Quantity(amount, FirstText(facts, ["unit"]) ?? "", ComparatorOf(facts, "comparator")) : null;

    private static (Interval, string?)? DoseOf(List<Fact> facts, Fact? dose)
    {
        if (NumberOf(dose) is not { } amount) { return null; }
        var upper = NumberOf(facts.Find(f => f.Triple.Predicate == OntologyModel.Term("upperDose")));
        return (upper > amount ? new Interval(amount, upper) : ComparatorOf(facts, "doseComparator").Around(amount), FirstText(facts, ["doseUnit"]));
    }

    private static decimal? NumberOf(Fact? fact) =>
        fact?.Triple.Object is Literal number && decimal.TryParse(number.Lexical, System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static Comparator ComparatorOf(List<Fact> facts, string property) => NumberReader.ComparatorOf(FirstText(facts, [property]) ?? "");

    private static string? WordsOf(List<Fact> facts, OntologyModel ontology)
    {
        var finding = facts.Find(f => f.Triple.Predicate == OntologyModel.Term("finding"))?.Triple.Object as Iri;
        if (finding is not null && ontology.Individuals.ContainsKey(finding)) { return ontology.Label(finding, "en"); }
        // A document's text is all that it says; what it is called is the shorter name.
        var isDocument = facts.Exists(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object == DocumentReference);
        if (FirstText(facts, isDocument ? ["title", "description"] : ["text", "title", "description"]) is { Length: > 0 } text) { return text; }
        // What is denied as a whole is named by the statement's class.
        if (IsAbsence(facts, ontology)) { return null; }
        var original = OriginalCodeOf(facts)?.Split('|');
        return original is { Length: 3 } ? original[2] : FirstText(facts, ["originalText"]) ?? (original is { Length: 2 } ? original[1] : isDocument ? FirstText(facts, ["text"]) : null);
    }

    // A record keeps the codings of all its properties: those of its category or method are not what it is.
    private static string? OriginalCodeOf(List<Fact> facts)
    {
        var others = facts.Where(f => f.Origin is not null && Qualifiers.Contains(f.Triple.Predicate)).Select(f => (f.Origin!.Document, f.Origin.Bytes)).ToHashSet();
        return (facts.Find(f => f.Triple.Predicate == OntologyModel.Term("originalCode") && (f.Origin is not { } o || !others.Contains((o.Document, o.Bytes))))?.Triple.Object as Literal)?.Lexical;
    }

    private static PartialDateTime? FirstDate(List<Fact> facts)
    {
        foreach (var property in Times)
        {
            if (FirstText(facts, [property]) is { } text && PartialDateTime.TryParseXsd(text, out var date)) { return date; }
        }
        return null;
    }

    private static string? FirstText(List<Fact> facts, string[] properties) =>
        properties.Select(p => facts.Find(f => f.Triple.Predicate == OntologyModel.Term(p))?.Triple.Object).OfType<Literal>().Select(l => l.Lexical).FirstOrDefault();
}
