using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// What a running map knows: the record, its site, loop variables, nodes made, and where results go. One map and record at a time; not thread-safe. A map
/// keeps one for its next record (<see cref="MapScope.Enter"/>), so that results are to be copied out before it is left.
/// </summary>
internal sealed class Frame(MapScope scope)
{
    private const string Hl7Null = "\"\"";
    private const int ComparedRemarks = 16;
    private const int KeptNodes = 1024;
    private readonly List<NodeChange> spareNodes = [];
    private int nodesUsed;
    private Field[] variables = scope.VariableCount == 0 ? [] : new Field[scope.VariableCount];
    private readonly Iri?[] names = scope.NodeCount == 0 ? [] : new Iri?[scope.NodeCount];

    private readonly Value[] parameters = scope.ParameterCount == 0 ? [] : new Value[scope.ParameterCount];

    private readonly HashSet<MissedGuard> missed = [];
    private List<PendingSample>? samples;
    private HashSet<(TwinId Lent, TwinId Holder)>? holders;
    private List<Reject>? rejects;
    private List<Diagnostic>? diagnostics;

    private UnusableElements? unusable;
    private Lazy<ModifiersRead>? understood;
    private Dictionary<SourceRecord, UnusableElements?>? elsewhere;
    private string? sender;
    private bool isOthersOfFolder;

    private Dictionary<Iri, FormerName[]>? formerNames;

    public SourceRecord Record { get; private set; } = null!;

    public SiteDeclaration? Site { get; private set; }

    /// <summary>Begins to hide what the map must not use of the record, because something that the map does not understand changes its meaning.</summary>
    /// <param name="understood">What it understands.</param>
    public void BeginHiding(Lazy<ModifiersRead> understood) => (unusable, this.understood) = (UnusableElements.In(Record, understood, scope), understood);

    /// <summary>Whether a field is hidden so; tells why at the first time.</summary>
    public bool Hides(Field reached) => ReferenceEquals(reached.Record, Record) ? unusable?.Hide(this, reached) == true : HidesElsewhere(reached);

    // A reference may lead to another part of a large bundle.
    private bool HidesElsewhere(Field reached)
    {
        if (understood is null || reached.Record is not { } record) { return false; }
        elsewhere ??= new(ReferenceEqualityComparer.Instance);
        if (!elsewhere.TryGetValue(record, out var found)) { elsewhere.Add(record, found = UnusableElements.In(record, understood, scope)); }
        return found?.Hide(this, reached) == true;
    }

    /// <summary>The site's own texts for "no value any more"; null when it has none beside HL7's <c>""</c>, which the reader knows.</summary>
    public IReadOnlyDictionary<string, LifeCycleKind>? NullTexts { get; private set; }

    public MapScope Scope => scope;

    public MappingServices Services => scope.Services;

    /// <summary>What a bare name or number of this record is relative to.</summary>
    public string Sender => sender ??= SenderScope.Of(Record, Site);

    /// <summary>Whether bare ids of the record were read, and nothing says of which server they are.</summary>
    public bool IsOfFolder => isOthersOfFolder || (sender is not null && SenderScope.IsFolder(sender));

    public Scratch Scratch { get; private set; } = null!;

    /// <summary>Where paths from the record start: the record's own root, or one resource of a bundle.</summary>
    public Field Root { get; set; }

    public Field Here { get; set; }

    public List<NodeChange> Nodes { get; } = [];

    /// <summary>Those of them that are a person's, and everything of them.</summary>
    public List<NodeChange> Placed { get; } = [];

    /// <summary>The facts of the nodes that are sealed.</summary>
    public FactBuffer Facts { get; } = new();

    /// <summary>People whom references name: their nodes may be declared by other documents.</summary>
    public PeopleNamed People { get; } = new();

    /// <summary>Who had keys that are lent, at the times of what the record says.</summary>
    public HashSet<(TwinId Lent, TwinId Holder)> Holders => holders ??= [];

    public List<PendingSample> Samples => samples ??= [];

    public List<Reject> Rejects => rejects ??= [];

    public List<Diagnostic> Diagnostics => diagnostics ??= [];

    public bool HasSamples => samples is { Count: > 0 };

    public bool HasRejects => rejects is { Count: > 0 };

    public bool HasDiagnostics => diagnostics is { Count: > 0 };

    /// <summary>Guards that did not hold before the record gave anything, each in the frame of its map; a few of them.</summary>
    public IReadOnlyCollection<MissedGuard> MissedGuards => missed;

    /// <summary>What the status of the node around does to what stands inside it; null when it only asserts.</summary>
    public Correction? Correction { get; set; }

    /// <summary>The innermost node with a life-cycle that the map stands in; null outside any.</summary>
    public Iri? Around { get; set; }

    /// <summary>The repetition that the innermost loop stands at; absent outside loops.</summary>
    public Field Loop { get; set; }

    public Field Variable(int slot) => slot < variables.Length ? variables[slot] : default;

    // A loop that is compiled when it first meets something may bring hidden variables.
    public void SetVariable(int slot, Field field)
    {
        if (slot >= variables.Length) { Array.Resize(ref variables, slot + 8); }
        variables[slot] = field;
    }

    /// <summary>What stands for a parameter of the shape that runs.</summary>
    public Value Parameter(int slot) => parameters[slot];

    public void SetParameter(int slot, Value value) => parameters[slot] = value;

    /// <summary>A node made before in this record; null when its own key was missing.</summary>
    public Iri? Node(int slot) => names[slot];

    public void SetNode(int slot, Iri? node) => names[slot] = node;

