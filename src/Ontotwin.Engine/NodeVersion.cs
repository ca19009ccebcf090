using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>What a record says of one node, without the record: its document may be forgotten.</summary>
/// <param name="Node">The node.</param>
/// <param name="Rule">The map and node statement.</param>
/// <param name="Kind">What its status does.</param>
/// <param name="HasLifeCycle">Whether it is versioned.</param>
/// <param name="OrderedBy">Clinical time that orders versions; null when none was given.</param>
/// <param name="Facts">Its facts; for a retraction, none.</param>
/// <param name="NullProperties">Properties that have no value any more.</param>
/// <param name="Origin">Where the record says it.</param>
internal sealed record NodeVersion(
    Iri Node, string Rule, LifeCycleKind Kind, bool HasLifeCycle, PartialDateTime? OrderedBy, ImmutableArray<(Triple Triple, Origin Origin)> Facts, IReadOnlyList<Iri> NullProperties, Origin Origin)
{
    /// <summary>The name that the node would have without the optional parts of its key; null when it has none of them.</summary>
    public Iri? ShorterKey { get; init; }

    /// <summary>Whether the record leaves all optional parts of the key out.</summary>
    public bool IsShort { get; init; }

    /// <summary>The names that the node would have under the other twins of the person in its key.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    /// <summary>Of a correction, whether its key has a number that the source gives to one thing.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Of a retraction, whether the map concludes it and the source does not say it: that nothing is held is as it should be.</summary>
    public bool IsByMap { get; init; }

    /// <summary>The name by its own key, where it is a version of a node that is held under another; null where it is under its own.</summary>
    public Iri? OtherKey { get; init; }

    /// <summary>Whether it corrects a record that is not held, and may still come.</summary>
    public bool AwaitsOriginal { get; init; }

    /// <summary>The node with a life-cycle that it stands in; null outside any.</summary>
    public Iri? Within { get; init; }

    /// <summary>The statements of what stands in the node.</summary>
    public IReadOnlySet<string> NestedRules { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary>Of a further record of one key in its document, the name by the key; null of any other.</summary>
    public Iri? OccurrenceOf { get; init; }

    /// <summary>Of a person's node with a life-cycle, the name of the record by its key, as hash; null of any other node.</summary>
    public string? Record { get; init; }

    /// <summary>Number of its record in the document.</summary>
    public int RecordNumber { get; init; }

    /// <summary>Where it came from.</summary>
    public SourcePlace Place => new(Origin.Document, Origin.Path, Origin.Bytes);

    public static NodeVersion Of(NodeChange change)
    {
        var facts = change.Facts.Select(f => (f.Triple, f.Origin)).ToImmutableArray();
        var origin = facts.Length > 0 ? facts[0].Origin
            : new Origin(change.Place.Document, change.At.Record?.Document.Hash ?? "", change.Place.Bytes, change.Place.Path, "", change.Rule, "", "");
        return new NodeVersion(change.Node, change.Rule, change.Kind, change.HasLifeCycle, change.OrderedBy, facts, change.NullProperties, origin) 
        {
            ShorterKey = change.ShorterKey, IsShort = change.IsShort, FormerNames = change.FormerNames, IsNumbered = change.IsNumbered, IsByMap = change.IsByMap, Within = change.Within, NestedRules = change.NestedRules, Record = change.Record, OccurrenceOf = change.OccurrenceOf,
            RecordNumber = change.At.Record?.Number ?? 0,
        };
    }

    /// <summary>The same one statement, said at another place of the document.</summary>
    /// <param name="from">Where; its field is never absent.</param>
    public NodeVersion Again(LiftedFrom from)
    {
        var origin = from.ToOrigin();
        return this with { Facts = [(Facts[0].Triple, origin)], Origin = origin, RecordNumber = from.Field.Record!.Number };
    }

    /// <summary>The same of the node under another of its names.</summary>
    public NodeVersion As(Iri name) => name == Node ? this : this with { Node = name, Facts = [.. Facts.Select(f => (f.Triple with { Subject = name }, f.Origin))] };

    /// <summary>The same of the node that it means by its shorter key.</summary>
    public NodeVersion Meaning(Iri node) => this with { Node = node, ShorterKey = Node, IsShort = false, Facts = [.. Facts.Select(f => (f.Triple with { Subject = node }, f.Origin))] };
}
