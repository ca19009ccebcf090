using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>Nodes of one statement with equal keys and different content in one record are kept as occurrence 1, 2 … and reported.</summary>
internal static class Occurrences
{
    public static List<PendingNode> Tell(List<PendingNode> nodes, MappingServices services, List<Frame> frames)
    {
        if (nodes.Count < 2) { return nodes; }
        var result = new List<PendingNode>(nodes.Count);
        foreach (var group in nodes.GroupBy(n => (n.Node, n.Rule)))
        {
            var occurrences = group.ToList();
            if (occurrences.Count == 1 || occurrences[0].Person is not null || !occurrences[0].HasLifeCycle) { result.AddRange(occurrences); continue; }
            result.AddRange(Number(occurrences, services, frames));
        }
        return result;
    }

    private static IEnumerable<PendingNode> Number(List<PendingNode> occurrences, MappingServices services, List<Frame> frames)
    {
        var byContent = occurrences.GroupBy(n => string.Join('\n', n.Facts.Select(f => $"{f.Triple.Predicate} {f.Triple.Object}"))).ToList();
        foreach (var same in byContent[0]) { yield return same; }
        for (var i = 1; i < byContent.Count; i++)
        {
            var node = byContent[i].First();
            frames[0].Report("OT4105", node.Place, "a second record with the same key and another content is kept as a further occurrence", "a key with one more part would tell them apart");
            var name = services.Iris.Node(node.Class.LocalName, node.Node.Value + "\u001f#" + (i + 1).ToString(CultureInfo.InvariantCulture));
            foreach (var same in byContent[i]) { yield return same with { Node = name, Facts = [.. same.Facts.Select(f => f with { Triple = f.Triple with { Subject = name } })] }; }
        }
    }
}
