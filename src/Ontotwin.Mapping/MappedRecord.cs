using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>What one record gave: changes of nodes, samples of series, rejects and remarks. A result of the record and the program alone.</summary>
/// <param name="Nodes">Changes of nodes, in the order of the map.</param>
/// <param name="Samples">Samples, in the order of the record.</param>
/// <param name="Rejects">Parts that gave nothing, each with its place and reason.</param>
/// <param name="Diagnostics">What a reader should look at although facts came of it.</param>
public sealed record MappedRecord(
    IReadOnlyList<NodeChange> Nodes, IReadOnlyList<MappedSample> Samples, IReadOnlyList<Reject> Rejects, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether it has ids of a FHIR server, and nothing says of which: they are then its folder's.</summary>
    public bool IsOfFolder { get; init; }

    /// <summary>Number of facts: statements of nodes, and samples.</summary>
    public int FactCount
    {
        get
        {
            var count = Samples.Count;
            for (var i = 0; i < Nodes.Count; i++) { count += Nodes[i].Facts.Count; }
            return count;
        }
    }
}

/// <summary>What a record says of one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Twin">Whose twin it belongs to.</param>
/// <param name="Rule">The map and node statement: <c>module/map.node</c>. Facts of the node from this rule are what a replacement replaces.</param>
/// <param name="Kind">What its status does: assert, replace, retract, absent.</param>
/// <param name="HasLifeCycle">Whether the node has an <c>on</c>: then it is versioned by <paramref name="OrderedBy"/>.</param>
/// <param name="OrderedBy">Clinical time that orders versions; null when none was given.</param>
/// <param name="Facts">Its facts; for a retraction, none.</param>
/// <param name="At">The field it came from.</param>
public sealed record NodeChange(
    Iri Node, TwinId Twin, string Rule, LifeCycleKind Kind, bool HasLifeCycle, PartialDateTime? OrderedBy, IReadOnlyList<LiftedFact> Facts, Field At)
{
    /// <summary>Where it came from, as text; O(path).</summary>
    public SourcePlace Place => At.Place;

    /// <summary><see cref="Facts"/> without a copy, as maps give them.</summary>
    public ReadOnlySpan<LiftedFact> FactSpan => Facts is LiftedFact[] own ? own : [.. Facts];

    /// <summary>Properties of which the source says that there is no value any more: what this rule asserted of them before ends.</summary>
    public IReadOnlyList<Iri> NullProperties { get; init; } = [];

    /// <summary>The name that the node would have without the optional parts of its key; null when it has none of them, or no life-cycle.</summary>
    public Iri? ShorterKey => Version?.ShorterKey;

    /// <summary>Whether its key has optional parts and the record leaves all of them out: a correction then means the one node of the shorter key.</summary>
    public bool IsShort => Version?.IsShort == true;

    /// <summary>The names that the node would have under the other twins of the person in its key: records of it may be held so. Empty where the person is one twin.</summary>
    public IReadOnlyList<FormerName> FormerNames => Version?.FormerNames ?? [];

    /// <summary>Of a correction, whether its key has a number that the source gives to one thing, such as an order's.</summary>
    public bool IsNumbered => Version?.IsNumbered == true;

    /// <summary>Where its segment stands among those of its kind, as the message numbers them (OBX-1); null where it does not, in other formats, and of keys without optional parts.</summary>
    public string? SetPosition => Version?.SetPosition;

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

    internal VersionNames? Version { get; init; }
}

/// <summary>What tells which record of a node another one means; nothing of it is known of most nodes outside records that can be corrected.</summary>
internal sealed record VersionNames
{
    public Iri? ShorterKey { get; init; }

    public bool IsShort { get; init; }

    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    public bool IsNumbered { get; init; }

    public string? SetPosition { get; init; }

    public Iri? Within { get; init; }

    public string? Record { get; init; }

    public Iri? OccurrenceOf { get; init; }

    public Lazy<IReadOnlySet<string>>? Nested { get; init; }
}

/// <summary>One sample of a series.</summary>
/// <param name="Series">The series' node.</param>
/// <param name="Twin">Whose.</param>
/// <param name="Class">Class of the series.</param>
/// <param name="Unit">UCUM unit of the value.</param>
/// <param name="Instant">When; floating times are read as UTC.</param>
/// <param name="IsFloating">Whether no zone is known.</param>
/// <param name="Value">The number.</param>
/// <param name="From">Where the number stands.</param>
/// <param name="Line">Record number in the document.</param>
public sealed record MappedSample(Iri Series, TwinId Twin, Iri Class, string Unit, DateTimeOffset Instant, bool IsFloating, decimal Value, LiftedFrom From, long Line)
{
    /// <summary>Where the number stands, as text; a new object each time, O(path).</summary>
    public Origin Origin => From.ToOrigin();
}

/// <summary>A part of a document that gave nothing.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Rule">The map and statement that it failed in; null when no map was reached.</param>
/// <param name="Code">Diagnostic code.</param>
/// <param name="Reason">Why, without any value of the source.</param>
public sealed record Reject(SourcePlace Place, string? Rule, string Code, string Reason)
{
    /// <summary>The code of a record in which its maps found nothing.</summary>
    public const string NothingFoundCode = "OT4002";

    /// <summary>The code of what came under a key that is people's for a time, where nobody surely had it.</summary>
    public const string LentCode = "OT4109";
}
