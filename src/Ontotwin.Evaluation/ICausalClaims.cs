namespace Ontotwin.Evaluation;

/// <summary>Answers what the declared causal graphs say.</summary>
public interface ICausalClaims
{
    /// <summary>The effect of a treatment on an outcome by a declared graph; null when there is no such graph or effect.</summary>
    CausalClaim? Claim(string graph, string treatment, string outcome);
}
