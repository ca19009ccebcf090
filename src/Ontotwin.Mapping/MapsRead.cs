using Ontotwin.Mapping.Plan;

namespace Ontotwin.Mapping;

/// <summary>Which maps fit any record of a document. Not thread-safe.</summary>
public sealed class MapsRead
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private MapPlan[] last = [];

    /// <summary>Their full names.</summary>
    public IReadOnlySet<string> Names => names;

    // Records of one kind are fitted by one array of maps.
    internal void Add(MapPlan[] fitting)
    {
        if (ReferenceEquals(fitting, last)) { return; }
        last = fitting;
        foreach (var map in fitting) { names.Add(map.FullName); }
    }
}
