namespace Ontotwin.Sparql.Evaluation;

/// <summary>The graph that patterns are matched in: operators under GRAPH ?g see another one after the other.</summary>
internal sealed class ActiveGraph(TripleIndex index)
{
    public TripleIndex Index { get; private set; } = index;

    /// <summary>Changes with the graph: what was computed for another version is to be computed again.</summary>
    public int Version { get; private set; }

    public void Set(TripleIndex index) => (Index, Version) = (index, Version + 1);
}
