using System.Collections.Immutable;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>What a model put out for one person.</summary>
/// <param name="Model">Its declared name.</param>
/// <param name="Version">Version of the model: from its card, else the hash of its file.</param>
/// <param name="Probability">Probability, 0 to 1; an interval when inputs or the model itself leave it open.</param>
/// <param name="Calibration">What is known of its calibration, in words.</param>
/// <param name="InDomain">Whether all inputs lie where the model was trained.</param>
/// <param name="OutOfDomain">Inputs that do not, by name.</param>
/// <param name="Attributions">What each input contributed, largest first.</param>
public sealed record ModelPrediction(
    string Model, string Version, Interval Probability, BilingualText Calibration, bool InDomain, ImmutableArray<string> OutOfDomain,
    ImmutableArray<Attribution> Attributions)
{
    /// <summary>The probability of the reference person, from which the attributions are counted; null when not said.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>SHA-256 of the model's file, lower-case hex; empty when not said.</summary>
    public string ModelHash { get; init; } = "";
}
