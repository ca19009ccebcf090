using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>twins</c>: who is in a store.</summary>
internal static class TwinsVerb
{
    public static Command Create()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var command = new Command("twins", "lists the twins of a store") { store, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            var banners = new List<PatientBanner>();
            await foreach (var id in opened.TwinsAsync(cancellation))
            {
                if (await opened.LoadAsync(id, null, cancellation) is { } twin && !(twin.Facts.IsEmpty && twin.Aliases.IsEmpty)) { banners.Add(PatientBanner.Of(twin)); }
            }
            if (parsed.GetValue(json)) { Terminal.WriteJson(banners.Select(b => new { twin = b.Twin.Value, name = b.Name, birthDate = b.BirthDate?.ToXsd(), sex = b.Sex?.LocalName, identifiers = b.Identifiers.Select(i => new { i.Authority, i.Value }) })); }
            else
            {
                foreach (var banner in banners.OrderBy(b => b.Name, StringComparer.Ordinal)) { Terminal.Line(BannerText.Line(banner)); }
            }
            return ExitCode.Done;
        });
        return command;
    }
}
