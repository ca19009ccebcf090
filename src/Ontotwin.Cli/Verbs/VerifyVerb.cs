using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>verify</c>: reads everything of a store and tells what is damaged.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var command = new Command("verify", "reads every file, block and record of a store and tells what is damaged: which twin, which record, which file; exit 3 when anything is") { store, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Stores.FolderOf(parsed.GetValue(store)!, "verify");
            var report = await StoreCheck.RunAsync(folder, Stores.KeyOf(folder), cancellation);
            if (parsed.GetValue(json)) { Terminal.WriteJson(new { store = folder, report.Twins, report.Records, report.Bytes, report.IsSealed, damages = report.Damages.Select(d => new { twin = d.Twin?.Value, d.What, d.File }) }); }
            else { Print(folder, report); }
            return report.Damages.Count == 0 ? ExitCode.Done : ExitCode.Environment;
        });
        return command;
    }

    private static void Print(string folder, StoreCheckReport report)
    {
        Terminal.Line($"{folder}: {report.Twins} twins, {report.Records} records, {report.Bytes} bytes read");
        if (!report.IsSealed) { Terminal.Line("not closed in order (a process was killed, or writes now): files were not compared with what was written last, only with themselves"); }
        foreach (var damage in report.Damages)
        {
            Terminal.Line("damaged: " + string.Join(", ", new[] { damage.Twin is { } twin ? $"twin {twin}" : null, damage.What, damage.File }.Where(p => p is not null)));
        }
        Terminal.Line(report.Damages.Count == 0 ? "every checksum fits" : "keep the folder as it is; 'ontotwin restore BACKUP --store NEW' makes a store of a backup; twins that are not named can be read");
    }
}
