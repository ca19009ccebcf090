using System.Collections.Immutable;

namespace Ontotwin.Prediction;

/// <summary>How a model's output is shared out among its inputs (Shapley 1953; interventional, after Janzing et al., AISTATS 2020).</summary>
/// <param name="Baseline">Mean output over the background.</param>
/// <param name="Output">Output for the inputs.</param>
/// <param name="Contributions">Share of each input, in the inputs' order: they add up to output minus baseline.</param>
public sealed record ShapleyValues(double Baseline, double Output, ImmutableArray<double> Contributions);
