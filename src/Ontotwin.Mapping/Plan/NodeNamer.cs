using System.Text;
using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>A node's IRI, and the twin when it is a person's.</summary>
internal readonly record struct NodeName(Iri Node, TwinId? Twin);

/// <summary>Names the nodes of one class by their keys' text: parts in UTF-8 with U+001F between.</summary>
/// <param name="type">The class.</param>
/// <param name="isPerson">Whether the key is (authority, id) of a person.</param>
/// <param name="recurs">Whether names are remembered.</param>
/// <param name="services">How names are made.</param>
internal sealed class NodeNamer(Iri type, bool isPerson, bool recurs, MappingServices services)
{
    private readonly byte[] prefix = isPerson ? [] : Encoding.UTF8.GetBytes(type.LocalName + "\u001e");
    private readonly Utf8Memo<NodeName>? memo = recurs && !isPerson ? new() : null;

    /// <summary>What a key begins with before its parts: the class, but for people.</summary>
    public ReadOnlySpan<byte> Prefix => prefix;

    /// <summary>Names the node of a key, prefix and parts.</summary>
    public NodeName Name(ReadOnlySpan<byte> key)
    {
        if (isPerson) { return services.Identities.Name(key); }
        if (memo is null) { return new(services.Iris.Node(key), null); }
        return memo.TryGet(key, null, out var known) ? known : memo.Add(key, null, new(services.Iris.Node(key), null));
    }
}
