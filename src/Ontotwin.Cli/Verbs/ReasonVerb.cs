using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>reason</c>: brings conclusions up to date and prints what changed.</summary>
internal static class ReasonVerb
{
    public static Command Create()
    {
        var (store, at, ontology, json, with) = (CommonOptions.Store(), CommonOptions.At(), CommonOptions.Ontology(), CommonOptions.Json(), CommonOptions.With());
        var twin = new Option<string?>("--twin") { Description = "only this twin" };
        var command = new Command("reason", "brings conclusions up to date; prints what changed") { store, twin, with, at, ontology, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadProgram(parsed.WithOr(with, "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.MustExist, cancellation);
            var service = Reasoners.Service(opened, program);
            var ids = new List<TwinId>();
            if (parsed.GetValue(twin) is { } wanted)
            {
                if (await TwinChoice.FindAsync(opened, wanted, cancellation) is not { } one) { return TwinChoice.NotFound(); }
                ids.Add(one);
            }
            else
            {
                await foreach (var id in opened.TwinsAsync(cancellation)) { ids.Add(id); }
            }
            foreach (var id in ids) { await RunAsync(service, id, parsed.Instant(at), parsed.GetValue(json), cancellation); }
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(TwinService service, TwinId id, DateTimeOffset? at, bool json, CancellationToken cancellation)
    {
        var changes = await service.ReasonAsync(id, at, TimeProvider.System, cancellation);
        if (json)
        {
            Terminal.WriteJson(new { twin = id.Value, changes });
            return;
        }
        Terminal.Line($"{id}: {(changes.Count == 0 ? "nothing changed" : $"{changes.Count} changed")}");
        foreach (var change in changes) { Terminal.Line($"  {change.Rule}: {change.Before ?? "not shown"} → {change.After ?? "not shown"}"); }
    }
}
