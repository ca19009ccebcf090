using System.Runtime.InteropServices;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// A node being filled, before it is known whose it is. One node is filled at a time: its facts stand in a list that all nodes of a thread share until it is
/// sealed, so that what it keeps is as long as what it says.
/// </summary>
internal sealed class PendingNode(Iri node, Iri type, LiftingRule rule, List<LiftedFact> filling)
{
    private readonly int start = filling.Count;
    private LiftedFact[]? facts;
    private List<Iri>? nullProperties;

    public Iri Node => node;

    public Iri Class => type;

    public LiftingRule Rule => rule;

    /// <summary>Its facts, once it is sealed.</summary>
    public LiftedFact[] Facts => facts ?? [];

    /// <summary>Facts so far.</summary>
    public int FactCount => facts?.Length ?? filling.Count - start;

    public LifeCycleKind Kind { get; init; }

    public bool HasLifeCycle { get; init; }

    public PartialDateTime? OrderedBy { get; set; }

    public Field Place { get; init; }

    /// <summary>Whose node it is, when it is a person's own.</summary>
    public TwinId? Person { get; init; }

    /// <summary>What tells which record of it another one means; null where nothing does.</summary>
    public VersionNames? Version { get; init; }

    /// <summary>Properties whose source says that there is no value any more.</summary>
    public IReadOnlyList<Iri> NullProperties => nullProperties is null ? [] : nullProperties;

    /// <summary>The concept written to <c>hdt:code</c>, for <c>unitOf(code)</c>.</summary>
    public Iri? Concept { get; set; }

    public void Add(Iri property, Term value, LiftedFrom from) => filling.Add(new LiftedFact(node, property, value, from));

    /// <summary>Whether it has a property so far; only before it is sealed.</summary>
    public bool Has(Iri property) => filling.FindIndex(start, f => f.Predicate == property) >= 0;

    /// <summary>Takes the facts out of the shared list: nothing is added any more.</summary>
    public PendingNode Seal()
    {
        facts = CollectionsMarshal.AsSpan(filling)[start..].ToArray();
        filling.RemoveRange(start, filling.Count - start);
        return this;
    }

    public void AddNull(Iri property) => (nullProperties ??= []).Add(property);

    /// <summary>The same as a further occurrence, under a name of its own.</summary>
    public PendingNode AsOccurrence(Iri name) => new(name, type, rule, [])
    {
        facts = Array.ConvertAll(Facts, f => f with { Subject = name }),
        nullProperties = nullProperties,
        Kind = Kind,
        HasLifeCycle = HasLifeCycle,
        OrderedBy = OrderedBy,
        Place = Place,
        Person = Person,
        Version = (Version ?? new()) with { OccurrenceOf = node },
    };

    /// <summary>The same as the record of who has a key for a time: what names the key names the person.</summary>
    public NodeChange HeldBy(TwinId holder, TwinId lent)
    {
        var (key, person) = (lent.Subject, holder.Subject);
        Iri Named(Iri name) => name == key ? person : name;
        var owned = OwnedBy(holder);
        return owned with { Node = Named(owned.Node), Facts = [.. owned.Facts.Select(f => f with { Subject = Named(f.Subject), Object = f.Object is Iri target ? Named(target) : f.Object })] };
    }

    public NodeChange OwnedBy(TwinId owner) => new(node, owner, rule.Name, Kind, HasLifeCycle, OrderedBy, Kind == LifeCycleKind.Retract ? [] : Facts, Place)
    {
        NullProperties = NullProperties,
        Version = Version,
    };
}
