using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Reasoning;
using Ontotwin.Values;
using Spectre.Console;

namespace Ontotwin.Cli.Verbs;

/// <summary>
/// <c>demo</c>: the whole pipeline on the samples, or on an edited copy of them. What is named <c>*-corrected*</c> arrives last, after a first round of
/// reasoning, so that one sees what a correction changes.
/// </summary>
internal static class DemoVerb
{
    private const string Late = "-corrected";

    public static Command Create()
    {
        var samples = new Option<string?>("--samples") { Description = "the samples' folder; by default the shipped ones" };
        var store = new Option<string?>("--store") { Description = "where to keep the twins; by default a new temporary folder" };
        var noServe = new Option<bool>("--no-serve") { Description = "end after printing, serve nothing" };
        var urls = new Option<string>("--urls") { Description = "where to serve; loopback only", DefaultValueFactory = _ => ServeVerb.DefaultUrl };
        var (language, units, json) = (CommonOptions.Language(), CommonOptions.Units(), new Option<bool>("--json") { Description = "the result for machines; ends after printing it" });
        var command = new Command("demo", "the whole pipeline on the demo clinic: four formats, four people, recommendations with their reasons") { samples, store, noServe, urls, language, units, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (isJson, ends) = (parsed.GetValue(json), parsed.GetValue(noServe) || parsed.GetValue(json));
            if (!ends) { ServeVerb.Check(parsed.GetValue(urls)!); }
            if (Home.LoadProgram([Home.PathOf("mappings"), Home.PathOf("guidelines")], null) is not { } program) { return ExitCode.Input; }
            using var temporary = parsed.GetValue(store) is null ? new TemporaryStore() : null;
            var problems = new List<Diagnostic>();
            var files = InputFiles.Find([Shorten(parsed.GetValue(samples) ?? Home.PathOf("samples"))], problems);
            Terminal.Diagnostics(problems);
            if (problems.Count > 0) { return ExitCode.Input; }
            if (Stores.MakeKey(temporary?.Folder ?? parsed.GetValue(store)!) is { } key && temporary is null) { Terminal.Progress($"the store is encrypted; its master key is {key}: keep it apart from the store and its backups"); }
            await using var opened = await Stores.OpenAsync(temporary?.Folder ?? parsed.GetValue(store)!, StoreOpening.CreateIfMissing, cancellation);
            await new Demo(program, opened, parsed.GetValue(language)!, parsed.UnitsOf(units), isJson).RunAsync([.. files.Where(IsData)], cancellation);
            if (ends) { return ExitCode.Done; }
            return await ServeVerb.RunAsync(opened, program, parsed.GetValue(urls)!, cancellation);
        });
        return command;
    }

    // The folder's own README is for people.
    private static bool IsData(string file) => !file.EndsWith(".md", StringComparison.Ordinal);

    private static string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>A store that is gone with the command: an edited copy of the samples may hold what nobody wants to leave behind.</summary>
    private sealed class TemporaryStore : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("ontotwin-demo-").FullName;

        // The key beside it goes too.
        public string Folder => Path.Combine(root, "store");

        public void Dispose() => Directory.Delete(root, recursive: true);
    }

    private sealed class Demo(TwinProgram program, IGraphStore store, string language, UnitSystem units, bool isJson)
    {
        private readonly TwinService service = Reasoners.Service(store, program);

        public async Task RunAsync(List<string> files, CancellationToken cancellation)
        {
            var late = files.Where(f => Path.GetFileName(f).Contains(Late, StringComparison.Ordinal)).ToList();
            var report = new RunReport();
            await IngestAsync([.. files.Except(late)], report, cancellation);
            await ReasonAsync(cancellation);
            var before = await ViewsAsync(cancellation);
            await IngestAsync(late, report, cancellation);
            var changes = await ReasonAsync(cancellation);
            var views = await ViewsAsync(cancellation);
            if (isJson) { WriteJson(report, views, changes); return; }
            DemoTables.Summary(report, language);
            DemoTables.Recommendations(views, language);
            if (late.Count > 0) { Correction(late, before, views, changes); }
            Proofs(views, late, [.. changes.Select(c => c.Change.Rule)]);
            Terminal.Line(RecommendationText.Disclaimer);
        }

        private async Task IngestAsync(List<string> files, RunReport report, CancellationToken cancellation)
        {
            if (isJson || !AnsiConsole.Profile.Out.IsTerminal)
            {
                await IngestVerb.RunAsync(program, store, files, report, null, null, null, cancellation, language);
                return;
            }
            await AnsiConsole.Progress().StartAsync(async progress =>
            {
                // Each document is read twice: for who is who, then for its facts.
                var task = progress.AddTask(Say.In(language, "reading", "读取"), maxValue: Math.Max(1, files.Count * 2));
                await IngestVerb.RunAsync(program, store, files, report, null, null, _ => task.Increment(1), cancellation, language);
            });
        }

        private async Task<IReadOnlyList<(TwinId Twin, ConclusionChange Change)>> ReasonAsync(CancellationToken cancellation)
        {
            var changes = new List<(TwinId, ConclusionChange)>();
            foreach (var banner in await service.BannersAsync(cancellation))
            {
                foreach (var change in await service.ReasonAsync(banner.Twin, null, TimeProvider.System, cancellation)) { changes.Add((banner.Twin, change)); }
            }
            return changes;
        }

        private async Task<IReadOnlyList<TwinView>> ViewsAsync(CancellationToken cancellation)
        {
            var views = new List<TwinView>();
            foreach (var banner in await service.BannersAsync(cancellation)) { views.Add((await service.ViewAsync(banner.Twin, null, null, cancellation))!); }
            return views;
        }

        private static void WriteJson(RunReport report, IReadOnlyList<TwinView> views, IReadOnlyList<(TwinId Twin, ConclusionChange Change)> changes) => Terminal.WriteJson(new
        {
            report = ReportOutput.ToJson(report),
            twins = views.Select(v => new { twin = v.Banner.Twin.Value, name = v.Banner.Name, recommendations = v.Conclusions.Recommendations.Select(ProofJson.From) }),
            changedByCorrection = changes.Select(c => new { twin = c.Twin.Value, rule = c.Change.Rule, before = c.Change.Before, after = c.Change.After }),
            disclaimer = RecommendationText.Disclaimer,
        });

        private void Correction(
            IReadOnlyList<string> late, IReadOnlyList<TwinView> before, IReadOnlyList<TwinView> after, IReadOnlyList<(TwinId Twin, ConclusionChange Change)> changes)
        {
            Terminal.Line();
            Terminal.Line(Say.In(language, $"What {string.Join(", ", late)} changed, arriving last:", $"最后到达的 {string.Join("、", late)} 所带来的变化："));
            foreach (var (twin, change) in changes)
            {
                var view = after.First(v => v.Banner.Twin == twin);
                Terminal.Line($"  {view.Banner.Name}: {change.Rule}: {Say.Status(language, change.Before)} → {Say.Status(language, change.After)}");
                var was = before.First(v => v.Banner.Twin == twin).Conclusions.All.FirstOrDefault(r => r.Rule == change.Rule);
                if (was?.StatusReason is { } reason) { Terminal.Line("    " + Say.In(language, "before: ", "此前：") + reason.In(language)); }
            }
            if (changes.Count == 0) { Terminal.Line(Say.In(language, "  no recommendation changed its status", "  没有建议的状态发生变化")); }
        }

        // In full: the recommendation that the late documents bear on most (its status changed, else it is blocked), and one in which a model speaks beside a guideline.
        private void Proofs(IReadOnlyList<TwinView> views, List<string> late, HashSet<string> changed)
        {
            var all = views.SelectMany(v => v.Conclusions.Recommendations.Select(r => (View: v, Recommendation: r))).ToList();
            var corrected = all.Where(x => x.Recommendation.Proof.All().Any(n => n.Origin is { } o && late.Contains(o.Document)))
                .OrderByDescending(x => changed.Contains(x.Recommendation.Rule)).ThenByDescending(x => x.Recommendation.Status == RecommendationStatus.Blocked).FirstOrDefault();
            var withModel = all.Find(x => !x.Recommendation.Models.IsEmpty);
            foreach (var (view, recommendation) in new[] { corrected, withModel }.Where(x => x.Recommendation is not null).DistinctBy(x => (x.View.Banner.Twin, x.Recommendation.Rule)))
            {
                Terminal.Line();
                Terminal.Line(Say.In(language, "Why, in full: ", "完整理由：") + BannerText.Line(view.Banner, language));
                Terminal.Line(RecommendationText.InFull(view, program.Ontology, recommendation, language, units));
            }
        }
    }
}
