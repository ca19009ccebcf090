using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// A program's maps, compiled. Pure: what comes of a record depends on the record, the program and who is who. Two passes: <see cref="Identify"/> over every
/// record first, then <see cref="Map"/>. Safe to share between threads once identities are complete.
/// </summary>
public sealed class Mapper
{
    private readonly MappingServices services;
    private readonly MapPlan[] maps;
    private readonly IdentityPlan[] identities;
    private readonly SiteChooser sites;

    /// <summary>Compiles the maps of a program.</summary>
    public Mapper(MappingServices services)
    {
        this.services = services;
        var compiler = new ExpressionCompiler(services.Program);
        maps = [.. services.Program.Maps.Select(m => new MapPlan(m, compiler))];
        identities = [.. services.Program.Identities.Select(i => new IdentityPlan(i, compiler))];
        sites = new SiteChooser(services, compiler);
    }

    /// <summary>Site that every record is taken to come from (<c>--site</c>); null: sites are told by their conditions.</summary>
    public string? SiteName { get; init; }

    /// <summary>Whether any identity statement reads the record.</summary>
    public bool Identifies(SourceRecord record) => Array.Exists(identities, i => i.Fits(record));

    /// <summary>Adds what the record says about who is who to the identity table.</summary>
    public void Identify(SourceRecord record)
    {
        var site = sites.Choose(record, SiteName);
        foreach (var identity in identities)
        {
            if (identity.Fits(record)) { identity.Run(record, site, services); }
        }
    }

    /// <summary>Lifts a record by every map that fits it.</summary>
    public MappedRecord Map(SourceRecord record)
    {
        var site = sites.Choose(record, SiteName);
        var frames = maps.Where(m => m.Fits(record)).Select(m => m.Run(record, site, services)).ToList();
        var rejects = frames.SelectMany(f => f.Rejects).ToList();
        if (frames.Count == 0)
        {
            rejects.Add(new Reject(new SourcePlace(record.Document.Name, "", record.Bytes), null, "OT4001", $"no map reads {Describe(record)}"));
        }
        var pending = Occurrences.Tell(frames.SelectMany(f => f.Nodes).ToList(), services, frames);
        var nodes = new List<NodeChange>(pending.Count);
        var ownership = new Ownership(pending, frames.SelectMany(f => f.People));
        foreach (var node in pending) { Place(node, node.Person ?? ownership.Of(node.Node), nodes, rejects); }
        var samples = frames.SelectMany(f => f.Samples).Select(s => new MappedSample(s.Series, s.Twin, s.Class, s.Unit, s.At.Earliest, s.At.IsFloating, s.Value, s.Origin, s.Line)).ToList();
        if (nodes.Count == 0 && samples.Count == 0 && rejects.Count == 0)
        {
            rejects.Add(new Reject(new SourcePlace(record.Document.Name, "", record.Bytes), null, "OT4002", $"the maps that read {Describe(record)} found nothing in it"));
        }
        return new MappedRecord(nodes, samples, rejects, [.. frames.SelectMany(f => f.Diagnostics)]);
    }

    private static void Place(PendingNode node, TwinId? twin, List<NodeChange> nodes, List<Reject> rejects)
    {
        if (twin is not { } owner)
        {
            rejects.Add(new Reject(node.Place.Place, node.Rule, "OT4106", "the node reaches no person, or several: whose record it is cannot be told"));
            return;
        }
        nodes.Add(new NodeChange(node.Node, owner, node.Rule, node.Kind, node.HasLifeCycle, node.OrderedBy, node.Facts, node.Place.Place) { NullProperties = node.NullProperties });
    }

    private static string Describe(SourceRecord record) => record.Format switch
    {
        SourceFormat.Hl7v2 => $"HL7 v2 messages of type {record.Type}",
        SourceFormat.Fhir => $"FHIR resources of type {record.Type}",
        SourceFormat.Csv => "a CSV file of this name",
        _ => record.Format.ToString(),
    };
}
