using GraphQL.Types;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Api.Schema;

/// <summary>An enumeration with a description of its own.</summary>
internal abstract class DescribedEnum<T> : EnumerationGraphType
    where T : struct, Enum
{
    protected DescribedEnum(string name, string description, Func<T, string> describe)
    {
        Name = name;
        Description = description;
        foreach (var value in Enum.GetValues<T>()) { Add(NameOf(value), value, describe(value)); }
    }

    private static string NameOf(T value) =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}

/// <summary>Status of a recommendation.</summary>
internal sealed class StatusType() : DescribedEnum<RecommendationStatus>("RecommendationStatus", "Whether a recommendation stands.", s => s switch
{
    RecommendationStatus.In => "It stands.",
    RecommendationStatus.Out => "It does not.",
    RecommendationStatus.Blocked => "It would stand, but an exception holds, or may hold.",
    RecommendationStatus.Superseded => "A stronger or more specific one for the same stands instead.",
    _ => "An unknown decides, or arguments for and against balance.",
});

/// <summary>Truth of a condition.</summary>
internal sealed class TruthType() : DescribedEnum<Truth>("Truth", "Kleene's three truth values.", t => t switch
{
    Truth.True => "Shown by what is known.",
    Truth.False => "Refuted by what is known.",
    _ => "Neither shown nor refuted by what is known.",
});

/// <summary>Kind of a step of a proof.</summary>
internal sealed class ProofKindType() : DescribedEnum<ProofKind>("ProofKind", "What sort of step of an explanation it is.", k => k switch
{
    ProofKind.Recommendation => "A recommendation with its status.",
    ProofKind.Rule => "A guideline's rule.",
    ProofKind.Condition => "What must hold, or must not.",
    ProofKind.Comparison => "A comparison of a value with another.",
    ProofKind.Presence => "Whether the person has a condition, procedure or medication.",
    ProofKind.Value => "A value taken from observations, or computed.",
    ProofKind.Constant => "A constant that the rule names.",
    ProofKind.Score => "A score.",
    ProofKind.ScoreTerm => "One term or input of a score.",
    ProofKind.Feature => "A feature of a series.",
    ProofKind.Model => "A model's output.",
    ProofKind.Attribution => "What one input contributed to a model's output.",
    ProofKind.CausalClaim => "A causal claim.",
    ProofKind.Fact => "A statement of the twin.",
    ProofKind.OwlRule => "A statement that a rule of the ontology language derived.",
    ProofKind.Axiom => "An axiom of the ontology.",
    ProofKind.Source => "The bytes of a document.",
    ProofKind.Assumption => "An absence counted as false, or an unknown that was collapsed.",
    ProofKind.Unknown => "Something not known, and why.",
    ProofKind.Conflict => "Two sources or two rules that disagree.",
    _ => "An argument against or for a recommendation.",
});

/// <summary>Kind of not knowing.</summary>
internal sealed class UnknownKindType() : DescribedEnum<UnknownKind>("UnknownKind", "Why something is not known.", k => k switch
{
    UnknownKind.Missing => "Nobody has said it.",
    UnknownKind.Stale => "The newest value is older than the rule allows.",
    UnknownKind.LowQuality => "There is a record, but it may not be used.",
    UnknownKind.Unmapped => "There is a record, but it could not be read.",
    UnknownKind.Uncertain => "Known only within bounds that leave the answer open.",
    UnknownKind.Conflict => "Two sources disagree.",
    _ => "A score or model does not apply to this value or person.",
});

/// <summary>Whether a missing input is asked for.</summary>
internal sealed class MissingPolicyType() : DescribedEnum<MissingPolicy>("MissingPolicy", "What a missing input does.", p => p == MissingPolicy.Ask ? "It is asked for." : "The rule says nothing.");

/// <summary>What an input of a model is to the outcome.</summary>
internal sealed class AttributionTagType() : DescribedEnum<AttributionTag>("AttributionTag", "What an input is to the outcome, by the causal graph.", t => t switch
{
    AttributionTag.Cause => "A cause: changing it would change the outcome.",
    AttributionTag.Marker => "A sign: changing it alone would change nothing.",
    _ => "The graph does not say.",
});
