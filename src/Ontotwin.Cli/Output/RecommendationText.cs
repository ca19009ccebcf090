using System.Globalization;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>A recommendation as text.</summary>
internal static class RecommendationText
{
    public const string Disclaimer = "Decision support, not a medical device. 仅供决策支持，不是医疗器械。";

    private static readonly string[] Certainties = ["very low", "low", "moderate", "high"];

    /// <summary>The whole card, without the proof.</summary>
    public static string Card(Recommendation r, string language)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Status(r)}  {r.Action.Wording.In(language)}{Goal(r, language)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {r.Rule}: {GradeText(r.Grade)}, urgency {r.Urgency}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {r.Because.In(language)}\n");
        if (r.StatusReason is { } reason) { text.Append("  ").Append(reason.In(language)).Append('\n'); }
        if (!r.Ask.IsEmpty) { text.Append("  asks for: ").AppendJoin(", ", r.Ask).Append('\n'); }
        text.Append(CultureInfo.InvariantCulture, $"  {CitationText(r)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  data from {Date(r.OldestData)} to {Date(r.NewestData)}, as of {r.AsOf:yyyy-MM-dd HH:mm zzz}\n");
        foreach (var link in r.AttackedBy) { text.Append(CultureInfo.InvariantCulture, $"  against it: {link.Reason.In(language)} ({link.Rule})\n"); }
        if (r.Causal is { } causal) { text.Append("  ").Append(causal.Words.In(language)).Append('\n'); }
        if (r.Patient is { } patient) { text.Append("  for the patient: ").Append(patient.In(language)).Append('\n'); }
        if (language == "zh" && !r.ChineseReviewed) { text.Append("  （中文译文未经临床医生审阅）\n"); }
        return text.ToString();
    }

    public static string Status(Recommendation r) => r.Status.ToString().ToLowerInvariant();

    public static string Certainty(Grade grade) => Certainties[Math.Clamp(grade.Certainty, 0, 3)];

    public static string GradeText(Grade grade) =>
        $"{(grade.IsStrong ? "strong" : "conditional")} {(grade.IsFor ? "for" : "against")}, {Certainty(grade)} certainty{(grade.Native is null ? "" : $" ({grade.Native})")}";

    private static string Goal(Recommendation r, string language) => r.Action.GoalWording is { } goal ? $" ({goal.In(language)})" : "";

    private static string CitationText(Recommendation r) =>
        $"{r.Citation.Text}{(r.Citation.Section is null ? "" : ", " + r.Citation.Section)}; guideline {r.Guideline} version {r.GuidelineVersion}{(r.Citation.ValidUntil is { } until ? $", valid until {until:yyyy-MM-dd}" : "")}{(r.IsCitationExpired ? ", EXPIRED" : "")}";

    private static string Date(PartialDateTime? date) => date?.ToXsd() ?? "no date";
}
