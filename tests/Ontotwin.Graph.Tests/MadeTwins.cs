using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>Twins of invented people, and what a store says of them.</summary>
internal static class MadeTwins
{
    public static DateTimeOffset At(int minutes) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);

    public static TwinId Id(int number) => new("twin" + number.ToString("d22", CultureInfo.InvariantCulture));

    public static Origin Origin(int number) => new("d" + number + ".hl7", new string('0', 64), new ByteRange(number, number + 1), "OBX-5", "x", "r", "1", "");

    public static TwinDelta Delta(TwinId twin, int number, int facts = 12) => new(twin, At(number))
    {
        Key = "k" + number,
        Assert = [.. Enumerable.Range(0, facts).Select(i => new Fact(new(twin.Subject, new Iri("urn:p" + i), Literal.Integer((number * 1000) + i)), new Asserted(Origin(number)), default))],
        Aliases = [new(new Identifier("urn:a", twin.Value + "-" + number), Origin(number), At(number))],
        Series = [new SeriesChunk(new Iri("urn:s"), "/min", Origin(number), false, [.. Enumerable.Range(0, 9).Select(i => new Sample(At(number + i), 60 + i, new(i, i + 2), i))])],
    };

    /// <summary>Some twins of some changes each, documents that tell of them, and a statement about two.</summary>
    public static async Task FillAsync(IGraphStore store, int twins, int changes, CancellationToken cancel)
    {
        for (var i = 0; i < changes; i++)
        {
            for (var t = 0; t < twins; t++) { await store.ApplyAsync(Delta(Id(t), i), cancel); }
            await store.KeepDocumentAsync(new KeptDocument($"d{i}.hl7", "", At(i), "set") { Twins = [Id(0), Id(i % twins)] }, cancel);
        }
        await store.AddLinkAsync(new TwinLink(Id(0), Id(1), TwinLinkKind.Linked, new("urn:a", "1"), new("urn:a", "2"), Origin(0), null, At(0)), cancel);
    }

    /// <summary>Everything that a store answers, to compare.</summary>
    public static async Task<string> ShownAsync(IGraphStore store, CancellationToken cancel)
    {
        var lines = new List<string>();
        await foreach (var twin in store.TwinsAsync(cancel)) { lines.Add(await ShownAsync(store, twin, cancel)); }
        await foreach (var document in store.DocumentsAsync(cancel)) { lines.Add($"{document} {string.Join(' ', document.Twins)}"); }
        lines.AddRange((await store.LinksAsync(cancel)).Select(l => l.ToString()));
        return string.Join('\n', lines);
    }

    public static async Task<string> ShownAsync(IGraphStore store, TwinId id, CancellationToken cancel)
    {
        var twin = (await store.LoadAsync(id, null, cancel))!;
        return $"{id} {string.Join(' ', twin.Facts.Select(f => f.Triple.ToString() + f.Origin))} {string.Join(' ', twin.Aliases)} {string.Join(' ', twin.Series.Select(c => $"{c.Source} {string.Join(' ', c.Samples)}"))}";
    }
}
