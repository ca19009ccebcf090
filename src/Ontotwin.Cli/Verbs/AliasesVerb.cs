using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>aliases</c>: which identifiers are one person, and who said so.</summary>
internal static class AliasesVerb
{
    public static Command Create()
    {
        var command = new Command("aliases", "which identifiers are one person, who said so and when; joining two twins, or parting them again");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Say("merge", "says that two twins are one person; nothing of them is moved", TwinLinkKind.Merged));
        command.Subcommands.Add(Say("unmerge", "says that two twins are two people: each is again what it was, with what came to it since", TwinLinkKind.Separated));
        return command;
    }

    private static Command List()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var command = new Command("list", "identifiers of each person, then what was said of two of them") { store, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            var links = await opened.LinksAsync(cancellation);
            var holding = TwinGroups.Holding(links).ToHashSet();
            var people = new List<Twin>();
            await foreach (var id in opened.TwinsAsync(cancellation))
            {
                if (await opened.LoadAsync(id, null, cancellation) is { Aliases.IsEmpty: false } twin) { people.Add(twin); }
            }
            if (parsed.GetValue(json)) { Terminal.WriteJson(new { people = people.Select(ToJson), statements = links.Select(l => ToJson(l, holding.Contains(l))) }); }
            else { Print(people, links, holding); }
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Say(string verb, string description, TwinLinkKind kind)
    {
        var (store, at) = (CommonOptions.Store(), new Option<string?>("--at") { Description = "when it was so; by default now" });
        var keep = new Option<string>("--keep") { Description = "the one: an identifier, an id, or a name as for --twin", Required = true };
        var join = new Option<string>("--join") { Description = "the other one", Required = true };
        var reason = new Option<string>("--reason") { Description = "why, in words; kept with it", Required = true };
        var command = new Command(verb, description) { store, keep, join, reason, at };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.MustExist, cancellation);
            var apart = MergedStore.Apart(opened);
            var (kept, other) = (await TwinChoice.FindAsync(apart, parsed.GetValue(keep)!, cancellation), await TwinChoice.FindAsync(apart, parsed.GetValue(join)!, cancellation));
            if (kept is not { } one || other is not { } two) { return TwinChoice.NotFound(); }
            if (one == two) { throw new UsageException("--keep and --join name one twin"); }
            var now = TimeProvider.System.GetUtcNow();
            var origin = new Origin("", "", default, "", parsed.GetValue(reason)!, "ontotwin/aliases." + verb, "1", "");
            await opened.AddLinkAsync(new TwinLink(one, two, kind, await KeyAsync(apart, one, cancellation), await KeyAsync(apart, two, cancellation), origin, parsed.Instant(at) ?? now, now), cancellation);
            var groups = TwinGroups.Of(await opened.LinksAsync(cancellation), null);
            var isOne = groups.Representative(one) == groups.Representative(two);
            Terminal.Line(isOne ? $"twins {one} and {two} are one person, {groups.Representative(one)}" : $"twins {one} and {two} are two people");
            // A later statement by its clinical time, or a third twin that both are joined to, may hold against it.
            return isOne == (kind == TwinLinkKind.Merged) ? ExitCode.Done : ExitCode.Input;
        });
        return command;
    }

    private static async Task<Identifier> KeyAsync(IGraphStore store, TwinId twin, CancellationToken cancellation) =>
        (await store.LoadAsync(twin, null, cancellation))!.Aliases.Select(a => a.Key).OrderBy(k => k.ToString(), StringComparer.Ordinal).FirstOrDefault() is { Value: not null } key ? key : new Identifier("urn:ontotwin:twin", twin.Value);

    private static void Print(List<Twin> people, IReadOnlyList<TwinLink> links, HashSet<TwinLink> holding)
    {
        foreach (var twin in people)
        {
            Terminal.Line(twin.Id.Value);
            foreach (var alias in twin.Aliases.DistinctBy(a => a.Key)) { Terminal.Line($"  {alias.Key}  since {alias.KnownFrom:O}  ← {alias.Origin.Document} {alias.Origin.Path} bytes {alias.Origin.Bytes} ({alias.Origin.Rule})"); }
        }
        foreach (var link in links)
        {
            var from = link.Origin.Document.Length > 0 ? $"{link.Origin.Document} {link.Origin.Path} bytes {link.Origin.Bytes}" : $"\"{link.Origin.Text}\"";
            if (link.Kind == TwinLinkKind.Lent)
            {
                Terminal.Line($"lent: {link.OtherKey} to {link.KeptKey} from {link.Since?.ToIso() ?? "ever"} until {link.Until?.ToIso() ?? "now"}, known since {link.KnownFrom:O}  ← {from} ({link.Origin.Rule})");
                continue;
            }
            Terminal.Line($"{(holding.Contains(link) ? "holds" : "superseded")}: {link.KeptKey} {Words(link.Kind)} {link.OtherKey} at {link.OrderedAt:O}, known since {link.KnownFrom:O}  ← {from} ({link.Origin.Rule})");
        }
    }

    private static string Words(TwinLinkKind kind) => kind switch { TwinLinkKind.Merged => "replaces", TwinLinkKind.Linked => "is linked with", _ => "is not the person of" };

    private static object ToJson(Twin twin) => new { twin = twin.Id.Value, identifiers = twin.Aliases.Select(a => new { a.Key.Authority, a.Key.Value, a.KnownFrom, a.Origin }) };

    private static object ToJson(TwinLink link, bool holds) => new
    {
        kind = link.Kind.ToString(),
        holds,
        kept = link.Kept.Value,
        other = link.Other.Value,
        keptKey = link.KeptKey,
        otherKey = link.OtherKey,
        at = link.At,
        since = link.Since?.ToIso(),
        until = link.Until?.ToIso(),
        knownFrom = link.KnownFrom,
        origin = link.Origin,
    };
}
