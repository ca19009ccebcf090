using System.Collections.Immutable;
using Ontotwin.Language;

namespace Ontotwin.Evaluation;

/// <summary>What a causal graph says of an effect.</summary>
/// <param name="Graph">Name of the graph.</param>
/// <param name="Treatment">The cause asked about.</param>
/// <param name="Outcome">The effect asked about.</param>
/// <param name="IsIdentified">Whether the effect could be computed from what is measured.</param>
/// <param name="Method">How: backdoor, frontdoor, …; empty when it is not identified.</param>
/// <param name="AdjustmentSet">What must be adjusted for.</param>
/// <param name="Paths">Directed paths from treatment to outcome, each from cause to effect.</param>
/// <param name="Words">The claim in words.</param>
public sealed record CausalClaim(
    string Graph, string Treatment, string Outcome, bool IsIdentified, string Method, ImmutableArray<string> AdjustmentSet,
    ImmutableArray<ImmutableArray<string>> Paths, BilingualText Words);
