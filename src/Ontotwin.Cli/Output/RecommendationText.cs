using System.Globalization;
using System.Text;
using Ontotwin.Engine;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>A recommendation as text.</summary>
internal static class RecommendationText
{
    public const string Disclaimer = "Decision support, not a medical device. 仅供决策支持，不是医疗器械。";

    /// <summary>The whole card and the proof, for a reader's language and units.</summary>
    public static string InFull(TwinView view, OntologyModel ontology, Recommendation r, string language, UnitSystem units)
    {
        var closed = view.Conclusions.ClosedTwin;
        return Card(r, language, ShownUnits.Others(units, ontology, closed, r.Proof)) + ProofText.Render(r.Proof, language, node => ShownUnits.Other(units, ontology, closed, node));
    }

    private static string Card(Recommendation r, string language, IReadOnlyList<(BilingualText Said, BilingualText Shown)> others)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Status(r, language)}  {r.Action.Wording.In(language)}{Goal(r, language)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {r.Rule}: {GradeText(r.Grade, language)}, {Say.In(language, "urgency", "紧急程度")} {RecommendationWords.Urgency(r.Urgency).In(language)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {r.Because.In(language)}\n");
        if (others.Count > 0) { text.Append("  ").Append(Say.In(language, "in your units: ", "按您的单位：")).AppendJoin("; ", others.Select(o => $"{o.Said.In(language)} = {o.Shown.In(language)}")).Append('\n'); }
        if (r.StatusReason is { } reason) { text.Append("  ").Append(reason.In(language)).Append('\n'); }
        if (!r.Ask.IsEmpty) { text.Append("  ").Append(Say.In(language, "asks for: ", "需要：")).AppendJoin(", ", r.Ask).Append('\n'); }
        text.Append(CultureInfo.InvariantCulture, $"  {CitationText(r, language)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {Say.In(language, "data from", "数据起于")} {Date(r.OldestData, language)} {Say.In(language, "to", "止于")} {Date(r.NewestData, language)}, {Say.In(language, "as of", "截至")} {r.AsOf:yyyy-MM-dd HH:mm zzz}\n");
        foreach (var link in r.AttackedBy) { text.Append(CultureInfo.InvariantCulture, $"  {Say.In(language, "against it", "反对意见")}: {link.Reason.In(language)} ({link.Rule})\n"); }
        if (r.Causal is { } causal) { text.Append("  ").Append(causal.Words.In(language)).Append('\n'); }
        if (r.Patient is { } patient) { text.Append("  ").Append(Say.In(language, "for the patient: ", "致患者：")).Append(patient.In(language)).Append('\n'); }
        if (language == "zh" && !r.ChineseReviewed) { text.Append("  （中文译文未经临床医生审阅）\n"); }
        return text.ToString();
    }

    public static string Status(Recommendation r, string language) => Say.Status(language, r.Status.ToString().ToLowerInvariant());

    private static string GradeText(Grade grade, string language)
    {
        var native = grade.Native is null ? "" : $" ({grade.Native})";
        var (strength, direction, certainty) = (RecommendationWords.Strength(grade), RecommendationWords.Direction(grade), RecommendationWords.Certainty(grade));
        return Say.In(language, $"{strength.En} {direction.En}, {certainty.En} certainty{native}", $"{strength.Zh}{direction.Zh}，证据确定性{certainty.Zh}{native}");
    }

    private static string Goal(Recommendation r, string language) => r.Action.GoalWording is { } goal ? $" ({goal.In(language)})" : "";

    private static string CitationText(Recommendation r, string language) =>
        $"{string.Join("; ", r.AlsoCites.Prepend(r.Citation).Select(c => c.Section is null ? c.Text : c.Text + ", " + c.Section))}; {Say.In(language, "guideline", "指南")} {r.Guideline} {Say.In(language, "version", "版本")} {r.GuidelineVersion}, {Validity(r, language)}";

    /// <summary>From when to when the guideline holds, and whether it holds at the instant asked about.</summary>
    public static string Validity(Recommendation r, string language)
    {
        var from = r.Citation.ValidFrom ?? r.Citation.Published;
        var said = Say.In(language, $"valid from {Day(from) ?? "a day not stated"}, {(r.Citation.ValidUntil is { } until ? $"until {until:yyyy-MM-dd}" : "no end stated")}", $"有效期自 {Day(from) ?? "未说明"} 起，{(r.Citation.ValidUntil is { } end ? $"至 {end:yyyy-MM-dd}" : "未说明截止")}");
        if (!r.IsCitationExpired) { return said; }
        return said + (r.IsNotYetValid ? Say.In(language, " (NOT YET VALID then)", "（当时尚未生效）") : Say.In(language, " (EXPIRED)", "（已过期）"));
    }

    private static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Date(PartialDateTime? date, string language) => date?.ToXsd() ?? Say.In(language, "no date", "无日期");
}
