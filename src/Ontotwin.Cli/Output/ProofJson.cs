using Ontotwin.Evaluation;
using Ontotwin.Reasoning;

namespace Ontotwin.Cli.Output;

/// <summary>A recommendation and its proof for machines.</summary>
internal static class ProofJson
{
    public static object From(Recommendation r) => new
    {
        rule = r.Rule,
        status = r.Status.ToString().ToLowerInvariant(),
        action = new { r.Action.Verb, target = r.Action.Target.Value, en = r.Action.Wording.En, zh = r.Action.Wording.Zh, against = r.Action.IsAgainst },
        strength = r.Grade.IsStrong ? "strong" : "conditional",
        certainty = r.Grade.Certainty,
        native = r.Grade.Native,
        urgency = r.Urgency,
        because = new { en = r.Because.En, zh = r.Because.Zh },
        asOf = r.AsOf,
        ask = r.Ask,
        guideline = r.Guideline,
        version = r.GuidelineVersion,
        citation = r.Citation.Text,
        alsoCites = r.AlsoCites.Select(c => c.Text),
        proof = From(r.Proof),
    };

    private static object From(ProofNode node) => new
    {
        kind = node.Kind.ToString(),
        en = node.Text.En,
        zh = node.Text.Zh,
        truth = node.Truth?.ToString().ToLowerInvariant(),
        low = node.Value?.Low,
        high = node.Value?.High,
        unit = node.Unit,
        rule = node.Rule,
        statement = node.Statement?.ToString(),
        origin = node.Origin is null ? null : new { node.Origin.Document, sha256 = node.Origin.DocumentHash, node.Origin.Path, start = node.Origin.Bytes.Start, end = node.Origin.Bytes.End, node.Origin.Text, node.Origin.Rule, version = node.Origin.RuleVersion },
        children = node.Children.Select(From),
    };
}
