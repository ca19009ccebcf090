using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>What a running map knows: the record, its site, loop variables, nodes made, and where results go. One a map and record; not thread-safe.</summary>
internal sealed class Frame(SourceRecord record, SiteDeclaration? site, MappingServices services, ModuleName module, string map)
{
    private const string Hl7Null = "\"\"";
    private readonly Dictionary<string, Field> variables = [];
    private readonly Dictionary<string, Iri?> nodes = [];

    public SourceRecord Record => record;

    public SiteDeclaration? Site => site;

    /// <summary>The site's own texts for "no value any more"; null when it has none beside HL7's <c>""</c>, which the reader knows.</summary>
    public IReadOnlyDictionary<string, LifeCycleKind>? NullTexts { get; } = site is not null && site.NullTexts.Keys.Any(t => t != Hl7Null) ? site.NullTexts : null;

    /// <summary>What an explicit null does at this site; HL7's <c>""</c> retracts where the site says nothing.</summary>
    public LifeCycleKind NullAction(Field field) =>
        site?.NullTexts.TryGetValue(field.State == FieldState.Null ? Hl7Null : field.Text, out var action) == true ? action : LifeCycleKind.Retract;

    public MappingServices Services => services;

    public ModuleName Module => module;

    public string Map => map;

    /// <summary>Where paths from the record start: the record's own root, or one resource of a bundle.</summary>
    public Field Root { get; init; } = record.Root;

    public Field Here { get; set; }

    public List<PendingNode> Nodes { get; } = [];

    /// <summary>People whom references name: their nodes may be declared by other documents.</summary>
    public Dictionary<Iri, TwinId> People { get; } = [];

    public List<PendingSample> Samples { get; } = [];

    public List<Reject> Rejects { get; } = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public Field Variable(string name) => variables.TryGetValue(name, out var field) ? field : default;

    /// <summary>The repetition that the innermost loop stands at; absent outside loops.</summary>
    public Field Loop { get; set; }

    public void SetVariable(string name, Field field) => variables[name] = field;

    /// <summary>A node made before in this record; null when its own key was missing.</summary>
    public Iri? Node(string name) => nodes.GetValueOrDefault(name);

    public void SetNode(string name, Iri? node) => nodes[name] = node;

    public string Rule(string statement) => $"{module.Name}/{map}.{statement}";

    public Origin OriginOf(Field field, string statement, string lookups = "")
    {
        // A constant of the map has no field of its own: it came with the repetition that the map stood at.
        var at = !field.IsAbsent ? field : !Loop.IsAbsent ? Loop : record.Root;
        var text = services.KeepsText && !field.IsAbsent ? field.Text : "";
        if (text.Length > Graph.Limits.MaxOriginTextChars) { text = text[..Graph.Limits.MaxOriginTextChars]; }
        return new Origin(
            record.Document.Name, services.KeepsText ? record.Document.Hash : "", at.Bytes, services.KeepsText ? at.Path : "", text, Rule(statement), module.Version, lookups);
    }

    public void Report(string code, Field field, string message, string? hint = null) =>
        Diagnostics.Add(new Diagnostic(code, Severity.Warning, message) { Place = PlaceOf(field), Hint = hint });

    public void RejectAt(string code, Field field, string statement, string reason) => Rejects.Add(new Reject(PlaceOf(field), Rule(statement), code, reason));

    private SourcePlace PlaceOf(Field field) => field.IsAbsent ? new SourcePlace(record.Document.Name, "", record.Bytes) : field.Place;
}

/// <summary>A node before it is known whose it is.</summary>
internal sealed record PendingNode(
    Iri Node, Iri Class, string Rule, LifeCycleKind Kind, bool HasLifeCycle, PartialDateTime? OrderedBy, List<LiftedFact> Facts, Field Place, TwinId? Person)
{
    public IReadOnlyList<Iri> NullProperties { get; init; } = [];
}

/// <summary>A sample before it is written.</summary>
internal sealed record PendingSample(Iri Series, Iri Class, TwinId Twin, string Unit, PartialDateTime At, decimal Value, Origin Origin, long Line);
