using GraphQL.Types;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Reasoning;

namespace Ontotwin.Api.Schema;

/// <summary>An action.</summary>
internal sealed class ActionType : DescribedType<RecommendedAction>
{
    public ActionType()
        : base("RecommendedAction", "What to do or not to do.")
    {
        Always<BooleanGraphType>("isAgainst", "Whether it says not to.", a => a.IsAgainst);
        Always<StringGraphType>("verb", "start, stop, continue, give, do, …", a => a.Verb);
        Always<StringGraphType>("target", "What: local name of a class.", a => a.Target.LocalName);
        Words("wording", "The action in words.", a => a.Wording);
        Maybe<StringGraphType>("goal", "What for: local name of a care goal.", a => a.Goal?.LocalName);
        MaybeWords("goalWording", "The goal in words.", a => a.GoalWording);
    }
}

/// <summary>A grade.</summary>
internal sealed class GradeType : DescribedType<Grade>
{
    private static readonly string[] Certainties = ["very low", "low", "moderate", "high"];

    public GradeType()
        : base("Grade", "Strength and certainty by GRADE, and the guideline's own grade.")
    {
        Always<StringGraphType>("strength", "strong or conditional.", g => g.IsStrong ? "strong" : "conditional");
        Always<BooleanGraphType>("isFor", "For rather than against.", g => g.IsFor);
        Always<StringGraphType>("certainty", "very low, low, moderate or high.", g => Certainties[Math.Clamp(g.Certainty, 0, 3)]);
        Maybe<StringGraphType>("native", "The guideline's own grade, as it prints it.", g => g.Native);
    }
}

/// <summary>An unknown input.</summary>
internal sealed class UnknownInputType : DescribedType<UnknownInput>
{
    public UnknownInputType()
        : base("UnknownInput", "Something not known that the rule would use.")
    {
        Always<UnknownReasonType>("reason", "What, and why it is not known.", u => u.Reason);
        Always<BooleanGraphType>("changesAnswer", "Whether knowing it could change the status.", u => u.ChangesAnswer);
        Always<MissingPolicyType>("policy", "Whether it is asked for.", u => u.Policy);
        Words("howToGet", "How to get it.", u => u.HowToGet);
    }
}

/// <summary>An exception that was looked at.</summary>
internal sealed class CheckedType : DescribedType<CheckedException>
{
    public CheckedType()
        : base("CheckedException", "An exception or contraindication that was looked at.")
    {
        Words("words", "What it is.", c => c.Words);
        Always<TruthType>("holds", "Whether it holds.", c => c.Holds);
        Maybe<StringGraphType>("rule", "Full name of the contraindicating rule; null for an exception of the rule itself.", c => c.Rule);
    }
}

/// <summary>An argument.</summary>
internal sealed class ArgumentLinkType : DescribedType<ArgumentLink>
{
    public ArgumentLinkType()
        : base("ArgumentLink", "A rule that argues for or against, and why.")
    {
        Always<StringGraphType>("rule", "Its full name.", a => a.Rule);
        Always<StringGraphType>("kind", "contraindication, override, conflict, opposite or superseded.", a => a.Kind);
        Words("reason", "In words.", a => a.Reason);
        Always<BooleanGraphType>("prevails", "Whether its argument stands in the end.", a => a.Prevails);
    }
}

/// <summary>A counterfactual.</summary>
internal sealed class CounterfactualType : DescribedType<Counterfactual>
{
    public CounterfactualType()
        : base("Counterfactual", "What the status would be if one value were otherwise.")
    {
        Always<StringGraphType>("name", "What would have to change, as programs write it.", c => c.Name);
        Maybe<StringGraphType>("class", "Local name of its class; null when it is none.", c => c.Class?.LocalName);
        Range(c => c.Value);
        Maybe<StringGraphType>("unit", "UCUM unit.", c => c.Unit);
        Always<StatusType>("status", "The status then.", c => c.Status);
        Words("words", "In words.", c => c.Words);
    }
}

