using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// What a record says of one node. Of a run that says so (<see cref="MappingServices.Recycles"/>) it is good until the next record is mapped; else for ever, and
/// then nothing of it changes.
/// </summary>
public sealed class NodeChange
{
    private static readonly LiftedFact[] None = [];
    private LiftedFact[] facts = None;
    private int start;
    private int count;
    private FactBuffer? filling;
    private List<Iri>? nullProperties;

    internal NodeChange()
    {
    }

    /// <summary>The node.</summary>
    public Iri Node { get; private set; } = RdfTerms.Nil;

    /// <summary>Whose twin it belongs to.</summary>
    public TwinId Twin { get; private set; }

    /// <summary>The map and node statement: <c>module/map.node</c>. Facts of the node from this rule are what a replacement replaces.</summary>
    public string Rule => Statement.Name;

    /// <summary>What its status does: assert, preliminary, replace, update, retract, absent.</summary>
    public LifeCycleKind Kind { get; internal set; }

    /// <summary>Whether the node has an <c>on</c>: then it is versioned by <see cref="OrderedBy"/>.</summary>
    public bool HasLifeCycle { get; internal set; }

    /// <summary>Clinical time that orders versions; null when none was given.</summary>
    public PartialDateTime? OrderedBy { get; internal set; }

    /// <summary>Its facts; for a retraction, none.</summary>
    public ArraySegment<LiftedFact> Facts => new(facts, start, count);

    /// <summary>The field it came from.</summary>
    public Field At { get; internal set; }

    /// <summary>Where it came from, as text; O(path).</summary>
    public SourcePlace Place => At.Place;

    /// <summary>Properties of which the source says that there is no value any more: what this rule asserted of them before ends.</summary>
    public IReadOnlyList<Iri> NullProperties => nullProperties is null ? [] : nullProperties;

    /// <summary>The name that the node would have without the optional parts of its key; null when it has none of them, or no life-cycle.</summary>
    public Iri? ShorterKey => Version?.ShorterKey;

    /// <summary>Whether its key has optional parts and the record leaves all of them out: a correction then means the one node of the shorter key.</summary>
    public bool IsShort => Version?.IsShort == true;

    /// <summary>The names that the node would have under the other twins of the person in its key: records of it may be held so. Empty where the person is one twin.</summary>
    public IReadOnlyList<FormerName> FormerNames => Version?.FormerNames ?? [];

    /// <summary>Of a correction, whether its key has a number that the source gives to one thing, such as an order's.</summary>
    public bool IsNumbered => Version?.IsNumbered == true;

    /// <summary>Of a retraction, whether the map concludes it, of a record that is of another kind, and the source does not say it.</summary>
    public bool IsByMap => Version?.IsByMap == true;

    /// <summary>Of a further record of one key in its document, the name by the key; null of any other.</summary>
    public Iri? OccurrenceOf => Version?.OccurrenceOf;

    /// <summary>The node with a life-cycle that it stands in; null outside any.</summary>
    public Iri? Within => Version?.Within;

    /// <summary>The statements (<c>module/map.node</c>) of what stands in the node: what of it a replacement does not name goes with the record replaced.</summary>
    public IReadOnlySet<string> NestedRules => Version?.Nested?.Value ?? System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>Of a person's node with a life-cycle, the name of the record by its key, as hash: many records are joined in a person. Null of any other node.</summary>
    public string? Record => Version?.Record;

    /// <summary>Whether nothing tells which record of the node another one means: no shorter key, no former name, no record around it.</summary>
    public bool IsPlain => Version is null;

    /// <summary>Its class.</summary>
    internal Iri Class { get; private set; } = RdfTerms.Nil;

    /// <summary>The statement that it comes of.</summary>
    internal LiftingRule Statement { get; private set; } = LiftingRule.Nobody;

    /// <summary>Whose node it is, when it is a person's own.</summary>
    internal TwinId? Person { get; set; }

    /// <summary>What tells which record of it another one means; null where nothing does.</summary>
    internal VersionNames? Version { get; set; }

    /// <summary>The concept written to <c>hdt:code</c>, for <c>unitOf(code)</c>.</summary>
    internal Iri? Concept { get; set; }

