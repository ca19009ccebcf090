using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>
/// The names under which the nodes of a document are held. A record may name a node without the optional parts of its key, or by the number of a person whose
/// records came under a number that was merged away: then it means the node that is held, and so does what links to it.
/// </summary>
/// <param name="records">Which record is meant.</param>
internal sealed class HeldNames(MeantRecords records)
{
    private readonly Dictionary<Iri, Iri> meant = [];

    /// <summary>The change of the node that is meant; null when several are, and none is to be guessed.</summary>
    /// <param name="said">What the record says.</param>
    public NodeVersion? Resolve(NodeVersion said)
    {
        if (records.Resolve(Relinked(said)) is not { } version) { return null; }
        if (version.Node != said.Node)
        {
            meant[said.Node] = version.Node;
            return version;
        }
        // Another statement of the record has found the node under the name that it is held by: what is new of it now is of that node too.
        return meant.TryGetValue(said.Node, out var held) && said.OccurrenceOf is null && !records.IsHeld(said, said.Node) ? version.As(held) : version;
    }

    /// <summary>The name by which a node is held.</summary>
    public Iri NameOf(Iri node) => meant.Count == 0 ? node : meant.GetValueOrDefault(node, node);

    /// <summary>The same with its links leading to the nodes that are held.</summary>
    public NodeVersion Relinked(NodeVersion said)
    {
        if (meant.Count == 0) { return said; }
        return said with
        {
            Facts = [.. said.Facts.Select(f => f.Triple.Object is Iri target && meant.TryGetValue(target, out var node) ? (f.Triple with { Object = node }, f.Origin) : f)],
            Within = said.Within is { } around ? NameOf(around) : null,
        };
    }
}
