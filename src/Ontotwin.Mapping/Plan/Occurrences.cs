using System.Globalization;
using Ontotwin.Language;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>Nodes of one statement with equal keys and different content in one record are kept as occurrence 1, 2 … and reported.</summary>
internal static class Occurrences
{
    public const string Code = "OT4105";
    public const string Message = "a second record with the same key and another content is kept as a further occurrence";
    public const string Hint = "a key with one more part would tell them apart";

    public static List<NodeChange> Tell(List<NodeChange> nodes, MappingServices services, Frame frame)
    {
        if (SaidAgain(nodes, frame.Scratch.Names) is not { } again) { return nodes; }
        var result = new List<NodeChange>(nodes.Count);
        var told = new HashSet<(Iri, string)>();
        foreach (var node in nodes)
        {
            if (!IsNumbered(node) || !again.Contains(node.Node)) { result.Add(node); continue; }
            if (!told.Add((node.Node, node.Rule))) { continue; }
            var occurrences = nodes.FindAll(n => n.Node == node.Node && n.Rule == node.Rule);
            if (occurrences.Count == 1 || AreVersions(occurrences)) { result.AddRange(occurrences); continue; }
            result.AddRange(Number(occurrences, services, frame));
        }
        return result;
    }

    /// <summary>The name of a further occurrence, counted from 2: the same whenever the document is read again.</summary>
    public static Iri Name(IriMaker iris, string className, Iri node, int number) => iris.Node(className, node.Value + "\u001f#" + number.ToString(CultureInfo.InvariantCulture));

    // Names of nodes that are said twice; null for none. Only nodes with a life-cycle are versions of something: whatever else is said twice is said of one node.
    private static HashSet<Iri>? SaidAgain(List<NodeChange> nodes, HashSet<Iri> seen)
    {
        HashSet<Iri>? again = null;
        foreach (var node in nodes)
        {
            if (IsNumbered(node) && !seen.Add(node.Node)) { (again ??= []).Add(node.Node); }
        }
        seen.Clear();
        return again;
    }

    // One that corrects, or has another time, replaces the others or is replaced, as across documents.
    private static bool AreVersions(List<NodeChange> nodes) => nodes.Exists(n => !(n.Kind.OnlySays() || n.Kind == LifeCycleKind.Absent) || n.OrderedBy != nodes[0].OrderedBy);

    private static bool IsNumbered(NodeChange node) => node.HasLifeCycle && node.Person is null;

    private static IEnumerable<NodeChange> Number(List<NodeChange> occurrences, MappingServices services, Frame frame)
    {
        var byContent = occurrences.GroupBy(n => string.Join('\n', n.Facts.Select(f => $"{f.Predicate} {f.Object}"))).ToList();
        foreach (var same in byContent[0]) { yield return same; }
        for (var i = 1; i < byContent.Count; i++)
        {
            var node = byContent[i].First();
            frame.Report(Code, node.At, Message, Hint);
            var name = Name(services.Iris, node.Class.LocalName, node.Node, i + 1);
            foreach (var same in byContent[i]) { yield return same.AsOccurrence(name); }
        }
    }
}
