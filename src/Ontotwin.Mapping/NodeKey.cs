using System.Runtime.CompilerServices;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping;

/// <summary>A node and its statement in 64 bits: 60 of the hash that the node's name ends in, so that two of one run are never one in practice.</summary>
public static class NodeKey
{
    /// <summary>The key; never 0, and good for this run of the program alone.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rule">The statement, always by the same string.</param>
    public static ulong Of(Iri node, string rule)
    {
        // A name ends in the base32 of a hash: five bits a character.
        ulong key = 0;
        foreach (var c in node.Value.AsSpan()[^Math.Min(12, node.Value.Length)..]) { key = (key << 5) ^ c; }
        return (key ^ ((ulong)(uint)RuntimeHelpers.GetHashCode(rule) << 32)) | 1;
    }
}
