namespace Ontotwin.Evaluation;

/// <summary>No causal graphs at all.</summary>
public sealed class NoCausalClaims : ICausalClaims
{
    /// <summary>The one instance.</summary>
    public static readonly NoCausalClaims Instance = new();

    private NoCausalClaims()
    {
    }

    /// <inheritdoc/>
    public CausalClaim? Claim(string graph, string treatment, string outcome) => null;
}
