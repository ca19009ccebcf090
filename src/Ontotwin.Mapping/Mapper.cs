using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// A program's maps, compiled. Pure: what comes of a record depends on the record, the program and who is who. Two passes: <see cref="Identify"/> over every
/// record first, then <see cref="Map(SourceRecord)"/>. Safe to share between threads once identities are complete.
/// </summary>
public sealed class Mapper
{
    private readonly MapPlan[] maps;
    private readonly IdentityPlan[] identities;
    private readonly SiteChooser sites;
    private readonly MapChoice choice;
    private readonly bool hasMessageTypes;
    private readonly MappingServices services;
    private readonly bool hasNullTexts;
    private long runs;

    /// <summary>Compiles the maps of a program.</summary>
    public Mapper(MappingServices services)
    {
        this.services = services;
        maps = [.. services.Program.Maps.Select(m => new MapPlan(m, services))];
        identities = [.. services.Program.Identities.Select(i => new IdentityPlan(i, services))];
        sites = new SiteChooser(services);
        choice = new MapChoice(maps);
        hasMessageTypes = Array.Exists(maps, m => m.IsForMessageType);
        hasNullTexts = services.Program.Sites.Any(s => Frame.NullTextsOf(s) is not null);
    }

    /// <summary>Site that every record is taken to come from (<c>--site</c>); null: sites are told by their conditions.</summary>
    public string? SiteName { get; init; }

    /// <summary>Takes note of what is read of every record that is mapped; null, the default: nothing is noted, and it costs nothing.</summary>
    public FieldCoverage? Coverage { get; init; }

    /// <summary>How often a map was run on a record so far.</summary>
    public long Runs => Interlocked.Read(ref runs);

    /// <summary>Whether any identity statement may read a record of a document; false: the first pass can leave the document out.</summary>
    /// <param name="document">The document's name.</param>
    /// <param name="isDeclared">Whether maps declare how a file of its name is read (<see cref="DocumentReader.IsDeclared"/>).</param>
    public bool MayIdentify(string document, bool isDeclared) => Array.Exists(identities, i => i.MayFit(document, isDeclared));

    /// <summary>Whether a field is written as its site writes "no value any more" (<c>null "N/A"</c>).</summary>
    public bool IsNullText(Field field) =>
        hasNullTexts && field is { State: FieldState.Value, Record: { } record } && Frame.NullTextsOf(sites.Choose(record, SiteName))?.ContainsKey(field.Text) == true;

    /// <summary>Adds what the record says about who is who to the identity table.</summary>
    public void Identify(SourceRecord record)
    {
        var site = sites.Choose(record, SiteName);
        foreach (var identity in identities)
        {
            if (identity.Fits(record)) { identity.Run(record, site); }
        }
    }

    /// <summary>Begins with a document: tells records of one key and other content apart.</summary>
    public DocumentNodes BeginDocument() => new(services.Iris, services.Program.Ontology);

    /// <summary>Takes note of the maps that fit a record.</summary>
    public void Note(SourceRecord record, MapsRead into) => into.Add(choice.Of(record));

    /// <summary>Lifts a record by every map that fits it.</summary>
    public MappedRecord Map(SourceRecord record)
    {
        var fitting = choice.Of(record);
        return Coverage is null ? Lift(record, fitting) : LiftNoted(record, fitting, Coverage);
    }

