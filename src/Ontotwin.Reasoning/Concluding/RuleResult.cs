using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>How a rule stands by itself, before rules argue.</summary>
internal enum Standing
{
    Out = 0,
    Undecided,
    Blocked,
    Applies,
}

/// <summary>Something that sets a rule aside where it holds: an exception that the rule states, or what is on record against giving what it recommends.</summary>
/// <param name="Condition">The stated exception; null where none is stated.</param>
/// <param name="Found">What it came to.</param>
/// <param name="Words">Why it is one.</param>
internal sealed record RuleException(Expression? Condition, Evaluated Found, BilingualText Words)
{
    /// <summary>Whether it holds.</summary>
    public Truth Truth => Found.Truth ?? Truth.Unknown;
}

/// <summary>A rule with its conditions evaluated.</summary>
/// <param name="Guideline">Its guideline.</param>
/// <param name="Rule">The rule.</param>
/// <param name="When">Its condition.</param>
/// <param name="Exceptions">Its exceptions, those stated first, in order.</param>
/// <param name="Standing">How it stands.</param>
internal sealed record RuleResult(GuidelineDeclaration Guideline, RuleDeclaration Rule, Evaluated When, ImmutableArray<RuleException> Exceptions, Standing Standing)
{
    /// <summary>What is not known and decides.</summary>
    public ImmutableArray<UnknownReason> Open { get; init; } = [];

    /// <summary>Why it stands so.</summary>
    public BilingualText? Reason { get; init; }

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
