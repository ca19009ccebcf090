using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>A node with a life-cycle whose last version is held until it is written, with what stands in that version.</summary>
internal sealed class HeldNode(TwinId twin)
{
    public TwinId Twin => twin;

    /// <summary>What the last version says.</summary>
    public IReadOnlyList<Fact> Facts { get; set; } = [];

    /// <summary>What stands in it, by node and statement.</summary>
    public Dictionary<(Iri Node, string Rule), (TwinId Twin, IReadOnlyList<Fact> Facts)> Inside { get; } = [];

    /// <summary>Whether the record at hand is older than what is held: what stands in it is not taken either.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Takes a version; returns what was planned.</summary>
    public PlannedChange Take(NodeVersion version)
    {
        var planned = ChangePlanner.Plan(version, Facts, default);
        Facts = After(Facts, planned);
        if (planned.IsNewer) { Inside.Clear(); }
        IsLate = planned.IsOlder;
        return planned;
    }

    /// <summary>Ends with what stands in it.</summary>
    public void End()
    {
        Facts = [];
        Inside.Clear();
    }

    /// <summary>Takes what stands in the version taken last.</summary>
    public void TakeInside(NodeVersion version, TwinId of)
    {
        if (IsLate) { return; }
        var before = Inside.TryGetValue((version.Node, version.Rule), out var held) ? held.Facts : [];
        Inside[(version.Node, version.Rule)] = (of, After(before, ChangePlanner.Plan(version, before, default)));
    }

    private static IReadOnlyList<Fact> After(IReadOnlyList<Fact> before, PlannedChange planned) =>
        planned.Assert.IsEmpty && planned.Close.IsEmpty ? before : [.. before.Except(planned.Close), .. planned.Assert];
}