    /// <summary>
    /// Lifts a record by some of the maps that fit it: exactly what they give beside the others. The others are run only where a node's person is told by links
    /// that they may have made.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="maps">Full names of maps (<c>module/map</c>).</param>
    public MappedRecord Map(SourceRecord record, IReadOnlySet<string> maps)
    {
        var fitting = choice.Of(record);
        var some = Array.FindAll(fitting, m => maps.Contains(m.FullName));
        if (some.Length == fitting.Length) { return Map(record); }
        if (some.Length == 0) { return new MappedRecord([], [], [], []); }
        var traced = services.Trace?.Steps.Count ?? 0;
        var mapped = Lift(record, some, isWhole: false, out var dependsOnOthers);
        if (!dependsOnOthers) { return mapped; }
        // What they did they do again beside the others.
        services.Trace?.Forget(traced);
        var all = Lift(record, fitting, isWhole: true, out _);
        bool IsOfSome(string? rule) => rule is not null && maps.Contains(MapDeclaration.OfRule(rule));
        return all with { Nodes = [.. all.Nodes.Where(n => IsOfSome(n.Rule))], Samples = [.. all.Samples.Where(s => IsOfSome(s.From.Rule.Name))], Rejects = [.. all.Rejects.Where(r => IsOfSome(r.Rule))] };
    }

    // Identity statements read too; what they say is in the table already, so that it is only looked up here.
    private MappedRecord LiftNoted(SourceRecord record, MapPlan[] fitting, FieldCoverage coverage)
    {
        record.Reads = new FieldReads(record.NodeCount);
        var mapped = Lift(record, fitting);
        foreach (var map in fitting) { map.NoteJoins(record); }
        var site = sites.Choose(record, SiteName);
        var keys = identities.Where(i => i.Fits(record)).SelectMany(i => i.Find(record, site)).SelectMany(f => f.Fields).ToList();
        coverage.Add(record, mapped, keys, fitting.Length == 0 ? "" : string.Join(", ", fitting.Select(m => m.Reads).Distinct()));
        record.Reads = null;
        return mapped;
    }

    private MappedRecord Lift(SourceRecord record, MapPlan[] fitting) => Lift(record, fitting, isWhole: true, out _);

    private MappedRecord Lift(SourceRecord record, MapPlan[] fitting, bool isWhole, out bool dependsOnOthers)
    {
        dependsOnOthers = false;
        Interlocked.Add(ref runs, fitting.Length);
        var site = sites.Choose(record, SiteName);
        if (fitting.Length == 0)
        {
            return IsOfIdentity(record, site) ? new MappedRecord([], [], [], []) : Rejected(record, "OT4001", $"no map reads {Describe(record)}");
        }
        if (record is CsvRow { HasCellsBeyondColumns: true })
        {
            return Rejected(record, "OT4006", "the row has more cells than the header has columns: which value is of which column cannot be told (a decimal comma or a delimiter without quotes?)");
        }
        // Several maps of one record share its nodes and people.
        var all = fitting[0].Run(record, site);
        List<Frame>? waiting = null;
        foreach (var plan in fitting.AsSpan(1))
        {
            var frame = plan.Run(record, site);
            all.Add(frame);
            // What did not hold is judged where it was asked, if nothing is found at all.
            if (frame.MissedGuards.Count > 0 && all.Nodes.Count == 0 && !all.HasSamples) { (waiting ??= []).Add(frame); }
            else { frame.Scope.Leave(frame); }
        }
        if (isWhole && record.Format == SourceFormat.Fhir)
        {
            ResourcesRead.TellUnread(record, fitting, all);
            DeletedResources.TellUnread(fitting, all);
        }
        foreach (var identity in identities)
        {
            if (identity.IsForTime && identity.Fits(record)) { identity.TellContested(all); }
        }
        if (isWhole && record.Format == SourceFormat.Hl7v2 && hasMessageTypes && all.Nodes.Count > 0 && Array.TrueForAll(fitting, m => m.IsForAnyType))
        {
            all.Rejects.Add(new Reject(new SourcePlace(record.Document.Name, "", record.Bytes), null, "OT4005", $"no map is made for {Describe(record)}: only what is read of any message was read ({string.Join(", ", fitting.Select(m => m.FullName))})"));
        }
        var result = Finish(record, all, isWhole ? fitting : [], out dependsOnOthers);
        waiting?.ForEach(f => f.Scope.Leave(f));
        all.Scope.Leave(all);
        return result;
    }

