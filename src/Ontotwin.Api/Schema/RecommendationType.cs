using GraphQL.Types;
using Ontotwin.Reasoning;

namespace Ontotwin.Api.Schema;

/// <summary>A recommendation with everything that explains it.</summary>
internal sealed class RecommendationType : DescribedType<Recommendation>
{
    public RecommendationType()
        : base("Recommendation", "What one rule says for one person at one instant, with its reasons. Decision support, not a medical device.")
    {
        Always<StringGraphType>("rule", "Full name of the rule.", r => r.Rule);
        Always<StatusType>("status", "Whether it stands.", r => r.Status);
        MaybeWords("statusReason", "In a few words why it has this status; null when it is in by its rule alone.", r => r.StatusReason);
        Always<ActionType>("action", "What to do or not to do.", r => r.Action);
        Words("because", "Why, for the clinician, the values used filled in.", r => r.Because);
        MaybeWords("patient", "Why, for the patient; null when the rule has no such words.", r => r.Patient);
        Always<DateTimeOffsetGraphType>("asOf", "The instant it is for.", r => r.AsOf);
        Maybe<StringGraphType>("newestData", "Time of the newest observation used (XSD).", r => r.NewestData?.ToXsd());
        Maybe<StringGraphType>("oldestData", "Time of the oldest observation used (XSD).", r => r.OldestData?.ToXsd());
        Always<StringGraphType>("rulesetHash", "SHA-256 of the program that made it.", r => r.RulesetHash);
        AddGuideline();
        AddArgument();
        AddModel();
        Always<ProofNodeType>("proof", "The explanation, down to the bytes, as a tree.", r => r.Proof);
        Many<FlatProofNodeType>("proofFlat", "The same explanation as a list, each node before its children.", r => FlatProof.Of(r.Proof));
    }

    private void AddGuideline()
    {
        Always<StringGraphType>("guideline", "Name of the guideline.", r => r.Guideline);
        Always<StringGraphType>("guidelineVersion", "Version of the guideline.", r => r.GuidelineVersion);
        Always<CitationType>("citation", "What it stands on.", r => r.Citation);
        Many<CitationType>("alsoCites", "Further publications that it cites.", r => r.AlsoCites);
        Always<BooleanGraphType>("isCitationExpired", "Whether any citation had run out at asOf, or was not yet valid.", r => r.IsCitationExpired);
        Always<GradeType>("grade", "Strength, direction, certainty and the guideline's own grade.", r => r.Grade);
        Always<StringGraphType>("urgency", "How soon, after other rules raised it: routine, soon, urgent, emergency.", r => r.Urgency);
        Many<StringGraphType>("urgencyRaisedBy", "Full names of the rules that raised the urgency.", r => r.UrgencyRaisedBy);
        Always<BooleanGraphType>("chineseReviewed", "Whether a clinician has reviewed the Chinese texts.", r => r.ChineseReviewed);
    }

    private void AddArgument()
    {
        Many<UnknownInputType>("unknowns", "What is not known, those first that would change the answer.", r => r.Unknowns);
        Many<StringGraphType>("ask", "What is asked for: names of unknowns that would change the answer.", r => r.Ask);
        ManyWords("assumptions", "Absences that were counted as false, and unknowns that were collapsed.", r => r.Assumptions);
        Many<CheckedType>("checked", "Exceptions and contraindications that were looked at.", r => r.Checked);
        Many<ActionType>("alternatives", "What else could be done.", r => r.Alternatives);
        Many<ArgumentLinkType>("attackedBy", "Rules that speak against it.", r => r.AttackedBy);
        Many<ArgumentLinkType>("defendedBy", "Rules that speak against those.", r => r.DefendedBy);
        Many<CounterfactualType>("whatIf", "What would change the answer.", r => r.WhatIf);
    }

    private void AddModel()
    {
        Many<ModelPredictionType>("models", "Models whose output it used.", r => r.Models);
        Maybe<CausalClaimType>("causal", "The causal claim it relies on; null when it relies on none.", r => r.Causal);
        Many<ExpectedType>("expects", "Transitions expected of the action.", r => r.Expects);
        Many<MonitoringType>("monitors", "What to watch afterwards.", r => r.Monitors);
    }
}
