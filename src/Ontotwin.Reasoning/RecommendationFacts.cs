using System.Collections.Immutable;
using Ontotwin.Graph;

namespace Ontotwin.Reasoning;

/// <summary>Recommendations as facts of the twin, so that they are stored, queried and compared as everything else.</summary>
public static class RecommendationFacts
{
    /// <summary>The facts of one recommendation; its node's IRI depends on the twin and the rule alone.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="twin">Whose.</param>
    /// <param name="knownAt">When it was concluded.</param>
    public static ImmutableArray<Fact> From(Recommendation recommendation, TwinId twin, DateTimeOffset knownAt) => throw new NotSupportedException();
}
