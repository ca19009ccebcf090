using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli;

/// <summary>Finds the twin that <c>--twin</c> means: its id, the start of one, an identifier's value, a name, or whole words of a name that only one has.</summary>
internal static class TwinChoice
{
    private const int ShownCandidates = 10;
    private static readonly char[] BetweenWords = [' ', ',', '-', '^'];

    public static async Task<TwinId?> FindAsync(IGraphStore store, string wanted, CancellationToken cancellationToken)
    {
        // An id is found without reading anybody.
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            if (id.Value == wanted) { return id; }
        }
        var (found, byPart) = (new List<TwinId>(), new List<TwinId>());
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            var banner = await store.LoadAsync(id, null, cancellationToken) is { } twin ? PatientBanner.Of(twin) : null;
            if (id.Value.StartsWith(wanted, StringComparison.Ordinal) || (banner is not null && IsKnownAs(banner, wanted))) { found.Add(id); }
            else if (banner?.Name is { } name && HasWords(name, wanted)) { byPart.Add(id); }
        }
        // A part of a name means only whom nothing else means.
        var fit = found.Count > 0 ? found : byPart;
        return fit.Count switch
        {
            1 => fit[0],
            0 => null,
            _ => throw new UsageException($"{fit.Count} twins fit this --twin: give one of {string.Join(", ", fit.Take(ShownCandidates))}{(fit.Count > ShownCandidates ? ", …; 'ontotwin twins' lists all" : "")}"),
        };
    }

    /// <summary>The twins that several mean; null where one means none.</summary>
    public static async Task<HashSet<TwinId>?> FindAllAsync(IGraphStore store, IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        var chosen = new HashSet<TwinId>();
        foreach (var one in wanted)
        {
            if (await FindAsync(store, one, cancellationToken) is not { } id) { return null; }
            chosen.Add(id);
        }
        return chosen;
    }

    public static int NotFound()
    {
        Terminal.Error("error OT8005 no twin of the store fits --twin: 'ontotwin twins --store …' lists them");
        return ExitCode.Input;
    }

    private static bool IsKnownAs(PatientBanner banner, string wanted) =>
        banner.Identifiers.Any(i => i.Value == wanted) || string.Equals(banner.Name, wanted, StringComparison.OrdinalIgnoreCase);

    private static bool HasWords(string name, string wanted)
    {
        var words = name.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries);
        var asked = wanted.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries);
        return asked.Length > 0 && asked.All(a => words.Contains(a, StringComparer.OrdinalIgnoreCase));
    }
}