    // A file may be laid out, or read by a path, as an identity statement alone says.
    private bool IsOfIdentity(SourceRecord record, SiteDeclaration? site) =>
        record.Format is SourceFormat.Csv or SourceFormat.Json or SourceFormat.Xml && Array.Exists(identities, i => i.Fits(record) && i.Find(record, site).Count > 0);

    // Of a record lifted by all the maps that fit it, these maps; none where it is lifted by some of them.
    private MappedRecord Finish(SourceRecord record, Frame frame, MapPlan[] whole, out bool dependsOnOthers)
    {
        var pending = Occurrences.Tell(frame.Nodes, services, frame);
        foreach (var node in pending)
        {
            if (node.Person is { } person) { frame.People.Set(node.Node, person); }
        }
        var ownership = new Ownership(pending, frame.People);
        var lending = services.Identities.HasLoans ? new Lending(services.Identities, frame) : null;
        foreach (var node in pending)
        {
            if (ownership.Of(node) is not { } twin)
            {
                frame.RejectAt("OT4106", node.At.IsAbsent ? frame.Record.Root : node.At, node.Statement, "the node reaches no person, or several: whose record it is cannot be told");
                continue;
            }
            if (lending?.Takes(node, twin) == true) { continue; }
            node.BelongsTo(twin);
            frame.Placed.Add(node);
        }
        if (lending is not null) { frame.Placed.AddRange(lending.Placed()); }
        dependsOnOthers = whole.Length == 0 && ownership.HasFollowedLinks;
        IReadOnlyList<NodeChange> nodes = services.Recycles ? frame.Placed : Kept(frame.Placed);
        if (whole.Length > 0 && nodes.Count == 0 && !frame.HasSamples && !frame.HasRejects && !ResourcesRead.IsUnreadPart(record, whole))
        {
            return Rejected(record, Reject.NothingFoundCode, $"the maps that read {Describe(record)} found nothing in it{NothingFound.Reason([.. whole.Select(m => m.FullName)], frame.MissedGuards)}", frame);
        }
        return new MappedRecord(nodes, frame.HasSamples ? [.. frame.Samples.Select(Sample)] : [], frame.HasRejects ? frame.Rejects : [], frame.HasDiagnostics ? frame.Diagnostics : []) { IsOfFolder = record.Format == SourceFormat.Fhir && frame.IsOfFolder };
    }

    private static MappedSample Sample(PendingSample s) => new(s.Series, s.Twin, s.Class, s.Unit, s.At.Earliest, s.At.IsFloating, s.Value, s.From, s.Line);

    private static MappedRecord Rejected(SourceRecord record, string code, string reason, Frame? frame = null) =>
        new([], [], [new Reject(new SourcePlace(record.Document.Name, "", record.Bytes), null, code, reason)], frame is { HasDiagnostics: true } ? frame.Diagnostics : []);

    // The same in memory of its own, in one piece.
    private static NodeChange[] Kept(List<NodeChange> nodes)
    {
        var count = 0;
        foreach (var node in nodes) { count += node.Facts.Count; }
        var (facts, at) = (new LiftedFact[count], 0);
        foreach (var node in nodes) { at = node.MoveTo(facts, at); }
        return nodes.ToArray();
    }

    private static string Describe(SourceRecord record) => record.Format switch
    {
        SourceFormat.Hl7v2 => $"HL7 v2 messages of type {record.Type}",
        SourceFormat.Fhir when FhirResources.PartOf(record) is var (first, last) => string.Create(CultureInfo.InvariantCulture, $"entries {first} to {last} of a FHIR Bundle"),
        SourceFormat.Fhir => $"FHIR resources of type {record.Type}",
        SourceFormat.Csv => "a CSV file of this name",
        SourceFormat.Json or SourceFormat.Xml => $"{record.Format} of this name at {record.MatchOf ?? "its root"}",
        _ => record.Format.ToString(),
    };
}
