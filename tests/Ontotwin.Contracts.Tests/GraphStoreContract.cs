using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>What every store promises. One class a store derives from it; the tests are the same.</summary>
public abstract partial class GraphStoreContract : IAsyncLifetime
{
    private readonly TwinId twin = Made.NewTwin();
    private IGraphStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a store, empty or shared with other tests: the tests use their own twins.</summary>
    protected abstract Task<IGraphStore> OpenAsync();

    public async ValueTask InitializeAsync() => store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await store.DisposeAsync();
    }

    [Fact]
    public async Task What_was_never_there_is_not_there()
    {
        Assert.Null(await store.LoadAsync(twin, null, Cancel));
        Assert.Empty(await store.HistoryAsync(twin, Cancel));
        Assert.Null(await store.FindAsync(new Identifier("urn:oid:1.2.3", twin.Value), Cancel));
        Assert.False(await store.EraseAsync(twin, Cancel));
        Assert.Null(await store.GetSettingAsync("never " + twin, Cancel));
    }

    [Fact]
    public async Task Every_term_comes_back_as_it_was()
    {
        var node = Made.Node(twin, "n");
        Term[] values =
        [
            new Literal("4.10", Xsd.Decimal), new Literal("4.1", Xsd.Decimal), new Literal("04.1", Xsd.Decimal), new Literal("1e0", Xsd.Double),
            new Literal("99999999999999999999999999.5", Xsd.Decimal), new Literal("007", Xsd.Integer), new Literal("2026-13-45", Xsd.Date), new Literal("2026-02", Xsd.GYearMonth),
            new Literal("2026-02-03T24:00:00Z", Xsd.DateTime), new Literal("true", Xsd.Boolean), new Literal("", Xsd.String), Literal.Text("a \"quoted\" \\ line\nand\u001ftab\t@en"),
            Literal.InLanguage("potassium", "en"), Literal.InLanguage("血钾", "zh-hans"), Literal.Text("血钾"), Literal.Text("\U0001F600"),
            new BlankNode("b1"), new Iri("http://loinc.org/rdf#2823-3"), new Iri("urn:uuid:1"), Literal.Text("\"x\"^^<y>"),
        ];
        var facts = values.Select((v, i) => Made.Said(node, Made.Hdt_("p" + i), v)).Append(Made.Said(new BlankNode("b1"), Made.Hdt_("p"), Literal.Text("x"))).ToArray();
        await store.ApplyAsync(Made.Delta(twin, 1, facts), Cancel);
        Assert.Equal(Made.Shown(facts.Select(f => f with { KnownFrom = Made.Instant(1) })), Made.Shown((await store.LoadAsync(twin, null, Cancel))!.Facts));
    }

    [Fact]
    public async Task Origins_and_proofs_come_back_whole()
    {
        var (a, b) = (Made.Potassium(twin, 1, "5.2"), Made.Potassium(twin, 2, "6.10"));
        var derived = Made.Concluded(new(Made.Node(twin, "obs1"), RdfTerms.Type, Made.Hdt_("LabResult")), a[0].Triple, new(Made.Hdt_("Potassium"), Rdfs.SubClassOf, Made.Hdt_("LabResult")));
        var noPremise = Made.Concluded(new(twin.Subject, Made.Hdt_("note"), Literal.InLanguage("x", "en")));
        await store.ApplyAsync(Made.Delta(twin, 1, [.. a, .. b, derived, noPremise]), Cancel);
        var loaded = (await store.LoadAsync(twin, null, Cancel))!;
        Assert.Equal(twin, loaded.Id);
        Assert.All((Fact[])[.. a, .. b, derived, noPremise], f => Assert.Contains(f with { KnownFrom = Made.Instant(1) }, loaded.Facts));
        Assert.Equal(12, loaded.Facts.Length);
    }

    [Fact]
    public async Task Facts_come_in_the_order_they_were_learned()
    {
        var facts = Enumerable.Range(0, 40).Select(n => Made.Said(Made.Node(twin, "n" + (n * 7 % 40)), Made.Hdt_("value"), Literal.Integer(n * 11 % 40))).ToArray();
        foreach (var (part, minute) in facts.Chunk(9).Select((p, i) => (p, i))) { await store.ApplyAsync(Made.Delta(twin, minute, part), Cancel); }
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(9)) { Close = [facts[3], facts[20]] }, Cancel);
        var loaded = (await store.LoadAsync(twin, null, Cancel))!.Facts.Select(f => f.Triple);
        Assert.Equal(facts.Select(f => f.Triple).Where(t => t != facts[3].Triple && t != facts[20].Triple), loaded);
        Assert.Equal(facts.Take(18).Select(f => f.Triple), (await store.LoadAsync(twin, Made.Instant(1), Cancel))!.Facts.Select(f => f.Triple));
    }

    [Fact]
    public async Task A_statement_said_by_two_documents_is_two_facts()
    {
        var node = Made.Node(twin, "n");
        var (one, other) = (Made.Said(node, Made.Hdt_("value"), Literal.Number(1m), "a.hl7"), Made.Said(node, Made.Hdt_("value"), Literal.Number(1m), "b.hl7"));
        await store.ApplyAsync(Made.Delta(twin, 1, one, other), Cancel);
        Assert.Equal(2, (await store.LoadAsync(twin, null, Cancel))!.Facts.Length);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Close = [one] }, Cancel);
        Assert.Equal([other with { KnownFrom = Made.Instant(1) }], (await store.LoadAsync(twin, null, Cancel))!.Facts);
    }

    [Fact]
    public async Task What_is_held_already_changes_nothing()
    {
        var facts = Made.Potassium(twin, 1, "5.2");
        await store.ApplyAsync(Made.Delta(twin, 1, [.. facts, facts[0]]), Cancel);
        Assert.True(await store.ApplyAsync(Made.Delta(twin, 2, facts.AsSpan()), Cancel));
        var history = await store.HistoryAsync(twin, Cancel);
        Assert.Equal(5, history.Count);
        Assert.All(history, f => Assert.Equal(Made.Instant(1), f.KnownFrom));
    }

    [Fact]
    public async Task A_correction_closes_and_opens_and_the_past_stays()
    {
        var (old, corrected) = (Made.Potassium(twin, 1, "5.2"), Made.Potassium(twin, 1, "4.2"));
        await store.ApplyAsync(Made.Delta(twin, 1, old.AsSpan()), Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(5)) { Close = [old[2]], Assert = [corrected[2]] }, Cancel);
        Assert.Equal("4.2", ValueOf(await store.LoadAsync(twin, null, Cancel)));
        Assert.Equal("4.2", ValueOf(await store.LoadAsync(twin, Made.Instant(5), Cancel)));
        Assert.Equal("5.2", ValueOf(await store.LoadAsync(twin, Made.Instant(5).AddTicks(-1), Cancel)));
        Assert.Equal("5.2", ValueOf(await store.LoadAsync(twin, Made.Instant(1), Cancel)));
        Assert.Empty((await store.LoadAsync(twin, Made.Instant(0), Cancel))!.Facts);
        var history = await store.HistoryAsync(twin, Cancel);
        Assert.Equal(6, history.Count);
        Assert.Equal(Made.Instant(5), history.Single(f => f.KnownUntil is not null).KnownUntil);
        Assert.Equal("4.2", ((Literal)history[^1].Triple.Object).Lexical);
    }

    [Fact]
    public async Task What_was_closed_can_be_held_again()
    {
        var fact = Made.Potassium(twin, 1, "5.2")[2];
        await store.ApplyAsync(Made.Delta(twin, 1, fact), Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Close = [fact] }, Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(3)) { Close = [fact] }, Cancel);
        await store.ApplyAsync(Made.Delta(twin, 4, fact), Cancel);
        int[] counts = [.. await Counts(1, 3, 4)];
        Assert.Equal((int[])[1, 0, 1], counts);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(6)) { Close = [fact], Assert = [fact] }, Cancel);
        Assert.Equal(Made.Instant(6), Assert.Single((await store.LoadAsync(twin, null, Cancel))!.Facts).KnownFrom);
        Assert.Equal(3, (await store.HistoryAsync(twin, Cancel)).Count);
    }

    [Fact]
    public async Task A_key_is_applied_once_for_each_twin()
    {
        var (first, second) = (Made.Potassium(twin, 1, "5.2"), Made.Potassium(twin, 2, "5.3"));
        Assert.True(await store.ApplyAsync(Made.Delta(twin, 1, first.AsSpan()) with { Key = "doc1" }, Cancel));
        Assert.False(await store.ApplyAsync(Made.Delta(twin, 2, second.AsSpan()) with { Key = "doc1" }, Cancel));
        Assert.Equal(5, (await store.LoadAsync(twin, null, Cancel))!.Facts.Length);
        Assert.True(await store.ApplyAsync(Made.Delta(twin, 3, second.AsSpan()) with { Key = "doc2" }, Cancel));
        Assert.True(await store.ApplyAsync(Made.Delta(Made.NewTwin(), 3, second.AsSpan()) with { Key = "doc1" }, Cancel));
        Assert.Equal(10, (await store.LoadAsync(twin, null, Cancel))!.Facts.Length);
    }

    [Fact]
    public async Task Nothing_with_a_key_is_remembered_too()
    {
        Assert.True(await store.ApplyAsync(new TwinDelta(twin, Made.Instant(1)), Cancel));
        Assert.Null(await store.LoadAsync(twin, null, Cancel));
        Assert.True(await store.ApplyAsync(new TwinDelta(twin, Made.Instant(1)) { Key = "empty" }, Cancel));
        Assert.False(await store.ApplyAsync(new TwinDelta(twin, Made.Instant(1)) { Key = "empty" }, Cancel));
    }

    [Fact]
    public async Task An_identifier_leads_to_its_twin_until_it_is_taken_back()
    {
        var (key, other) = (new Identifier("urn:oid:1.2.3", "MRN " + twin), Made.NewTwin());
        var alias = new Alias(key, Made.Origin("a.hl7"), Made.Instant(1));
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(1)) { Aliases = [alias, alias] }, Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Aliases = [alias with { KnownFrom = Made.Instant(2) }] }, Cancel);
        Assert.Equal(twin, await store.FindAsync(key, Cancel));
        Assert.Null(await store.FindAsync(key with { Authority = "urn:oid:1.2.4" }, Cancel));
        Assert.Equal([alias], (await store.LoadAsync(twin, null, Cancel))!.Aliases);
        await store.ApplyAsync(new TwinDelta(other, Made.Instant(3)) { Aliases = [alias with { KnownFrom = Made.Instant(3) }] }, Cancel);
        Assert.Equal(other, await store.FindAsync(key, Cancel));
        await store.ApplyAsync(new TwinDelta(other, Made.Instant(4)) { Aliases = [alias with { KnownFrom = Made.Instant(3), KnownUntil = Made.Instant(4) }] }, Cancel);
        Assert.Equal(twin, await store.FindAsync(key, Cancel));
        Assert.Empty((await store.LoadAsync(other, null, Cancel))!.Aliases);
        Assert.Single((await store.LoadAsync(other, Made.Instant(3), Cancel))!.Aliases);
    }

    [Fact]
    public async Task Samples_come_back_and_a_document_read_again_replaces_its_own()
    {
        var first = Made.Chunk(twin, "day1.csv", 71m, 72.0m, 72.50m, -3m, 79228162514264337593543950335m, 0.0000000000000000000000000001m);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(1)) { Series = [first, Made.Chunk(twin, "day2.csv", 80m)] }, Cancel);
        var loaded = (await store.LoadAsync(twin, null, Cancel))!.Series;
        Assert.Equal(2, loaded.Length);
        AssertSame(first, loaded.Single(c => c.Source.Document == "day1.csv"));
        var again = Made.Chunk(twin, "day1.csv", 60m);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Series = [again] }, Cancel);
        loaded = (await store.LoadAsync(twin, null, Cancel))!.Series;
        Assert.Equal(2, loaded.Length);
        AssertSame(again, loaded.Single(c => c.Source.Document == "day1.csv"));
    }

    [Fact]
    public async Task A_stretch_of_a_series_is_read_by_itself()
    {
        var (day, other) = (Made.Chunk(twin, "day1.csv", [.. Enumerable.Range(0, 10_000).Select(i => 50m + (i % 90))]), Made.Chunk(twin, "day2.csv", 80m, 81.5m) with { Series = Made.Node(twin, "spo2") });
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()) with { Series = [day, other] }, Cancel);
        AssertSame(day, (await store.LoadAsync(twin, null, Cancel))!.Series.Single(c => c.Series == day.Series));
        foreach (var (first, end) in ((int?, int?)[])[(4_000, 4_200), (null, 1), (9_999, null), (0, 10_000), (4_095, 4_097)])
        {
            var (from, until) = (first is { } f ? Made.Instant(f) : (DateTimeOffset?)null, end is { } e ? Made.Instant(e) : (DateTimeOffset?)null);
            var part = Assert.Single(await store.SeriesAsync(twin, day.Series, from, until, Cancel));
            AssertSame(day with { Samples = day.Samples[(first ?? 0)..(end ?? 10_000)] }, part);
        }
        Assert.Equal(2, (await store.SeriesAsync(twin, null, null, Made.Instant(2), Cancel)).Count);
        Assert.Empty(await store.SeriesAsync(twin, other.Series, Made.Instant(2), null, Cancel));
        Assert.Empty(await store.SeriesAsync(twin, Made.Node(twin, "no"), null, null, Cancel));
        Assert.Empty(await store.SeriesAsync(Made.NewTwin(), null, null, null, Cancel));
        // The document again, shorter: nothing of the longer one stays.
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Series = [day with { Samples = day.Samples[..5_000] }] }, Cancel);
        Assert.Equal(5_000, Assert.Single(await store.SeriesAsync(twin, day.Series, null, null, Cancel)).Samples.Length);
        Assert.Empty(await store.SeriesAsync(twin, day.Series, Made.Instant(5_000), null, Cancel));
        await store.EraseAsync(twin, Cancel);
        Assert.Empty(await store.SeriesAsync(twin, null, null, null, Cancel));
    }

    [Fact]
    public async Task Erasing_leaves_nothing_and_harms_nobody_else()
    {
        var (key, other) = (new Identifier("urn:oid:1.2.3", "MRN " + twin), Made.NewTwin());
        foreach (var each in (TwinId[])[twin, other])
        {
            var facts = Made.Potassium(each, 1, "5.2");
            var value = key.Value + (each == twin ? "" : "x");
            await store.ApplyAsync(
                new TwinDelta(each, Made.Instant(1)) { Assert = facts, Aliases = [new(key with { Value = value }, Made.Origin("a"), Made.Instant(1))], Series = [Made.Chunk(each, "d", 1m)], Key = "k" }, Cancel);
        }
        Assert.True(await store.EraseAsync(twin, Cancel));
        Assert.Null(await store.LoadAsync(twin, null, Cancel));
        Assert.Empty(await store.HistoryAsync(twin, Cancel));
        Assert.Null(await store.FindAsync(key, Cancel));
        Assert.DoesNotContain(twin, await TwinsAsync());
        Assert.False(await store.EraseAsync(twin, Cancel));
        Assert.Equal(5, (await store.LoadAsync(other, null, Cancel))!.Facts.Length);
        Assert.Equal(other, await store.FindAsync(key with { Value = key.Value + "x" }, Cancel));
        Assert.True(await store.ApplyAsync(Made.Delta(twin, 2, Made.Potassium(twin, 1, "5.2").AsSpan()) with { Key = "k" }, Cancel));
        Assert.Equal(5, (await store.HistoryAsync(twin, Cancel)).Count);
        Assert.Empty((await store.LoadAsync(twin, null, Cancel))!.Series);
    }

    [Fact]
    public async Task A_document_is_known_by_its_name_and_content_with_what_of_it_gave_nothing()
    {
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        var name = $"in/{twin}.hl7";
        KeptReject[] rejects =
        [
            new("OBX[2]-5", new(740, 743), "site.labs/labs.obs.value", "OT4202", "no number"), new("OBX[3]-3", new(900, 912), "site.labs/labs.obs.code", "OT4101", "not known"),
            new("", new(0, 1200), null, "OT4001", "no map reads it 中"),
        ];
        var document = new KeptDocument(name, new string('a', 64), Made.Instant(1), "set1") { Twins = [twin], Rejects = [.. rejects], RejectCount = 1_000_000 };
        await store.KeepDocumentAsync(document, Cancel);
        await store.KeepDocumentAsync(document with { Hash = new string('b', 64), FirstRead = Made.Instant(2), Rejects = [], RejectCount = 0, Twins = [] }, Cancel);
        AssertSame(document, (await store.FindDocumentAsync(name, document.Hash, Cancel))!);
        Assert.Null(await store.FindDocumentAsync(name, new string('c', 64), Cancel));
        Assert.Null(await store.FindDocumentAsync(name + "x", document.Hash, Cancel));
        var again = document with { Rules = "set2", Rejects = [.. rejects[..1]], RejectCount = 1 };
        await store.KeepDocumentAsync(again, Cancel);
        AssertSame(again, (await store.FindDocumentAsync(name, document.Hash, Cancel))!);
        var listed = await DocumentsAsync(name);
        Assert.Equal([again.Hash, new string('b', 64)], listed.Select(d => d.Hash));
        AssertSame(again, listed[0]);
    }

    [Fact]
    public async Task A_document_tells_of_the_twins_that_are_held_and_goes_with_the_last_of_them()
    {
        var (other, never) = (Made.NewTwin(), Made.NewTwin());
        foreach (var each in (TwinId[])[twin, other]) { await store.ApplyAsync(Made.Delta(each, 1, Made.Potassium(each, 1, "5.2").AsSpan()), Cancel); }
        var (shared, own) = (new KeptDocument($"{twin}/both.csv", "", Made.Instant(1), "s") { Twins = [twin, other, never] }, new KeptDocument($"{twin}/own.csv", "", Made.Instant(2), "s") { Twins = [twin] });
        await store.KeepDocumentAsync(shared, Cancel);
        await store.KeepDocumentAsync(own, Cancel);
        TwinId[] both = [.. new[] { twin, other }.OrderBy(t => t.Value, StringComparer.Ordinal)];
        Assert.Equal(both, (await store.FindDocumentAsync(shared.Name, "", Cancel))!.Twins);
        await store.EraseAsync(twin, Cancel);
        Assert.Null(await store.FindDocumentAsync(own.Name, "", Cancel));
        Assert.Equal([other], Assert.Single(await DocumentsAsync(twin.Value)).Twins);
        await store.EraseAsync(other, Cancel);
        Assert.Empty(await DocumentsAsync(twin.Value));
    }

    [Fact]
    public async Task What_is_said_of_two_twins_is_kept_once_and_goes_with_either()
    {
        var (other, third) = (Made.NewTwin(), Made.NewTwin());
        var (a, b) = (new Identifier("urn:oid:1", twin.Value), new Identifier("urn:oid:1", other.Value));
        var merged = new TwinLink(twin, other, TwinLinkKind.Merged, a, b, Made.Origin("a40.hl7"), Made.Instant(-100), Made.Instant(1));
        var parted = new TwinLink(twin, other, TwinLinkKind.Separated, a, b, Made.Origin("a37.hl7", 1), null, Made.Instant(2));
        var elsewhere = new TwinLink(other, third, TwinLinkKind.Linked, b, new("urn:oid:2", "x"), Made.Origin("a24.hl7", 2), Made.Instant(-50), Made.Instant(3));
        Assert.True(await store.AddLinkAsync(merged, Cancel));
        Assert.False(await store.AddLinkAsync(merged with { KnownFrom = Made.Instant(9) }, Cancel));
        Assert.True(await store.AddLinkAsync(parted, Cancel));
        Assert.True(await store.AddLinkAsync(elsewhere, Cancel));
        var lent = new TwinLink(other, third, TwinLinkKind.Lent, b, new("urn:band", "B1"), Made.Origin("bands.csv", 3), null, Made.Instant(4))
        {
            Since = new PartialDateTime(new DateTime(2026, 1, 2), DatePrecision.Day, null), Until = new PartialDateTime(new DateTime(2026, 6, 30, 10, 0, 0), DatePrecision.Minute, TimeSpan.FromHours(2)),
        };
        Assert.True(await store.AddLinkAsync(lent, Cancel));
        Assert.Equal([merged, parted, elsewhere, lent], await LinksAsync(twin, third));
        // A loan joins nobody.
        Assert.Equal([elsewhere], TwinGroups.Holding([elsewhere, lent]));
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        await store.EraseAsync(twin, Cancel);
        Assert.Equal([elsewhere, lent], await LinksAsync(twin, third));
    }

    [Fact]
    public async Task Twins_are_listed_by_id()
    {
        TwinId[] twins = [Made.NewTwin(), Made.NewTwin(), Made.NewTwin()];
        foreach (var each in twins) { await store.ApplyAsync(Made.Delta(each, 1, Made.Potassium(each, 1, "1").AsSpan()), Cancel); }
        var listed = await TwinsAsync();
        Assert.Equal(twins.Select(t => t.Value).Order(StringComparer.Ordinal), listed.Where(twins.Contains).Select(t => t.Value));
    }

    [Fact]
    public async Task A_setting_is_set_once()
    {
        var name = "setting " + twin;
        byte[] value = [0, 1, 255];
        Assert.Equal(value, await store.SetSettingOnceAsync(name, value, Cancel));
        Assert.Equal(value, await store.SetSettingOnceAsync(name, [9], Cancel));
        Assert.Equal(value, await store.GetSettingAsync(name, Cancel));
    }

    [Fact]
    public async Task Readers_see_the_twin_before_or_after_a_change()
    {
        await store.ApplyAsync(Made.Delta(twin, 0, Change(0).AsSpan()), Cancel);
        var done = false;
        var reading = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                var values = (await store.LoadAsync(twin, null, Cancel))!.Facts.Select(f => ((Literal)f.Triple.Object).Lexical).ToList();
                Assert.Equal(40, values.Count);
                Assert.Single(values.Distinct());
            }
        }, Cancel)).ToArray();
        for (var i = 1; i <= 20; i++) { await store.ApplyAsync(new TwinDelta(twin, Made.Instant(i)) { Close = Change(i - 1), Assert = Change(i) }, Cancel); }
        Volatile.Write(ref done, true);
        await Task.WhenAll(reading);
        Assert.Equal(40 * 21, (await store.HistoryAsync(twin, Cancel)).Count);
    }

    [Fact]
    public async Task Writers_of_one_twin_take_turns()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => store.ApplyAsync(Made.Delta(twin, i, Made.Potassium(twin, i / 2, "5").AsSpan()) with { Key = "k" + (i / 2) }, Cancel), Cancel)));
        Assert.Equal(30, (await store.LoadAsync(twin, null, Cancel))!.Facts.Length);
        Assert.Equal(30, (await store.HistoryAsync(twin, Cancel)).Count);
    }

    private System.Collections.Immutable.ImmutableArray<Fact> Change(int number) =>
        [.. Enumerable.Range(0, 40).Select(i => Made.Said(Made.Node(twin, "n" + i), Made.Hdt_("value"), Literal.Integer(number)))];

    private static string ValueOf(Twin? loaded) => ((Literal)loaded!.With(Made.Hdt_("value"), new Literal("4.2", Xsd.Decimal)).Concat(loaded.With(Made.Hdt_("value"), new Literal("5.2", Xsd.Decimal))).Single().Triple.Object).Lexical;

    private async Task<List<int>> Counts(params int[] minutes)
    {
        var counts = new List<int>();
        foreach (var minute in minutes) { counts.Add((await store.LoadAsync(twin, Made.Instant(minute), Cancel))!.Facts.Length); }
        return counts;
    }

    private async Task<List<TwinId>> TwinsAsync()
    {
        var twins = new List<TwinId>();
        await foreach (var each in store.TwinsAsync(Cancel)) { twins.Add(each); }
        return twins;
    }

    private async Task<List<TwinLink>> LinksAsync(params TwinId[] of) => [.. (await store.LinksAsync(Cancel)).Where(l => of.Contains(l.Kept) || of.Contains(l.Other))];

    private async Task<List<KeptDocument>> DocumentsAsync(string named)
    {
        var documents = new List<KeptDocument>();
        await foreach (var each in store.DocumentsAsync(Cancel)) { documents.Add(each); }
        return [.. documents.Where(d => d.Name.Contains(named, StringComparison.Ordinal))];
    }

    private static void AssertSame(KeptDocument expected, KeptDocument actual)
    {
        Assert.Equal(expected with { Twins = [], Rejects = [] }, actual with { Twins = [], Rejects = [] });
        Assert.Equal(expected.Twins.AsSpan(), actual.Twins.AsSpan());
        Assert.Equal(expected.Rejects.AsSpan(), actual.Rejects.AsSpan());
    }

    private static void AssertSame(SeriesChunk expected, SeriesChunk actual)
    {
        Assert.Equal(expected with { Samples = [] }, actual with { Samples = [] });
        Assert.Equal(expected.Samples.AsSpan(), actual.Samples.AsSpan());
        Assert.Equal(expected.Samples.Select(s => s.Value.Scale), actual.Samples.Select(s => s.Value.Scale));
    }
}