    /// <summary>Facts so far; only before it is sealed.</summary>
    internal int FactCount => filling!.Count - start;

    /// <summary>Begins with a node, whatever it was before. One node of a record is filled at a time, behind the facts of those before it.</summary>
    internal NodeChange Begin(Iri node, Iri type, LiftingRule statement, FactBuffer record)
    {
        (Node, Class, Statement, filling) = (node, type, statement, record);
        (facts, start, count, nullProperties) = (None, record.Count, 0, null);
        (Kind, HasLifeCycle, OrderedBy, Person, Version, Concept) = (LifeCycleKind.Assert, false, null, null, null, null);
        At = default;
        return this;
    }

    internal void Add(Iri property, Term value, LiftedFrom from) => filling!.Add(new LiftedFact(Node, property, value, from));

    internal void AddNull(Iri property) => (nullProperties ??= []).Add(property);

    /// <summary>Whether it has a property so far; only before it is sealed.</summary>
    internal bool Has(Iri property)
    {
        foreach (ref readonly var fact in filling!.Facts.AsSpan(start, FactCount))
        {
            if (fact.Predicate == property) { return true; }
        }
        return false;
    }

    /// <summary>Nothing is added any more.</summary>
    internal void Seal() => (facts, count) = (filling!.Facts, FactCount);

    /// <summary>Gives up what it has so far: the node is none.</summary>
    internal void Abandon() => filling!.Forget(start);

    /// <summary>Is sealed with one fact, while another node is being filled.</summary>
    internal void Say(Iri property, Term value, LiftedFrom from) => (facts, start, count) = ([new LiftedFact(Node, property, value, from)], 0, 1);

    /// <summary>Says whose it is; what is retracted has no facts: its links only told whose it was.</summary>
    internal void BelongsTo(TwinId twin)
    {
        Twin = twin;
        if (Kind == LifeCycleKind.Retract) { count = 0; }
    }

    /// <summary>The same as the record of who has a key for a time: what names the key names the person.</summary>
    internal NodeChange HeldBy(TwinId holder, TwinId lent)
    {
        var (key, person) = (lent.Subject, holder.Subject);
        Iri Named(Iri name) => name == key ? person : name;
        var held = With(Named(Node), [.. Facts.Select(f => f with { Subject = Named(f.Subject), Object = f.Object is Iri target ? Named(target) : f.Object })]);
        held.BelongsTo(holder);
        return held;
    }

    /// <summary>Copies its facts to where they stay; returns the place behind them.</summary>
    internal int MoveTo(LiftedFact[] kept, int at)
    {
        Facts.AsSpan().CopyTo(kept.AsSpan(at));
        (facts, start, filling) = (kept, at, null);
        return at + count;
    }

    /// <summary>The same as a further occurrence, under a name of its own.</summary>
    internal NodeChange AsOccurrence(Iri name)
    {
        var other = With(name, [.. Facts.Select(f => f with { Subject = name })]);
        if (HasLifeCycle) { other.Version = (Version ?? new()) with { OccurrenceOf = Node }; }
        return other;
    }

    /// <summary>The same with its links changed, and what it stands in.</summary>
    internal NodeChange Relinked(LiftedFact[] links, VersionNames? version)
    {
        var other = With(Node, links);
        other.Version = version;
        return other;
    }

    private NodeChange With(Iri name, LiftedFact[] said)
    {
        var other = (NodeChange)MemberwiseClone();
        (other.Node, other.facts, other.start, other.count) = (name, said, 0, said.Length);
        return other;
    }
}

/// <summary>What tells which record of a node another one means; nothing of it is known of most nodes outside records that can be corrected.</summary>
internal sealed record VersionNames
{
    public Iri? ShorterKey { get; init; }

    public bool IsShort { get; init; }

    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    public bool IsNumbered { get; init; }

    public bool IsByMap { get; init; }

    public Iri? Within { get; init; }

    public string? Record { get; init; }

    public Iri? OccurrenceOf { get; init; }

    public Lazy<IReadOnlySet<string>>? Nested { get; init; }
}
