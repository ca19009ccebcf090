using System.Globalization;
using Ontotwin.Engine;
using Ontotwin.Reasoning;
using Spectre.Console;

namespace Ontotwin.Cli.Output;

/// <summary>The demo's tables.</summary>
internal static class DemoTables
{
    private const int ShownRejects = 12;

    /// <summary>What was read: documents, records, facts, twins, and every reject with its place and reason.</summary>
    public static void Summary(RunReport report, string language)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(Say.In(language, "source", "来源"), Say.In(language, "documents", "文档"), Say.In(language, "records", "记录"), Say.In(language, "facts", "事实"), Say.In(language, "rejects", "拒收"));
        foreach (var (source, count) in report.BySource.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            table.AddRow(Markup.Escape(source), Number(count.Documents), Number(count.Records), Number(count.Facts), Number(count.Rejects));
        }
        table.AddRow(Say.In(language, "all", "合计"), Number(report.Documents), Number(report.Records), Number(report.Facts), Number(report.Rejects));
        AnsiConsole.Write(table);
        var seconds = report.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        Terminal.Line(Say.In(language, $"{report.Facts} facts ({report.Samples} of them samples of series), {seconds} s", $"{report.Facts} 条事实（其中 {report.Samples} 个时间序列样本），{seconds} 秒"));
        foreach (var reject in report.FirstRejects.Take(ShownRejects)) { Terminal.Line($"  {Say.In(language, "rejected", "拒收")} {reject.Code} {reject.Place}: {Say.Reason(language, reject.Code, reject.Reason)}{(reject.Rule is null ? "" : $" ({reject.Rule})")}"); }
        if (report.Rejects > ShownRejects) { Terminal.Line(Say.In(language, $"  and {report.Rejects - ShownRejects} more", $"  另有 {report.Rejects - ShownRejects} 条")); }
    }

    /// <summary>The recommendations of each person.</summary>
    public static void Recommendations(IReadOnlyList<TwinView> views, string language)
    {
        foreach (var view in views)
        {
            Terminal.Line();
            Terminal.Line(BannerText.Line(view.Banner, language));
            Terminal.Diagnostics(view.Diagnostics);
            if (view.Conclusions.Recommendations.IsEmpty) { Terminal.Line(Say.In(language, "  no recommendation applies", "  没有适用的建议")); }
            else { AnsiConsole.Write(Table(view, language)); }
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {Say.In(language, "as of", "截至")} {view.Conclusions.AsOf:yyyy-MM-dd HH:mm zzz}{Say.In(language, ", the newest instant in this person's data", "，即此人数据中最新的时间")}"));
        }
    }

    private static Table Table(TwinView view, string language)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            Say.In(language, "status", "状态"), Say.In(language, "recommendation", "建议"), Say.In(language, "strength", "强度"), Say.In(language, "certainty", "确定性"), Say.In(language, "urgency", "紧急程度"),
            Say.In(language, "guideline, newest data", "指南、最新数据"), Say.In(language, "because", "理由"));
        foreach (var r in view.Conclusions.Recommendations)
        {
            var reason = r.StatusReason is { } why ? $"{r.Because.In(language)} {why.In(language)}" : r.Because.In(language);
            var guideline = $"{r.Guideline} {r.GuidelineVersion}, {RecommendationText.Validity(r, language)}; {r.NewestData?.ToXsd() ?? "–"}";
            table.AddRow(
                Markup.Escape(RecommendationText.Status(r, language)), Markup.Escape(r.Action.Wording.In(language)), RecommendationWords.Strength(r.Grade).In(language),
                RecommendationWords.Certainty(r.Grade).In(language), RecommendationWords.Urgency(r.Urgency).In(language), Markup.Escape(guideline), Markup.Escape(reason));
        }
        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
