using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Plans what a record says of a person. A person's node is joined of the records of many systems: a correction ends what older versions of its own record say,
/// the record of the same key, and never what another system says; what systems disagree on stands beside each other and is shown so.
/// </summary>
internal static class RecordsOfPerson
{
    private static readonly Iri ToldAt = OntologyModel.Term("toldAt");
    private static readonly Iri UpdatedAt = OntologyModel.Term("updatedAt");
    private static readonly Iri ReplacedAt = OntologyModel.Term("replacedAt");
    private static readonly Iri RecordKey = OntologyModel.Term("recordKey");
    private static readonly Iri HasNo = OntologyModel.Term("hasNo");

    /// <summary>The facts to assert and to close, in whatever order the versions of a record come.</summary>
    /// <param name="change">What the record says; <see cref="NodeVersion.Record"/> is there.</param>
    /// <param name="own">Facts of the person by the same statement.</param>
    /// <param name="knownAt">Transaction time.</param>
    public static PlannedChange Plan(NodeVersion change, IReadOnlyCollection<Fact> own, DateTimeOffset knownAt)
    {
        var at = change.OrderedBy?.Earliest;
        var documents = own.GroupBy(ChangePlanner.DocumentOf).Select(g => new Said(g.Key, g)).ToList();
        var ofRecord = documents.Where(d => d.IsOf(change.Record!)).ToList();
        var newer = ofRecord.Where(d => d.CorrectedAt > at).ToList();
        var all = Content(change, knownAt).ToList();
        var facts = all.Where(f => !newer.Exists(d => d.Denies(f.Triple))).ToList();
        var close = Older(ofRecord, documents, change, at).Where(Ends(change, all)).ToHashSet();
        LimitOrigins(facts, documents, close, at);
        foreach (var emptied in documents.Where(d => d.Content.TrueForAll(close.Contains))) { close.UnionWith(emptied.Notes); }
        var late = facts.Count < all.Count ? Late(change) : null;
        TakeNotes(change, documents.Find(d => d.Document == (change.Origin.Document, change.Origin.DocumentHash)), facts, close, knownAt);
        return new PlannedChange([.. facts], [.. close], late);
    }

    // What is said, and what is said not to be any more: of the latter a mark stays, for older versions that come later.
    private static IEnumerable<Fact> Content(NodeVersion change, DateTimeOffset knownAt)
    {
        var said = change.Facts.Select(f => ChangePlanner.Assert(f.Triple, f.Origin, knownAt));
        return change is { Kind: LifeCycleKind.Update, OrderedBy: not null } ? said.Concat(change.NullProperties.Select(p => Note(change, HasNo, p, knownAt))) : said;
    }

    // Without an order nothing is known to be older, but for a null, which says that whatever was said has ended.
    private static IEnumerable<Fact> Older(List<Said> ofRecord, List<Said> all, NodeVersion change, DateTimeOffset? at) =>
        at is null ? (change.NullProperties.Count == 0 ? [] : all.SelectMany(d => d.Content)) : ofRecord.Where(d => d.At < at).SelectMany(d => d.Content);

    private static Func<Fact, bool> Ends(NodeVersion change, List<Fact> said)
    {
        var stays = said.Select(f => f.Triple).ToHashSet();
        var named = change.NullProperties.ToHashSet();
        if (change.Kind == LifeCycleKind.Update) { named.UnionWith(change.Facts.Select(f => f.Triple.Predicate)); }
        return change is { Kind: LifeCycleKind.Replace or LifeCycleKind.Retract, OrderedBy: not null } ? f => !stays.Contains(f.Triple) : f => named.Contains(PropertyOf(f.Triple)) && !stays.Contains(f.Triple);
    }

