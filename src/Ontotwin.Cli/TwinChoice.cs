using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli;

/// <summary>Finds the twin that <c>--twin</c> means: its id, the start of one, an identifier's value, or a name.</summary>
internal static class TwinChoice
{
    public static async Task<TwinId?> FindAsync(IGraphStore store, string wanted, CancellationToken cancellationToken)
    {
        var found = new List<TwinId>();
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            if (id.Value == wanted) { return id; }
            if (id.Value.StartsWith(wanted, StringComparison.Ordinal) || await IsKnownAsAsync(store, id, wanted, cancellationToken)) { found.Add(id); }
        }
        return found.Count switch
        {
            1 => found[0],
            0 => null,
            _ => throw new UsageException($"{found.Count} twins fit this --twin: give the id, as 'ontotwin twins' lists it"),
        };
    }

    public static int NotFound()
    {
        Terminal.Error("error OT8005 no twin of the store fits --twin: 'ontotwin twins --store …' lists them");
        return ExitCode.Input;
    }

    private static async Task<bool> IsKnownAsAsync(IGraphStore store, TwinId id, string wanted, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, null, cancellationToken) is not { } twin) { return false; }
        var banner = PatientBanner.Of(twin);
        return banner.Identifiers.Any(i => i.Value == wanted) || string.Equals(banner.Name, wanted, StringComparison.OrdinalIgnoreCase);
    }
}
