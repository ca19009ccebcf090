using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>What one document gives, by twin, taken record by record: the records' results need not be held until the document ends.</summary>
internal sealed class GivenByDocument
{
    private readonly OrderedDictionary<TwinId, SaidNodes> nodes = [];
    private readonly OrderedDictionary<TwinId, SeriesOfDocument> series = [];

    /// <summary>Whom it tells of, in the order in which it names them.</summary>
    public IReadOnlyList<TwinId> Twins => [.. nodes.Keys.Union(series.Keys)];

    /// <summary>Takes what the next record gave.</summary>
    public void Add(MappedRecord mapped)
    {
        for (var i = 0; i < mapped.Nodes.Count; i++) { Of(nodes, mapped.Nodes[i].Twin).Add(mapped.Nodes[i]); }
        for (var i = 0; i < mapped.Samples.Count; i++) { Of(series, mapped.Samples[i].Twin).Add(mapped.Samples[i]); }
    }

    /// <summary>What it says of a twin's nodes, in order.</summary>
    public IEnumerable<NodeVersion> VersionsOf(TwinId twin) => nodes.TryGetValue(twin, out var said) ? said.Versions() : [];

    /// <summary>The samples of a twin's series.</summary>
    public SeriesOfDocument SeriesOf(TwinId twin) => series.TryGetValue(twin, out var own) ? own : new SeriesOfDocument();

    /// <summary>Lets go of a twin that is kept.</summary>
    public void Forget(TwinId twin)
    {
        if (nodes.ContainsKey(twin)) { nodes[twin] = new SaidNodes(); }
        if (series.ContainsKey(twin)) { series[twin] = new SeriesOfDocument(); }
    }

    private static T Of<T>(OrderedDictionary<TwinId, T> byTwin, TwinId twin)
        where T : new()
    {
        if (!byTwin.TryGetValue(twin, out var own)) { byTwin.Add(twin, own = new T()); }
        return own;
    }
}