    // A fact that every message repeats has the origins of the newest versions.
    private static void LimitOrigins(List<Fact> facts, List<Said> documents, HashSet<Fact> close, DateTimeOffset? at)
    {
        var held = documents.SelectMany(d => d.Content.Select(f => (Fact: f, d.At))).Where(h => !close.Contains(h.Fact)).ToLookup(h => h.Fact.Triple);
        facts.RemoveAll(fact =>
        {
            var same = held[fact.Triple].ToList();
            if (same.Count < Limits.MaxOriginsOfPerson) { return false; }
            var oldest = same.MinBy(s => s.At ?? DateTimeOffset.MinValue);
            if (oldest.At > at) { return true; }
            close.Add(oldest.Fact);
            return false;
        });
    }

    // Once a document, however many of its messages tell of the person: the latest time of each kind.
    private static void TakeNotes(NodeVersion change, Said? document, List<Fact> facts, HashSet<Fact> close, DateTimeOffset knownAt)
    {
        var notes = document?.Notes ?? [];
        var key = Note(change, RecordKey, Literal.Text(change.Record!), knownAt);
        if (!notes.Exists(n => n.Triple == key.Triple && !close.Contains(n))) { facts.Add(key); }
        if (change.OrderedBy is not { } order) { return; }
        var kind = change.Kind switch { LifeCycleKind.Update => UpdatedAt, LifeCycleKind.Replace or LifeCycleKind.Retract => ReplacedAt, _ => ToldAt };
        var before = notes.FindAll(n => n.Triple.Predicate == kind && !close.Contains(n));
        if (before.Exists(n => TimeOf(n.Triple.Object) >= order.Earliest)) { return; }
        close.UnionWith(before);
        facts.Add(Note(change, kind, RecordMarks.TermOf(order), knownAt));
    }

    private static DateTimeOffset? TimeOf(Term value) => RecordMarks.TimeIn(value)?.Earliest;

    private static Fact Note(NodeVersion change, Iri property, Term value, DateTimeOffset knownAt) => ChangePlanner.Assert(new Triple(change.Node, property, value), change.Origin, knownAt);

    private static Iri PropertyOf(Triple triple) => triple.Predicate == HasNo && triple.Object is Iri ended ? ended : triple.Predicate;

    private static Diagnostic Late(NodeVersion change) =>
        new("OT8101", Severity.Warning, "an older version of a person's record arrived after a newer one: what the newer one says otherwise is not taken from it") { Place = change.Place };

    /// <summary>What one document says of the person.</summary>
    private sealed class Said
    {
        private readonly HashSet<string> keys = [];
        private readonly HashSet<Triple> triples = [];
        private readonly HashSet<Iri> properties = [];
        private bool isWhole;

        public Said((string Name, string Hash) document, IEnumerable<Fact> facts)
        {
            Document = document;
            foreach (var fact in facts)
            {
                var (property, value) = (fact.Triple.Predicate, fact.Triple.Object);
                if (property == RecordKey) { keys.Add(((Literal)value).Lexical); }
                else if (property == ToldAt || property == UpdatedAt || property == ReplacedAt) { Take(property, value); }
                else
                {
                    Content.Add(fact);
                    triples.Add(fact.Triple);
                    properties.Add(PropertyOf(fact.Triple));
                    continue;
                }
                Notes.Add(fact);
            }
        }

        public (string Name, string Hash) Document { get; }

        public List<Fact> Content { get; } = [];

        public List<Fact> Notes { get; } = [];

        /// <summary>Clinical time of its latest version.</summary>
        public DateTimeOffset? At { get; private set; }

        /// <summary>Clinical time of its latest correction.</summary>
        public DateTimeOffset? CorrectedAt { get; private set; }

        /// <summary>Whether it has this record and no other: of a document with several it is not known which says what.</summary>
        public bool IsOf(string record) => keys.Count == 1 && keys.Contains(record);

        /// <summary>Whether, as a correction, it says otherwise than this.</summary>
        public bool Denies(Triple triple) => !triples.Contains(triple) && (isWhole || properties.Contains(PropertyOf(triple)));

        private void Take(Iri kind, Term value)
        {
            if (TimeOf(value) is not { } time) { return; }
            At = Later(At, time);
            if (kind == ToldAt) { return; }
            CorrectedAt = Later(CorrectedAt, time);
            isWhole |= kind == ReplacedAt;
        }

        private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
    }
}
