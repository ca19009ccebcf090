using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Graph.Tests;

#pragma warning disable CA1050 // .NET looks for a hook of this name outside of any namespace (DOTNET_STARTUP_HOOKS).
/// <summary>The process that <see cref="KilledProcessTests"/> kills: a hook starts in a fraction of the time of a test runner.</summary>
public static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>Writes until it is killed; returns at once in any other process.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(KilledProcessTests.Variable)?.Split('|') is not { } arguments) { return; }
        WriteAsync(arguments[0], arguments[1], arguments[2], arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : int.MaxValue).GetAwaiter().GetResult();
        Environment.Exit(0);
    }

    private static async Task WriteAsync(string folder, string acknowledged, string key, int rounds)
    {
        await using var store = await EmbeddedStore.OpenAsync(folder, StoreOpening.CreateIfMissing, key.Length > 0 ? MasterKey.Read(key) : null, default);
        await using var log = new FileStream(acknowledged, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var next = (int)((await store.HistoryAsync(KilledProcessTests.Twin, default)).Count / KilledProcessTests.FactsPerDelta);
        for (var i = next; i < rounds; i++)
        {
            await store.ApplyAsync(KilledProcessTests.Delta(i), default);
            Say($"applied {i}");
            // New people come, and some are erased: keys are made and destroyed, tables are flushed and compacted.
            await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(i), 0), default);
            Say($"came {i}");
            if (i % 6 == 5)
            {
                await store.EraseAsync(MadeTwins.Id(i), default);
                Say($"erased {i}");
            }
        }

        void Say(string what)
        {
            log.Write(System.Text.Encoding.ASCII.GetBytes(what.ToString(CultureInfo.InvariantCulture) + "\n"));
            log.Flush();
        }
    }
}
