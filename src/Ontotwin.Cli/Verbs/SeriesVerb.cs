using System.CommandLine;
using System.Globalization;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>series</c>: the samples of a twin's series in a stretch of time.</summary>
internal static class SeriesVerb
{
    public static Command Create()
    {
        var (store, twin, ontology, json) = (CommonOptions.Store(), CommonOptions.Twin(), CommonOptions.Ontology(), CommonOptions.Json());
        var name = new Argument<string>("name") { Description = "the series: its kind (HeartRate, 'heart rate'), its column in the document, or its IRI" };
        var from = new Option<string?>("--from") { Description = "the first instant: yyyy-MM-dd, or with a time" };
        var to = new Option<string?>("--to") { Description = "the end: samples before this instant" };
        var command = new Command("series", "the samples of a twin's series, a line each: instant, value, unit, place in the document; reads nothing else of the twin's samples") { name, store, twin, from, to, ontology, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (first, end) = (parsed.Instant(from), parsed.Instant(to));
            if (first >= end) { throw new UsageException($"--from {parsed.GetValue(from)} is not before --to {parsed.GetValue(to)}: the stretch of time is turned round or empty, for samples are before --to"); }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            if (await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation) is not { } id) { return TwinChoice.NotFound(); }
            var wanted = parsed.GetValue(name)!;
            var kinds = await KindsAsync(opened, id, cancellation);
            var nodes = Matching(kinds, wanted, parsed.GetValue(ontology));
            var chunks = await ReadAsync(opened, id, nodes, first, end, cancellation);
            if (chunks.Count == 0 && (await ReadAsync(opened, id, nodes, null, null, cancellation)).Count == 0)
            {
                var known = (await opened.SeriesAsync(id, null, null, null, cancellation)).Select(c => c.Series).Distinct().Select(n => kinds.Find(k => k.Node == n).Kind?.LocalName ?? n.Value).Distinct().Order(StringComparer.Ordinal);
                Terminal.Error($"error OT8009 the twin has no series '{wanted}': it has {string.Join(", ", known.DefaultIfEmpty("none"))}");
                return ExitCode.Input;
            }
            Print(id, chunks, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    // What the facts say that nodes are: no samples are read for it.
    private static async Task<List<(Iri Node, Iri Kind, string Path)>> KindsAsync(IGraphStore store, TwinId twin, CancellationToken cancellationToken) =>
        [.. (await store.HistoryAsync(twin, cancellationToken)).Where(f => f.KnownUntil is null && f.Origin is not null && f.Triple.Predicate == RdfTerms.Type && f.Triple is { Subject: Iri, Object: Iri })
            .Select(f => ((Iri)f.Triple.Subject, (Iri)f.Triple.Object, f.Origin!.Path)).Distinct()];

    private static HashSet<Iri> Matching(List<(Iri Node, Iri Kind, string Path)> kinds, string wanted, string? ontology)
    {
        var found = kinds.Where(k => k.Node.Value == wanted || Is(k.Kind.LocalName, wanted) || k.Path.EndsWith($"\"{wanted}\"", StringComparison.OrdinalIgnoreCase)).Select(k => k.Node).ToHashSet();
        if (found.Count == 0 && Home.LoadOntology(ontology) is { } model) { found = [.. kinds.Where(k => Is(model.Label(k.Kind, "en"), wanted) || Is(model.Label(k.Kind, "zh"), wanted)).Select(k => k.Node)]; }
        return found;
    }

    private static async Task<List<SeriesChunk>> ReadAsync(IGraphStore store, TwinId twin, HashSet<Iri> nodes, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken) =>
        nodes.Count == 0 ? [] : [.. (await store.SeriesAsync(twin, nodes.Count == 1 ? nodes.First() : null, from, until, cancellationToken)).Where(c => nodes.Contains(c.Series))];

    private static void Print(TwinId twin, List<SeriesChunk> chunks, bool isJson)
    {
        var contested = new Twin(twin, [], [.. chunks], []).ContestedSamples;
        var samples = chunks.SelectMany(c => c.Samples.Select(s => (Chunk: c, Sample: s))).OrderBy(s => s.Sample.Instant).ThenBy(s => s.Chunk.Source.Document, StringComparer.Ordinal);
        if (isJson)
        {
            Terminal.WriteJson(samples.Select(s => new
            {
                at = TimeOf(s.Chunk, s.Sample), value = s.Sample.Value, s.Chunk.Unit, isContested = contested.Contains((s.Chunk.Series, s.Sample.Instant)), s.Chunk.Source.Document, s.Sample.Line, from = s.Sample.Bytes.Start, to = s.Sample.Bytes.End,
            }));
            return;
        }
        foreach (var (chunk, sample) in samples)
        {
            var doubt = contested.Contains((chunk.Series, sample.Instant)) ? "\tcontested: documents differ, nothing uses it" : "";
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{TimeOf(chunk, sample)}\t{sample.Value}\t{chunk.Unit}\t{chunk.Source.Document} line {sample.Line} {chunk.Source.Path}{doubt}"));
        }
    }

    // A time without a zone is shown without one.
    private static string TimeOf(SeriesChunk chunk, Sample sample) => sample.Instant.ToString(chunk.IsFloating ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static bool Is(string? said, string wanted) => string.Equals(said, wanted, StringComparison.OrdinalIgnoreCase);
}
