using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>
/// The names under which the nodes of a document are held. A record may name a node without the optional parts of its key, or by the number of a person whose
/// records came under a number that was merged away: then it means the node that is held, and so does what links to it.
/// </summary>
internal sealed class HeldNames
{
    private readonly Dictionary<Iri, Iri> meant = [];

    /// <summary>The change of the node that is meant; null when several are, and none is to be guessed.</summary>
    /// <param name="said">What the record says.</param>
    /// <param name="held">Facts held by their subjects.</param>
    public NodeVersion? Resolve(NodeVersion said, IReadOnlyDictionary<Term, List<Fact>> held)
    {
        var linked = Relinked(said);
        var facts = held.Values.SelectMany(f => f);
        if (ShorterKeys.Resolve(linked, facts) is not { } version) { return null; }
        if (said is { HasLifeCycle: true, Record: null } && !IsHeld(version, held))
        {
            foreach (var name in said.FormerNames)
            {
                if (ShorterKeys.Resolve(linked.As(name), facts) is not { } former) { return null; }
                if (!IsHeld(former, held)) { continue; }
                version = former;
                break;
            }
        }
        if (version.Node != said.Node) { meant[said.Node] = version.Node; }
        return version;
    }

    private static bool IsHeld(NodeVersion version, IReadOnlyDictionary<Term, List<Fact>> held) => held.TryGetValue(version.Node, out var facts) && facts.Exists(f => ChangePlanner.IsOwn(version, f));

    private NodeVersion Relinked(NodeVersion said)
    {
        if (meant.Count == 0) { return said; }
        return said with
        {
            Facts = [.. said.Facts.Select(f => f.Triple.Object is Iri target && meant.TryGetValue(target, out var node) ? (f.Triple with { Object = node }, f.Origin) : f)],
            Within = said.Within is { } around ? meant.GetValueOrDefault(around, around) : null,
        };
    }
}
