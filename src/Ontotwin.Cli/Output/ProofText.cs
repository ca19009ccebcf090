using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli.Output;

/// <summary>A proof as an indented text, in one language, down to <c>file path bytes a–b "text"</c>.</summary>
internal static class ProofText
{
    private const int MaxDepth = 64;

    /// <summary>The proof of a view's recommendation; values that the reader counts in other units are followed by them.</summary>
    public static string Render(ProofNode proof, string language, Func<ProofNode, BilingualText?> inOtherUnits)
    {
        var text = new StringBuilder();
        Append(text, proof, language, inOtherUnits, "", isLast: true, depth: 0);
        return text.ToString();
    }

    /// <summary>The words of one language.</summary>
    public static string In(this BilingualText words, string language) => language == "zh" ? words.Zh : words.En;

    /// <summary>A source as a person can look it up: file, path, bytes, text.</summary>
    public static string Place(Origin origin) => $"{origin.Document} {origin.Path} bytes {origin.Bytes}" + (origin.Text.Length == 0 ? "" : $" \"{origin.Text}\"");

    private static void Append(StringBuilder text, ProofNode node, string language, Func<ProofNode, BilingualText?> inOtherUnits, string indent, bool isLast, int depth)
    {
        text.Append(indent);
        if (depth > 0) { text.Append(isLast ? "└─ " : "├─ "); }
        text.Append(Label(node, language)).Append(Words(node, language));
        if (inOtherUnits(node) is { } other) { text.Append(" = ").Append(other.In(language)); }
        if (node.Truth is { } truth) { text.Append(" [").Append(Say.Truth(language, truth)).Append(']'); }
        text.Append('\n');
        var inner = depth == 0 ? indent : indent + (isLast ? "   " : "│  ");
        // A source's own words are its place; any other node with an origin names it below.
        if (node is { Origin: { } origin, Kind: not ProofKind.Source }) { text.Append(inner).Append("   ").Append(Place(origin)).Append('\n'); }
        if (depth == MaxDepth) { text.Append(inner).Append("   …\n"); return; }
        for (var i = 0; i < node.Children.Length; i++) { Append(text, node.Children[i], language, inOtherUnits, inner, i == node.Children.Length - 1, depth + 1); }
    }

    // Sources write a status as a code, which is English.
    private static string Words(ProofNode node, string language)
    {
        var said = node.Text.In(language);
        return language == "zh" && node.Statement is { Predicate.LocalName: ("status" or "clinicalStatus" or "verificationStatus") and var property, Object: Rdf.Literal { Lexical: { Length: > 0 } code } } && said.EndsWith(code, StringComparison.Ordinal)
            ? said[..^code.Length] + Say.SourceStatus(language, code, property == "clinicalStatus") : said;
    }

    // What a guideline says, what a model says and what the data say are told apart at every line.
    private static string Label(ProofNode node, string language) => (node.Kind, language) switch
    {
        (ProofKind.Rule, "zh") => "〔指南〕",
        (ProofKind.Rule, _) => "(guideline) ",
        (ProofKind.Model, "zh") => "〔模型〕",
        (ProofKind.Model, _) => "(model) ",
        (ProofKind.Attribution, "zh") => "〔模型归因〕",
        (ProofKind.Attribution, _) => "(model, attribution) ",
        (ProofKind.CausalClaim, "zh") => "〔因果〕",
        (ProofKind.CausalClaim, _) => "(causal) ",
        (ProofKind.Score, "zh") => "〔评分〕",
        (ProofKind.Score, _) => "(score) ",
        (ProofKind.OwlRule, "zh") => "〔本体〕",
        (ProofKind.OwlRule, _) => "(ontology) ",
        (ProofKind.Source, "zh") => "〔来源〕",
        (ProofKind.Source, _) => "(source) ",
        (ProofKind.Assumption, "zh") => "〔假设〕",
        (ProofKind.Assumption, _) => "(assumption) ",
        (ProofKind.Unknown, "zh") => "〔未知〕",
        (ProofKind.Unknown, _) => "(unknown) ",
        _ => "",
    };
}
