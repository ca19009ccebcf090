using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Contracts.Tests;

/// <summary>The same changes give the same twin on both stores.</summary>
public sealed class StoresAgree(Neo4jServer server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Both_stores_give_the_same_answers(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var neo4j = await server.OpenAsync();
        await using var embedded = await TemporaryStore.OpenAsync();
        var (random, twin) = (new Random(seed), Made.NewTwin());
        for (var i = 0; i < 25; i++)
        {
            var delta = RandomDelta(random, twin, i);
            Assert.Equal(await embedded.ApplyAsync(delta, cancel), await neo4j.ApplyAsync(delta, cancel));
        }
        foreach (var at in (DateTimeOffset?[])[null, Made.Instant(0), Made.Instant(7), Made.Instant(13), Made.Instant(24)])
        {
            var (one, other) = ((await embedded.LoadAsync(twin, at, cancel))!, (await neo4j.LoadAsync(twin, at, cancel))!);
            // In the same order too: what is shown of a twin must not depend on where it is kept.
            Assert.Equal(one.Facts, other.Facts);
            Assert.Equal(one.Aliases, other.Aliases);
            Assert.Equal(Shown(one), Shown(other));
        }
        Assert.Equal(Made.Shown(await embedded.HistoryAsync(twin, cancel)), Made.Shown(await neo4j.HistoryAsync(twin, cancel)));
    }

    private static IEnumerable<string> Shown(Twin twin) => twin.Series.Select(c => $"{c.Source} {c.Unit} {string.Join(' ', c.Samples)}");

    private static TwinDelta RandomDelta(Random random, TwinId twin, int number) => new(twin, Made.Instant(number))
    {
        Assert = [.. Enumerable.Range(0, random.Next(8)).Select(_ => RandomFact(random, twin))],
        Close = [.. Enumerable.Range(0, random.Next(8)).Select(_ => RandomFact(random, twin))],
        Key = random.Next(3) == 0 ? "k" + random.Next(5) : null,
        Series = random.Next(4) == 0 ? [Made.Chunk(twin, "d" + random.Next(3), [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(400, 2000) / 10m)])] : [],
        Aliases = [.. Enumerable.Range(0, random.Next(2)).Select(_ => new Alias(
            new("urn:oid:1.2", twin.Value + random.Next(3)), Made.Origin("a"), Made.Instant(number), random.Next(2) == 0 ? null : Made.Instant(number + 1)))],
    };

    private static Fact RandomFact(Random random, TwinId twin)
    {
        var node = Made.Node(twin, "n" + random.Next(3));
        var (predicate, value) = random.Next(5) switch
        {
            0 => (RdfTerms.Type, (Term)Made.Hdt_(random.Next(2) == 0 ? "Potassium" : "Twin")),
            1 => (Made.Hdt_("subject"), Made.Node(twin, "n" + random.Next(3))),
            2 => (Made.Hdt_("value"), new Literal(random.Next(3) + ".0", Xsd.Decimal)),
            3 => (Made.Hdt_("observedAt"), new Literal("2026-02-03T07:30:0" + random.Next(3) + "Z", Xsd.DateTime)),
            _ => (Made.Hdt_("text"), random.Next(2) == 0 ? Literal.InLanguage("kalium", "de") : Literal.Text("kalium")),
        };
        return random.Next(4) == 0 ? Made.Concluded(new(node, predicate, value), new Triple(node, predicate, twin.Subject)) : Made.Said(node, predicate, value, "d" + random.Next(2));
    }
}
