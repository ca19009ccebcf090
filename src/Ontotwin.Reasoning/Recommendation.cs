using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Reasoning;

/// <summary>What one rule says for one person at one instant, with its reasons.</summary>
/// <param name="Rule">Full name of the rule.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Action">What to do or not to do.</param>
/// <param name="Because">Why, for the clinician; the values used filled in.</param>
/// <param name="Proof">The explanation, down to the bytes.</param>
/// <param name="AsOf">The instant it is for.</param>
public sealed record Recommendation(
    string Rule, RecommendationStatus Status, RecommendedAction Action, BilingualText Because, ProofNode Proof, DateTimeOffset AsOf)
{
    /// <summary>Name of the guideline.</summary>
    public required string Guideline { get; init; }

    /// <summary>Version of the guideline.</summary>
    public required string GuidelineVersion { get; init; }

    /// <summary>What it stands on.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Further publications that its rule, else its guideline, cites.</summary>
    public ImmutableArray<Citation> AlsoCites { get; init; } = [];

    /// <summary>Whether any of its citations had run out at <see cref="AsOf"/>, or was not yet valid.</summary>
    public bool IsCitationExpired { get; init; }

    /// <summary>Whether its first citation begins to hold only after <see cref="AsOf"/>.</summary>
    public bool IsNotYetValid => (Citation.ValidFrom ?? Citation.Published) > DateOnly.FromDateTime(AsOf.DateTime);

    /// <summary>Strength, direction, certainty and the guideline's own grade.</summary>
    public required Grade Grade { get; init; }

    /// <summary>How soon, after other rules raised it: routine, soon, urgent, emergency.</summary>
    public required string Urgency { get; init; }

    /// <summary>Full names of the rules that raised the urgency.</summary>
    public ImmutableArray<string> UrgencyRaisedBy { get; init; } = [];

    /// <summary>Why, for the patient; null when the rule has no such words.</summary>
    public BilingualText? Patient { get; init; }

    /// <summary>In a few words why it has this status (<c>K 5.4 mmol/L > 5.0 mmol/L</c>); null when it is in by its rule alone.</summary>
    public BilingualText? StatusReason { get; init; }

    /// <summary>What is not known, those first that would change the answer.</summary>
    public ImmutableArray<UnknownInput> Unknowns { get; init; } = [];

    /// <summary>What is asked for: names of the unknowns that would change the answer and whose policy is to ask.</summary>
    public ImmutableArray<string> Ask { get; init; } = [];

    /// <summary>Absences that were counted as false, and unknowns that were collapsed.</summary>
    public ImmutableArray<BilingualText> Assumptions { get; init; } = [];

    /// <summary>Exceptions and contraindications that were looked at.</summary>
    public ImmutableArray<CheckedException> Checked { get; init; } = [];

    /// <summary>What else could be done.</summary>
    public ImmutableArray<RecommendedAction> Alternatives { get; init; } = [];

    /// <summary>Rules that speak against it.</summary>
    public ImmutableArray<ArgumentLink> AttackedBy { get; init; } = [];

    /// <summary>Rules that speak against those.</summary>
    public ImmutableArray<ArgumentLink> DefendedBy { get; init; } = [];

    /// <summary>Models whose output it used.</summary>
    public ImmutableArray<ModelPrediction> Models { get; init; } = [];

    /// <summary>The causal claim it relies on; null when it relies on none.</summary>
    public CausalClaim? Causal { get; init; }

    /// <summary>Transitions expected of the action.</summary>
    public ImmutableArray<ExpectedEffect> Expects { get; init; } = [];

    /// <summary>What to watch afterwards.</summary>
    public ImmutableArray<Monitoring> Monitors { get; init; } = [];

    /// <summary>What would change the answer (<c>if potassium were at most 5.0 mmol/L: in</c>).</summary>
    public ImmutableArray<Counterfactual> WhatIf { get; init; } = [];

    /// <summary>Time of the newest observation used; null when none was.</summary>
    public PartialDateTime? NewestData { get; init; }

    /// <summary>Time of the oldest observation used.</summary>
    public PartialDateTime? OldestData { get; init; }

    /// <summary>Whether a clinician has reviewed the Chinese texts.</summary>
    public bool ChineseReviewed { get; init; }

    /// <summary>Hash of the program that made it.</summary>
    public string RulesetHash { get; init; } = "";
}

/// <summary>Whether a recommendation stands. <c>default</c> is <see cref="Undecided"/>.</summary>
public enum RecommendationStatus
{
    /// <summary>An unknown decides, or arguments for and against balance.</summary>
    Undecided = 0,

    /// <summary>It stands.</summary>
    In,

    /// <summary>It does not.</summary>
    Out,

    /// <summary>It would stand, but an exception holds, or may hold.</summary>
    Blocked,

    /// <summary>A stronger or more specific one for the same stands instead.</summary>
    Superseded,
}

/// <summary>What to do or not to do.</summary>
/// <param name="IsAgainst">Whether it says not to.</param>
/// <param name="Verb">start, stop, continue, give, do, …</param>
/// <param name="Target">What: a class of the ontology.</param>
/// <param name="Wording">The action in words.</param>
/// <param name="Goal">What for: an individual of hdt:CareGoal; null when not said.</param>
/// <param name="GoalWording">The goal in words.</param>
public sealed record RecommendedAction(bool IsAgainst, string Verb, Iri Target, BilingualText Wording, Iri? Goal, BilingualText? GoalWording);

/// <summary>Something not known that the rule would use.</summary>
/// <param name="Reason">What, and why it is not known.</param>
/// <param name="ChangesAnswer">Whether knowing it could change the status.</param>
/// <param name="Policy">Whether it is asked for.</param>
/// <param name="HowToGet">How to get it, in words.</param>
public sealed record UnknownInput(UnknownReason Reason, bool ChangesAnswer, MissingPolicy Policy, BilingualText HowToGet);

/// <summary>An exception (<c>unless</c>) or contraindication that was looked at.</summary>
/// <param name="Words">What it is.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Rule">Full name of the contraindicating rule; null for an <c>unless</c> of the rule itself.</param>
public sealed record CheckedException(BilingualText Words, Truth Holds, string? Rule);

/// <summary>A rule that argues for or against, and why.</summary>
/// <param name="Rule">Its full name.</param>
/// <param name="Kind">contraindication, override, conflict, deferral, opposite, specificity, noted.</param>
/// <param name="Reason">In words.</param>
/// <param name="Prevails">Whether its argument stands in the end.</param>
public sealed record ArgumentLink(string Rule, string Kind, BilingualText Reason, bool Prevails);

/// <summary>What the status would be if one value were otherwise.</summary>
/// <param name="Name">What would have to change, as programs write it.</param>
/// <param name="Class">Its class; null when it is none.</param>
/// <param name="Value">The values that would do.</param>
/// <param name="Unit">UCUM unit.</param>
/// <param name="Status">The status then.</param>
/// <param name="Words">In words.</param>
public sealed record Counterfactual(string Name, Iri? Class, Interval Value, string? Unit, RecommendationStatus Status, BilingualText Words);
