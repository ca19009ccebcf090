using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>Reads the triples maps of a mapping file.</summary>
internal sealed class MappingReader
{
    private readonly MappingGraph graph;
    private readonly TermMapReader terms;
    private readonly SourceReading sources;

    private MappingReader(MappingGraph graph)
    {
        this.graph = graph;
        terms = new(graph);
        sources = new(graph, terms);
    }

    public static Outcome<RmlMapping> Read(string text, string file)
    {
        var graph = new MappingGraph(text, file);
        if (RdfReader.Read(text, file, graph.Add, RmlLimits.RelativeBase) is { } syntax) { return Outcome<RmlMapping>.Fail(syntax); }
        return new MappingReader(graph).Run();
    }

    private Outcome<RmlMapping> Run()
    {
        var maps = graph.Subjects.Where(IsTriplesMap).ToList().ConvertAll(TriplesMap).OfType<RmlTriplesMap>().ToList();
        var targets = sources.Targets().ToList();
        if (maps.Count == 0 && graph.Diagnostics.Count == 0) { graph.Error("OT4801", "the file has no triples map: nothing has rml:logicalSource", hint: "RML (http://w3id.org/rml/), RML 1.1 with R2RML, FNML, LV and CC are read"); }
        foreach (var name in Used(maps).Except(targets.Select(t => t.Name))) { graph.Error("OT4802", $"the target {name} is not described"); }
        var names = maps.Select(m => m.Name).ToHashSet();
        foreach (var parent in Parents(maps).Where(p => !names.Contains(p))) { graph.Error("OT4802", $"rml:parentTriplesMap names {parent}, which is no triples map of the file"); }
        return graph.Diagnostics.Exists(d => d.Severity == Severity.Error)
            ? Outcome<RmlMapping>.Fail([.. graph.Diagnostics])
            : Outcome<RmlMapping>.Ok(new RmlMapping(maps, targets, graph.BaseIri, graph.IsOld), [.. graph.Diagnostics]);
    }

    private bool IsTriplesMap(Term node) => graph.Has(node, "logicalSource") || graph.IsA(node, "TriplesMap") || graph.Has(node, "logicalTable");

    private RmlTriplesMap? TriplesMap(Term node)
    {
        var name = MappingGraph.NameOf(node);
        var source = graph.One(node, "logicalSource");
        if (source is null)
        {
            graph.Error(graph.Has(node, "logicalTable") ? "OT4806" : "OT4802", $"the triples map {name} has no rml:logicalSource", hint: graph.Has(node, "logicalTable") ? "databases are not read: export the table as CSV" : null);
            return null;
        }
        var subjects = terms.Several(node, "subject", "subjectMap", TermPosition.Subject, $"the subject map of {name}");
        if (subjects.Count != 1)
        {
            graph.Error("OT4802", $"the triples map {name} has {subjects.Count} subject maps: it needs exactly one");
            return null;
        }
        if (sources.Read(source, $"the source of {name}") is not { } iterable) { return null; }
        var subjectNode = graph.One(node, "subjectMap") ?? node;
        return new RmlTriplesMap(name)
        {
            Source = iterable,
            BaseIri = graph.Text(node, "baseIRI"),
            Subject = subjects[0],
            Graphs = Graphs(subjectNode, name),
            Classes = [.. graph.All(subjectNode, "class").OfType<Iri>()],
            PredicateObjects = [.. graph.All(node, "predicateObjectMap").Select(p => PredicateObjects(p, name))],
        };
    }

    private List<RmlTermMap> Graphs(Term node, string name) => terms.Several(node, "graph", "graphMap", TermPosition.Graph, $"a graph map of {name}");

    private RmlPredicateObjects PredicateObjects(Term node, string name)
    {
        var predicates = terms.Several(node, "predicate", "predicateMap", TermPosition.Predicate, $"a predicate map of {name}");
        var objects = terms.Several(node, "object", "objectMap", TermPosition.Object, $"an object map of {name}");
        if (predicates.Count == 0 || objects.Count == 0) { graph.Error("OT4802", $"a predicate-object map of {name} has no {(predicates.Count == 0 ? "predicate" : "object")}"); }
        return new(predicates, objects, Graphs(node, name));
    }

    private static IEnumerable<RmlTermMap> AllOf(RmlTriplesMap map) =>
        [map.Subject, .. map.Graphs, .. map.PredicateObjects.SelectMany(p => (IEnumerable<RmlTermMap>)[.. p.Predicates, .. p.Objects, .. p.Graphs])];

    private static HashSet<string> Used(List<RmlTriplesMap> maps) => [.. maps.SelectMany(AllOf).SelectMany(t => t.Targets)];

    private static HashSet<string> Parents(List<RmlTriplesMap> maps) =>
        [.. maps.SelectMany(AllOf).SelectMany(t => (IEnumerable<RmlTermMap>)[t, .. t.Gather?.Members ?? []]).Select(t => t.Parent?.TriplesMap).OfType<string>()];
}
