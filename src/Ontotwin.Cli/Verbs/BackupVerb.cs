using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>backup</c>: a store as it is at one moment, in one file.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var output = new Option<string>("--out") { Description = "the backup's file; replaced whole or not at all", Required = true };
        var command = new Command("backup", "writes a store, as it is at one moment while others write, into one file; an encrypted store stays encrypted in it, and its master key is not in it") { store, output, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (folder, file) = (Stores.FolderOf(parsed.GetValue(store)!, "backup"), parsed.GetValue(output)!);
            var records = await StoreBackup.WriteAsync(folder, file, cancellation);
            var bytes = new FileInfo(file).Length;
            if (parsed.GetValue(json)) { Terminal.WriteJson(new { store = folder, @out = file, records, bytes }); }
            else { Terminal.Line($"{file}: {records} records, {bytes} bytes"); }
            return ExitCode.Done;
        });
        return command;
    }
}
