using System.Globalization;

namespace Ontotwin.Mapping.Plan;

/// <summary>Nodes of one statement with equal keys and different content in one record are kept as occurrence 1, 2 … and reported.</summary>
internal static class Occurrences
{
    public const string Code = "OT4105";
    public const string Message = "a second record with the same key and another content is kept as a further occurrence";
    public const string Hint = "a key with one more part would tell them apart";
    private const int ComparedAtMost = 24;

    public static List<PendingNode> Tell(List<PendingNode> nodes, MappingServices services, Frame frame)
    {
        if (AreDistinct(nodes)) { return nodes; }
        var result = new List<PendingNode>(nodes.Count);
        foreach (var group in nodes.GroupBy(n => (n.Node, n.Rule.Name)))
        {
            var occurrences = group.ToList();
            if (occurrences.Count == 1 || occurrences[0].Person is not null || !occurrences[0].HasLifeCycle) { result.AddRange(occurrences); continue; }
            result.AddRange(Number(occurrences, services, frame));
        }
        return result;
    }

    // Few nodes are compared with each other, many by a set.
    private static bool AreDistinct(List<PendingNode> nodes)
    {
        if (nodes.Count > ComparedAtMost) { return nodes.DistinctBy(n => n.Node).Count() == nodes.Count; }
        for (var i = 1; i < nodes.Count; i++)
        {
            for (var other = 0; other < i; other++)
            {
                if (nodes[i].Node == nodes[other].Node) { return false; }
            }
        }
        return true;
    }

    private static IEnumerable<PendingNode> Number(List<PendingNode> occurrences, MappingServices services, Frame frame)
    {
        var byContent = occurrences.GroupBy(n => string.Join('\n', n.Facts.Select(f => $"{f.Predicate} {f.Object}"))).ToList();
        foreach (var same in byContent[0]) { yield return same; }
        for (var i = 1; i < byContent.Count; i++)
        {
            var node = byContent[i].First();
            frame.Report(Code, node.Place, Message, Hint);
            var name = services.Iris.Node(node.Class.LocalName, node.Node.Value + "\u001f#" + (i + 1).ToString(CultureInfo.InvariantCulture));
            foreach (var same in byContent[i]) { yield return same.Renamed(name); }
        }
    }
}
