using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>What one input contributed to a model's output.</summary>
/// <param name="Input">The input's name in the model.</param>
/// <param name="Value">The value it had.</param>
/// <param name="Unit">UCUM unit; null for a bare number or truth value.</param>
/// <param name="Contribution">How much it moved the output from the baseline (Shapley value, in probability).</param>
/// <param name="Tag">Whether the causal graph holds it for a cause of what is predicted.</param>
/// <param name="Words">In words.</param>
public sealed record Attribution(string Input, Interval Value, string? Unit, decimal Contribution, AttributionTag Tag, BilingualText Words);

/// <summary>What an input is to the outcome, by the causal graph. <c>default</c> is <see cref="Unknown"/>.</summary>
public enum AttributionTag
{
    /// <summary>The graph does not say.</summary>
    Unknown = 0,

    /// <summary>A cause of the outcome: changing it would change the outcome.</summary>
    Cause,

    /// <summary>A sign of the outcome: changing it alone would change nothing.</summary>
    Marker,
}
