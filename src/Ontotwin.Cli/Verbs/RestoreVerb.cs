using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>restore</c>: a store of a backup.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var input = new Argument<string>("file") { Description = "a file that 'ontotwin backup' wrote" };
        var command = new Command("restore", "makes a store of a backup in a new or empty folder; checks the backup before, and reads the whole store after") { input, store, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (file, folder) = (parsed.GetValue(input)!, Stores.FolderOf(parsed.GetValue(store)!, "restore"));
            var report = await StoreBackup.RestoreAsync(file, folder, Stores.KeyOf(folder), cancellation);
            if (parsed.GetValue(json)) { Terminal.WriteJson(new { file, store = folder, report.Twins, report.Records }); }
            else { Terminal.Line($"{folder}: {report.Twins} twins, {report.Records} records, each read again"); }
            return ExitCode.Done;
        });
        return command;
    }
}
