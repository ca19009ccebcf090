using Ontotwin.Evaluation;

namespace Ontotwin.Explorer.Presenting;

/// <summary>Who speaks at a step of a proof: what a guideline says, what a model says and what the data say are told apart at every line.</summary>
internal static class ProofFamily
{
    /// <summary>The family as a style's name.</summary>
    public static string Of(ProofKind kind) => kind switch
    {
        ProofKind.Recommendation or ProofKind.Rule or ProofKind.Condition or ProofKind.Comparison or ProofKind.Presence or ProofKind.Constant => "guideline",
        ProofKind.Score or ProofKind.ScoreTerm => "score",
        ProofKind.Model or ProofKind.Attribution => "model",
        ProofKind.CausalClaim => "causal",
        ProofKind.OwlRule or ProofKind.Axiom => "ontology",
        ProofKind.Source => "source",
        ProofKind.Assumption => "assumption",
        ProofKind.Unknown => "unknown",
        ProofKind.Conflict or ProofKind.Argument => "argument",
        _ => "record",
    };

    /// <summary>The family in words.</summary>
    public static string Name(Reader reader, string family) => family switch
    {
        "guideline" => reader.Say("guideline", "指南"),
        "score" => reader.Say("score", "评分"),
        "model" => reader.Say("model", "模型"),
        "causal" => reader.Say("causal", "因果"),
        "ontology" => reader.Say("ontology", "本体"),
        "source" => reader.Say("source", "来源"),
        "assumption" => reader.Say("assumption", "假设"),
        "unknown" => reader.Say("unknown", "未知"),
        "argument" => reader.Say("argument", "论据"),
        _ => reader.Say("record", "记录"),
    };

    /// <summary>Every family, for a legend.</summary>
    public static readonly string[] All = ["guideline", "score", "model", "causal", "ontology", "record", "source", "assumption", "unknown", "argument"];
}
