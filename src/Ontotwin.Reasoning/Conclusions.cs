using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Reasoning;

/// <summary>Everything concluded of one twin at one instant.</summary>
/// <param name="ClosedTwin">The twin with what the ontology's rules derive.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="All">What every rule says, those out as well, by full name.</param>
/// <param name="ProgramHash">Hash of the program that was run.</param>
public sealed record Conclusions(Twin ClosedTwin, DateTimeOffset AsOf, ImmutableArray<Recommendation> All, string ProgramHash)
{
    /// <summary>Facts that the ontology's rules derived.</summary>
    public ImmutableArray<Fact> Derived { get; init; } = [];

    /// <summary>Every score of the program that applies to this person, even in part.</summary>
    public ImmutableArray<NamedResult> Scores { get; init; } = [];

    /// <summary>Every feature with a value.</summary>
    public ImmutableArray<NamedResult> Features { get; init; } = [];

    /// <summary>What the models put out.</summary>
    public ImmutableArray<NamedResult> Predictions { get; init; } = [];

    /// <summary>What a person should know, such as contradictions with the ontology.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What to show: those that are in, blocked, superseded, or undecided; most urgent first.</summary>
    public ImmutableArray<Recommendation> Recommendations { get; init; } = [];
}

/// <summary>A declared score, feature or model, and what it came to.</summary>
public sealed record NamedResult(string Name, Evaluated Result);
