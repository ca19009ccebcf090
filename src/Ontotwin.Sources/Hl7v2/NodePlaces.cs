using Ontotwin.Sources.Hl7v2.Parsing;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// Where the nodes of a message stand among others, counted once for all of them: a path that counted its siblings anew would make a message of n segments cost n².
/// 12 bytes a node, from the first path on.
/// </summary>
internal sealed class NodePlaces
{
    // From 1; 0 for the only one.
    private readonly int[] amongSiblings;
    private readonly int[] inMessage;
    private readonly int[] lastUnder;

    public NodePlaces(ReadOnlySpan<Node> nodes, string[] groupNames)
    {
        (amongSiblings, inMessage, lastUnder) = (new int[nodes.Length], new int[nodes.Length], new int[nodes.Length]);
        var groups = new Dictionary<(int Parent, string Name), int>();
        var (siblings, segments) = (new Dictionary<(int Parent, int Name), int>(), new Dictionary<int, int>());
        var field = -1;
        for (var node = 0; node < nodes.Length; node++)
        {
            ref readonly var n = ref nodes[node];
            switch (n.Kind)
            {
                case NodeKind.Group: Follow(amongSiblings, groups, (n.Parent, groupNames[n.Name]), node); break;
                case NodeKind.Segment:
                    Follow(amongSiblings, siblings, (n.Parent, n.Name), node);
                    Follow(inMessage, segments, n.Name, node);
                    break;
                case NodeKind.Field:
                    // Repetitions stand side by side.
                    if (field >= 0 && nodes[field].Next == node && nodes[field].Name == n.Name) { Follow(amongSiblings, field, node); }
                    field = node;
                    break;
            }
        }
        for (var node = nodes.Length - 1; node > 0; node--)
        {
            lastUnder[node] = Math.Max(lastUnder[node], node);
            ref var parent = ref lastUnder[nodes[node].Parent];
            parent = Math.Max(parent, lastUnder[node]);
        }
    }

    /// <summary>From 1 among the siblings of its name; 0 where it is the only one, and for components.</summary>
    public int AmongSiblings(int node) => amongSiblings[node];

    /// <summary>Of a segment, from 1 among those of its name in the message; 0 where it is the only one.</summary>
    public int InMessage(int segment) => inMessage[segment];

    /// <summary>The last node under a node, or itself. Not all between are under it: a segment in an unexpected place stands under a group around it.</summary>
    public int LastUnder(int node) => lastUnder[node];

    private static void Follow<TKey>(int[] places, Dictionary<TKey, int> last, TKey key, int node)
        where TKey : notnull
    {
        if (last.TryGetValue(key, out var before)) { Follow(places, before, node); }
        last[key] = node;
    }

    private static void Follow(int[] places, int before, int node)
    {
        if (places[before] == 0) { places[before] = 1; }
        places[node] = places[before] + 1;
    }
}
