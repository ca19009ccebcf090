using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>What an expression comes to over one twin at one instant, with its explanation.</summary>
/// <param name="Proof">The explanation.</param>
public sealed record Evaluated(ProofNode Proof)
{
    /// <summary>Truth of a condition; null for a value.</summary>
    public Truth? Truth { get; init; }

    /// <summary>The values possible; null for a condition, a coded value, or when nothing at all is known.</summary>
    public Interval? Value { get; init; }

    /// <summary>UCUM unit of <see cref="Value"/>; null for a bare number.</summary>
    public string? Unit { get; init; }

    /// <summary>The node it was read from, such as the latest observation; null when there is no single one.</summary>
    public Term? Node { get; init; }

    /// <summary>Class of what was observed, for labels, units and molar mass; null when it is none.</summary>
    public Iri? Class { get; init; }

    /// <summary>Why it is not, or not wholly, known; empty when it is.</summary>
    public ImmutableArray<UnknownReason> Reasons { get; init; } = [];

    /// <summary>The prediction, when it is a model's output.</summary>
    public ModelPrediction? Model { get; init; }

    /// <summary>Whether nothing is known of it.</summary>
    public bool IsUnknown => Truth is { } truth ? truth == Values.Truth.Unknown : Value is null && Node is null;
}
