using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>How a rule stands by itself, before rules argue.</summary>
internal enum Standing
{
    Out = 0,
    Undecided,
    Blocked,
    Applies,
}

/// <summary>A rule with its conditions evaluated.</summary>
/// <param name="Guideline">Its guideline.</param>
/// <param name="Rule">The rule.</param>
/// <param name="When">Its condition.</param>
/// <param name="Unless">Its exceptions, in order.</param>
/// <param name="Standing">How it stands.</param>
internal sealed record RuleResult(GuidelineDeclaration Guideline, RuleDeclaration Rule, Evaluated When, ImmutableArray<Evaluated> Unless, Standing Standing)
{
    /// <summary>What is not known and decides.</summary>
    public ImmutableArray<UnknownReason> Open { get; init; } = [];

    /// <summary>Why it stands so.</summary>
    public BilingualText? Reason { get; init; }

    /// <summary>What is on record against giving what it recommends, as an allergy; null when nothing is.</summary>
    public Evaluated? Objection { get; init; }

    /// <summary>Models that its conditions read.</summary>
    public ImmutableArray<ModelPrediction> Models { get; init; } = [];

    /// <summary>Whether one of its models gave nothing.</summary>
    public bool HasSilentModel { get; init; }

    /// <summary>Its full name.</summary>
    public string Name => Rule.FullName;

    /// <summary>Whether it speaks against its action.</summary>
    public bool IsAgainst => Rule.Action is { } action && (action.IsContraindication || !Rule.Grade.IsFor);

    /// <summary>Whether one of its models was asked about somebody unlike those it was trained on.</summary>
    public bool HasModelOutOfDomain => Models.Any(m => !m.InDomain);
}