    // A constant of the map has no field of its own: it came with the repetition that the map stood at.
    public LiftedFrom From(Field field, LiftingRule rule) => new(rule, !field.IsAbsent ? field : !Loop.IsAbsent ? Loop : Record.Root, !field.IsAbsent);

    /// <summary>Whether anybody in the record is known as several twins.</summary>
    public bool HasFormerNames => formerNames is { Count: > 0 };

    /// <summary>The names that a node would have under the other twins of the person in its key; null when there are none.</summary>
    public FormerName[]? FormerNames(Iri node) => formerNames?.GetValueOrDefault(node);

    public void SetFormerNames(Iri node, FormerName[] names) => (formerNames ??= [])[node] = names;

    /// <summary>What an explicit null does at this site; HL7's <c>""</c> retracts where the site says nothing.</summary>
    public LifeCycleKind NullAction(Field field) =>
        Site?.NullTexts.TryGetValue(field.State == FieldState.Null ? Hl7Null : field.Text, out var action) == true ? action : LifeCycleKind.Retract;

    /// <summary>A site's own texts for "no value any more"; null when it has none.</summary>
    public static IReadOnlyDictionary<string, LifeCycleKind>? NullTextsOf(SiteDeclaration? site) => site is not null && site.NullTexts.Keys.Any(t => t != Hl7Null) ? site.NullTexts : null;

    /// <summary>A node to be filled; the object is that of an earlier record where its result is used up.</summary>
    public NodeChange BeginNode(Iri node, Iri type, LiftingRule rule)
    {
        if (!Services.Recycles) { return new NodeChange().Begin(node, type, rule, Facts); }
        if (nodesUsed == spareNodes.Count) { spareNodes.Add(new NodeChange()); }
        return spareNodes[nodesUsed++].Begin(node, type, rule, Facts);
    }

    /// <summary>Remembers a guard that did not hold.</summary>
    public void Missed(GuardCompiler guard)
    {
        if (Nodes.Count == 0 && !HasSamples && missed.Count < Limits.MaxMissedGuards) { missed.Add(new(guard, this, !Loop.IsAbsent)); }
    }

    /// <summary>Begins with a record.</summary>
    public void Begin(SourceRecord record, SiteDeclaration? site)
    {
        if (site != Site) { NullTexts = NullTextsOf(site); }
        (Record, Site, Root, Scratch, sender, isOthersOfFolder) = (record, site, record.Root, Scratch.OfThread, null, false);
        (Here, Loop, Correction, Around, unusable, understood) = (default, default, null, null, null, null);
        elsewhere?.Clear();
        Array.Clear(variables);
        Array.Clear(names);
        Array.Clear(parameters);
        Nodes.Clear();
        missed.Clear();
        Placed.Clear();
        Facts.Clear();
        nodesUsed = 0;
        if (spareNodes.Count > KeptNodes) { spareNodes.Clear(); }
        People.Clear();
        samples?.Clear();
        holders?.Clear();
        formerNames?.Clear();
        // These two leave with the result.
        (rejects, diagnostics) = (null, null);
        Scratch.Reset();
    }

    /// <summary>Takes what another map of the same record gave.</summary>
    public void Add(Frame other)
    {
        Nodes.AddRange(other.Nodes);
        if (Nodes.Count == 0) { missed.UnionWith(other.missed); }
        People.SetAll(other.People);
        isOthersOfFolder |= other.IsOfFolder;
        if (other.HasSamples) { Samples.AddRange(other.Samples); }
        if (other.holders is { Count: > 0 } others) { Holders.UnionWith(others); }
        // What two maps may not use for the same reason is one reject.
        if (other.HasRejects) { Rejects.AddRange(other.Rejects.Where(r => r.Code is not (UnusableElements.Code or DeletedResources.Code or DeletedResources.PatchCode) || !Rejects.Exists(own => own.Code == r.Code && own.Place == r.Place))); }
        if (other.HasDiagnostics) { Diagnostics.AddRange(other.Diagnostics); }
    }

    public void Report(string code, Field field, string message, string? hint = null)
    {
        var remark = new Diagnostic(code, Severity.Warning, message) { Place = PlaceOf(field), Hint = hint };
        // What two statements read, or one reads twice, is told once.
        for (var i = Diagnostics.Count - 1; i >= Math.Max(0, Diagnostics.Count - ComparedRemarks); i--)
        {
            if (Diagnostics[i] == remark) { return; }
        }
        Diagnostics.Add(remark);
    }

    /// <summary>Tells of an object where a text or a number is wanted.</summary>
    public void ReportGroup(Value value) => Report(FieldCheck.NoValueCode, value.Field, FieldCheck.NoValue, FieldCheck.NoValueHint);

    public void RejectAt(string code, Field field, LiftingRule rule, string reason) => Rejects.Add(new Reject(PlaceOf(field), rule.Name, code, reason));

    // What is not there is told at the repetition that it is missing in.
    private SourcePlace PlaceOf(Field field) => !field.IsAbsent ? field.Place : !Loop.IsAbsent ? Loop.Place : new SourcePlace(Record.Document.Name, "", Record.Bytes);
}

/// <summary>A correction or a retraction of a node, and what orders it.</summary>
internal sealed record Correction(LifeCycleAction Action, PartialDateTime? OrderedBy);

/// <summary>A sample before it is written.</summary>
internal sealed record PendingSample(Iri Series, Iri Class, TwinId Twin, string Unit, PartialDateTime At, decimal Value, LiftedFrom From, long Line);