/// <summary>A prediction.</summary>
internal sealed class ModelPredictionType : DescribedType<ModelPrediction>
{
    public ModelPredictionType()
        : base("ModelPrediction", "What a model put out for one person.")
    {
        Always<StringGraphType>("model", "Its declared name.", m => m.Model);
        Always<StringGraphType>("version", "Version of the model.", m => m.Version);
        Always<StringGraphType>("sha256", "SHA-256 of the model's file; empty when not said.", m => m.ModelHash);
        Range(m => m.Probability);
        Maybe<DecimalGraphType>("baseline", "Probability of the reference person, from which the attributions are counted.", m => m.Baseline);
        Words("calibration", "What is known of its calibration.", m => m.Calibration);
        Always<BooleanGraphType>("inDomain", "Whether all inputs lie where the model was trained.", m => m.InDomain);
        Many<StringGraphType>("outOfDomain", "Inputs that do not, by name.", m => m.OutOfDomain);
        Many<AttributionType>("attributions", "What each input contributed, largest first.", m => m.Attributions);
    }
}

/// <summary>An attribution.</summary>
internal sealed class AttributionType : DescribedType<Attribution>
{
    public AttributionType()
        : base("Attribution", "What one input contributed to a model's output.")
    {
        Always<StringGraphType>("input", "The input's name in the model.", a => a.Input);
        Range(a => a.Value);
        Maybe<StringGraphType>("unit", "UCUM unit of its value.", a => a.Unit);
        Always<DecimalGraphType>("contribution", "How much it moved the probability from the baseline (Shapley value).", a => a.Contribution);
        Always<AttributionTagType>("tag", "Cause, marker or unknown, by the causal graph.", a => a.Tag);
        Words("words", "In words.", a => a.Words);
    }
}

/// <summary>A causal claim.</summary>
internal sealed class CausalClaimType : DescribedType<CausalClaim>
{
    public CausalClaimType()
        : base("CausalClaim", "What a causal graph says of an effect.")
    {
        Always<StringGraphType>("graph", "Name of the graph.", c => c.Graph);
        Always<StringGraphType>("treatment", "The cause asked about.", c => c.Treatment);
        Always<StringGraphType>("outcome", "The effect asked about.", c => c.Outcome);
        Always<BooleanGraphType>("isIdentified", "Whether the effect could be computed from what is measured.", c => c.IsIdentified);
        Always<StringGraphType>("method", "How; empty when it is not identified.", c => c.Method);
        Many<StringGraphType>("adjustmentSet", "What must be adjusted for.", c => c.AdjustmentSet);
        Many<ListGraphType<NonNullGraphType<StringGraphType>>>("paths", "Directed paths from treatment to outcome, each from cause to effect.", c => c.Paths.Select(p => p.ToList()).ToList());
        Words("words", "The claim in words.", c => c.Words);
    }
}

/// <summary>An expected transition.</summary>
internal sealed class ExpectedType : DescribedType<ExpectedEffect>
{
    public ExpectedType()
        : base("ExpectedEffect", "A transition expected of an action.")
    {
        Always<StringGraphType>("what", "Local name of what changes.", e => e.What);
        Always<BooleanGraphType>("isUp", "Rises rather than falls.", e => e.IsUp);
        Many<StringGraphType>("via", "The mechanism, cause first; empty when not said.", e => e.Via);
    }
}

/// <summary>Monitoring.</summary>
internal sealed class MonitoringType : DescribedType<Monitoring>
{
    public MonitoringType()
        : base("Monitoring", "What to measure again, and between when and when after the action.")
    {
        Always<StringGraphType>("what", "Local name of what is measured.", m => m.What);
        Always<StringGraphType>("earliest", "Not before: a number and its UCUM unit.", m => m.Earliest.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + m.Earliest.Unit);
        Always<StringGraphType>("latest", "Not after: a number and its UCUM unit.", m => m.Latest.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + m.Latest.Unit);
    }
}
