using System.Globalization;
using Ontotwin.Engine;
using Spectre.Console;

namespace Ontotwin.Cli.Output;

/// <summary>The demo's tables.</summary>
internal static class DemoTables
{
    private const int ShownRejects = 12;

    /// <summary>What was read: documents, records, facts, twins, and every reject with its place and reason.</summary>
    public static void Summary(RunReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("source", "documents", "records", "facts", "rejects");
        foreach (var (source, count) in report.BySource.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            table.AddRow(Markup.Escape(source), Number(count.Documents), Number(count.Records), Number(count.Facts), Number(count.Rejects));
        }
        table.AddRow("all", Number(report.Documents), Number(report.Records), Number(report.Facts), Number(report.Rejects));
        AnsiConsole.Write(table);
        Terminal.Line($"{report.Facts} facts ({report.Samples} of them samples of series) in {report.Twins} twins, {report.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s");
        foreach (var reject in report.FirstRejects.Take(ShownRejects)) { Terminal.Line($"  rejected {reject.Code} {reject.Place}: {reject.Reason}{(reject.Rule is null ? "" : $" ({reject.Rule})")}"); }
        if (report.Rejects > ShownRejects) { Terminal.Line($"  and {report.Rejects - ShownRejects} more"); }
    }

    /// <summary>The recommendations of each person.</summary>
    public static void Recommendations(IReadOnlyList<TwinView> views, string language)
    {
        foreach (var view in views)
        {
            Terminal.Line();
            Terminal.Line(BannerText.Line(view.Banner));
            if (view.Conclusions.Recommendations.IsEmpty) { Terminal.Line("  no recommendation applies"); continue; }
            var table = new Table().Border(TableBorder.Simple).AddColumns("status", "recommendation", "strength", "certainty", "urgency", "because");
            foreach (var r in view.Conclusions.Recommendations)
            {
                var reason = r.StatusReason is { } why ? $"{r.Because.In(language)} {why.In(language)}" : r.Because.In(language);
                table.AddRow(
                    Markup.Escape(RecommendationText.Status(r)), Markup.Escape(r.Action.Wording.In(language)), r.Grade.IsStrong ? "strong" : "conditional",
                    RecommendationText.Certainty(r.Grade), r.Urgency, Markup.Escape(reason));
            }
            AnsiConsole.Write(table);
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  as of {view.Conclusions.AsOf:yyyy-MM-dd HH:mm zzz}, the newest instant in this person's data"));
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
