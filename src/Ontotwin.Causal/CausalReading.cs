using System.Collections.Immutable;

namespace Ontotwin.Causal;

/// <summary>What a variable is to an outcome, by a graph.</summary>
/// <param name="Role">Cause, marker or unknown.</param>
/// <param name="Path">The reason: the shortest directed path to the outcome (cause), or from the outcome (its consequence); empty otherwise.</param>
/// <param name="CommonCause">A cause that marker and outcome share; null when the path says why.</param>
/// <param name="OnlyThroughTreatment">A treatment that every path to the outcome leads through: then it acts only by the decision to treat; null otherwise.</param>
public sealed record CausalReading(CausalRole Role, ImmutableArray<string> Path, string? CommonCause, string? OnlyThroughTreatment)
{
    /// <summary>What <paramref name="variable"/> is to <paramref name="outcome"/>.</summary>
    public static CausalReading Of(CausalGraph graph, string variable, string outcome)
    {
        if (variable == outcome || !graph.Contains(variable) || !graph.Contains(outcome)) { return new(CausalRole.Unknown, [], null, null); }
        if (graph.DirectedPaths(variable, outcome) is [var path, ..] paths)
        {
            var gate = graph.Treatments.FirstOrDefault(t => t != variable && paths.All(p => p.Contains(t)));
            return new(CausalRole.Cause, path, null, gate);
        }
        if (graph.DirectedPaths(outcome, variable) is [var consequence, ..]) { return new(CausalRole.Marker, consequence, null, null); }
        var above = graph.Ancestors(outcome);
        var shared = graph.Ancestors(variable).Where(above.Contains).ToList();
        // A direct cause of the marker is the plainest thing to say.
        var nearest = graph.Parents(variable).FirstOrDefault(shared.Contains) ?? shared.FirstOrDefault();
        return new(nearest is null ? CausalRole.Unknown : CausalRole.Marker, [], nearest, null);
    }
}

/// <summary>What a variable is to an outcome. <c>default</c> is <see cref="Unknown"/>.</summary>
public enum CausalRole
{
    /// <summary>The graph does not hold it, or nothing in the graph ties it to the outcome.</summary>
    Unknown = 0,

    /// <summary>A directed path leads from it to the outcome.</summary>
    Cause,

    /// <summary>It goes with the outcome, as its consequence or by a shared cause, but no directed path leads to the outcome.</summary>
    Marker,
}
