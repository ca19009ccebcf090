using System.Text;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

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
    private readonly byte[] prefix = Encoding.UTF8.GetBytes(type.LocalName + "\u001e");
    private readonly Utf8Memo<NodeName>? memo = recurs || isPerson ? new() : null;
    private int generation;

    public NodeName Name(ReadOnlySpan<byte> key)
    {
        if (memo is null) { return new NodeName(services.Iris.Node(prefix, key), null); }
        // Who is who may still be being found out: a name is good for the state of the table that gave it.
        if (isPerson && generation != services.Identities.Generation)
        {
            memo.Clear();
            generation = services.Identities.Generation;
        }
        return memo.TryGet(key, null, out var known) ? known : memo.Add(key, null, isPerson ? NameOfPerson(key) : new NodeName(services.Iris.Node(prefix, key), null));
    }

    private NodeName NameOfPerson(ReadOnlySpan<byte> key)
    {
        // The id is what follows the first separator: an authority holds none.
        var separator = key.IndexOf((byte)0x1f);
        var twin = services.Identities.Twin(new Identifier(Encoding.UTF8.GetString(key[..separator]), Encoding.UTF8.GetString(key[(separator + 1)..])));
        return new NodeName(twin.Subject, twin);
    }
}
