using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>twins</c>: who is in a store, or what changed in it.</summary>
internal static class TwinsVerb
{
    public static Command Create()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var after = new Option<string?>("--changed-after")
        {
            Description = "only those that changed, were joined or were erased behind this position of the change feed (0: all), each with its position: the last one is where to go on",
            HelpName = "POSITION",
        };
        var command = new Command("twins", "lists the twins of a store") { store, after, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            if (parsed.GetValue(after) is { } position) { await ListChangesAsync(opened, PositionOf(position), parsed.GetValue(json), cancellation); }
            else { await ListAsync(opened, parsed.GetValue(json), cancellation); }
            return ExitCode.Done;
        });
        return command;
    }

    private static FeedPosition PositionOf(string text) =>
        FeedPosition.TryParse(text, out var position) ? position : throw new UsageException($"--changed-after {text}: a position is 0, or what stood before the last twin that was told");

    private static async Task ListAsync(IGraphStore store, bool isJson, CancellationToken cancellation)
    {
        var banners = new List<PatientBanner>();
        await foreach (var id in store.TwinsAsync(cancellation))
        {
            if (await BannerAsync(store, id, cancellation) is { } banner) { banners.Add(banner); }
        }
        if (isJson) { Terminal.WriteJson(banners.Select(Shown)); }
        else
        {
            foreach (var banner in banners.OrderBy(b => b.Name, StringComparer.Ordinal)) { Terminal.Line(BannerText.Line(banner)); }
        }
    }

    private static async Task ListChangesAsync(IGraphStore store, FeedPosition after, bool isJson, CancellationToken cancellation)
    {
        var changes = new List<object>();
        await foreach (var entry in store.ChangesAsync(after, cancellation))
        {
            var banner = entry.IsErased ? null : await BannerAsync(store, entry.Person, cancellation);
            var what = entry.IsErased ? $"{entry.Twin}  erased" : entry.Person != entry.Twin ? $"{entry.Twin}  joined to {entry.Person}" : banner is null ? $"{entry.Twin}  no facts" : BannerText.Line(banner);
            if (isJson) { changes.Add(new { position = entry.Position.ToString(), twin = entry.Twin.Value, person = entry.Person.Value, isErased = entry.IsErased, name = banner?.Name }); }
            else { Terminal.Line($"{entry.Position}  {what}"); }
        }
        if (isJson) { Terminal.WriteJson(changes); }
    }

    // A twin that only a statement about two twins names holds nothing to list.
    private static async Task<PatientBanner?> BannerAsync(IGraphStore store, TwinId id, CancellationToken cancellation) =>
        await store.LoadAsync(id, null, cancellation) is { } twin && !(twin.Facts.IsEmpty && twin.Aliases.IsEmpty) ? PatientBanner.Of(twin) : null;

    private static object Shown(PatientBanner banner) =>
        new { twin = banner.Twin.Value, name = banner.Name, birthDate = banner.BirthDate?.ToXsd(), sex = banner.Sex?.LocalName, identifiers = banner.Identifiers.Select(i => new { i.Authority, i.Value }) };
}
