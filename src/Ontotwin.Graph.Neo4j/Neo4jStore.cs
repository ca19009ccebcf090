using System.Runtime.CompilerServices;
using System.Text.Json;
using Ontotwin.Graph.Neo4j.Cypher;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Neo4j;

/// <summary>
/// The store in a Neo4j server (5.26 or later), over its HTTP Query API v2. Facts are nodes with everything they carry; beside them each twin is a graph
/// that a person reads with Cypher: docs/neo4j.md has the shape.
/// </summary>
public sealed class Neo4jStore : IGraphStore
{
    private const string FeedSetting = "change feed";

    private readonly StoreUrl url;
    private readonly QueryApiTransport transport;

    // One use of a twin at a time from here. The server has few workers (as many as cores), and a statement that waits for a twin's lock keeps one: enough of
    // them, and the holder's own next statement finds none.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, Limits.MaxTwinsInUse).Select(_ => new SemaphoreSlim(1, 1))];

    // Whoever ends a change holds the feed's lock until it is committed, which takes a worker too: one at a time from here.
    private readonly SemaphoreSlim feedTurn = new(1, 1);

    private readonly ReadableNames names;

    private Neo4jStore(StoreUrl url, QueryApiTransport transport)
    {
        this.url = url;
        this.transport = transport;
        names = new(transport);
    }

    /// <summary>
    /// Connects, and makes the store's constraints and indexes where they are missing, and its readable copy anew where another program made it. The user is the URL's or <c>ONTOTWIN_NEO4J_USER</c>'s, the password
    /// always <c>ONTOTWIN_NEO4J_PASSWORD</c>'s.
    /// </summary>
    /// <param name="storeUrl"><c>neo4j+http://user@host:7474/db/NAME</c>, or <c>neo4j+https</c>.</param>
    /// <param name="handler">What sends the requests, for a proxy or a certificate of one's own; null for the usual. Not disposed of.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GraphStoreException">OT5011 to OT5018: URL, server, credentials, database or version; nothing was changed.</exception>
    public static async Task<Neo4jStore> OpenAsync(string storeUrl, HttpMessageHandler? handler, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // It is disposed of wherever it is not returned.
        var (store, isReady) = (await ConnectAsync(storeUrl, handler, cancellationToken), false);
#pragma warning restore CA2000
        try
        {
            await store.RenewCopyAsync(cancellationToken);
            await store.MakeFeedAsync(cancellationToken);
            isReady = true;
            return store;
        }
        finally
        {
            if (!isReady) { await store.DisposeAsync(); }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TwinId> TwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var twin in await RowsAsync(OwnLabels.Twin, new(Statements.Twins), TextOf, cancellationToken)) { yield return new TwinId(twin); }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken)
    {
        var (holders, twins) = (new Dictionary<TripleCondition, HashSet<string>>(), await RowsAsync(OwnLabels.Twin, new(Statements.Twins), TextOf, cancellationToken));
        foreach (var part in condition.Triples.Distinct())
        {
            CypherStatement statement = part.Values.IsEmpty ? new(Statements.HoldersOfProperty, ("property", part.Property.Value))
                : new(Statements.HoldersOfValue, ("property", part.Property.Value), ("values", part.Values.Select(TermText.Of).ToArray()));
            holders[part] = [.. await RowsAsync(OwnLabels.Fact, statement, TextOf, cancellationToken)];
        }
        return [.. twins.Where(t => condition.IsFulfilled(part => holders[part].Contains(t))).Select(t => new TwinId(t))];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChangeFeedEntry> ChangesAsync(FeedPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isEnd = false; !isEnd;)
        {
            var part = await Attempts.RunAsync(url, () => InFeedTurnAsync(() => ReadChangesAsync(after, cancellationToken), cancellationToken), cancellationToken);
            foreach (var entry in part) { yield return entry; }
            isEnd = part.Count == 0;
            after = isEnd ? after : part[^1].Position;
        }
    }

    private async Task<IReadOnlyList<ChangeFeedEntry>> ReadChangesAsync(FeedPosition after, CancellationToken cancellationToken)
    {
        await using var transaction = transport.Begin();
        var rows = await transaction.RunAsync(new(Statements.Changes, ("after", after.Number), ("rows", Limits.MaxRowsPerStatement)), cancellationToken);
        // At least one row, which has the epoch, and a change unless there is none.
        var epoch = Attempts.Understand(OwnLabels.Feed, () => FactRow.Text(rows[0][0]));
        after.MustBeOf(epoch);
        return Attempts.Understand<IReadOnlyList<ChangeFeedEntry>>(
            OwnLabels.Change,
            () => [.. rows.Where(r => r[1].ValueKind != JsonValueKind.Null).Select(r => new ChangeFeedEntry(new(epoch, r[1].GetInt64()), new(FactRow.Text(r[2])), r[3].GetBoolean()))]);
    }

    /// <inheritdoc/>
    public Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken) => InTransactionAsync<Twin?>(
        twin,
        async (transaction, _) =>
        {
            var name = ("twin", (object?)twin.Value);
            if ((await transaction.RunAsync(new(Statements.Lock, name), cancellationToken)).Count == 0) { return (null, Ending.RollBack); }
            var at = ("at", (object?)(knownAt is { } instant ? FactRow.Instant(instant) : null));
            var facts = await transaction.RunAsync(new(knownAt is null ? Statements.LoadFacts : Statements.LoadFactsAt, name, at), cancellationToken);
            var series = await transaction.RunAsync(new(Statements.LoadSeries, name), cancellationToken);
            var aliases = await transaction.RunAsync(new(Statements.LoadAliases, name, at), cancellationToken);
            return (new Twin(twin, [.. facts.Select(FactRow.Read)], [.. series.Select(ChunkOf)], [.. aliases.Select(AliasRow.Read)]), Ending.RollBack);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken) => InTransactionAsync<IReadOnlyList<Fact>>(
        twin,
        async (transaction, _) =>
        {
            await transaction.RunAsync(new(Statements.Lock, ("twin", twin.Value)), cancellationToken);
            var rows = await transaction.RunAsync(new(Statements.History, ("twin", twin.Value)), cancellationToken);
            return ([.. rows.Select(FactRow.Read)], Ending.RollBack);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var chunks = await RowsAsync(
            OwnLabels.Chunk,
            new(Statements.SeriesWithin, ("twin", twin.Value), ("series", series?.Value), ("from", from is { } first ? FactRow.Instant(first) : null), ("until", until is { } end ? FactRow.Instant(end) : null)),
            ChunkOf,
            cancellationToken);
        return [.. chunks.Select(chunk => chunk.Within(from, until)).Where(c => !c.Samples.IsEmpty)];
    }

    /// <inheritdoc/>
    public Task<bool> ApplyAsync(TwinDelta delta, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(delta.Twin.Value)) { throw new ArgumentException("a twin's id is empty", nameof(delta)); }
        if (delta.IsEmpty && delta.Key is null) { return Task.FromResult(true); }
        return InTransactionAsync(
            delta.Twin,
            async (transaction, mayHaveCommitted) =>
            {
                var last = await new TwinChange(delta, transaction, names, cancellationToken).ApplyAsync();
                // After a commit whose answer was lost, "applied before" means by this very call.
                return (last is not null || mayHaveCommitted, last is null ? Ending.RollBack : Ending.CommitWith(last));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken)
    {
        var twins = await RowsAsync(OwnLabels.Alias, new(Statements.Find, ("authority", key.Authority), ("value", key.Value)), TextOf, cancellationToken);
        return twins.Count == 0 ? null : new TwinId(twins[0]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in await RowsAsync(OwnLabels.Document, new(Statements.Documents), DocumentRow.Read, cancellationToken)) { yield return document; }
    }

    /// <inheritdoc/>
    public async Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken)
    {
        var found = await RowsAsync(OwnLabels.Document, new(Statements.FindDocument, ("id", DocumentRow.Id(name, hash))), DocumentRow.Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken) => Attempts.RunAsync(
        url,
        async () =>
        {
            var (id, twins) = (DocumentRow.Id(document.Name, document.Hash), document.Twins.Select(t => t.Value).Distinct().ToArray());
            await using var transaction = transport.Begin();
            await transaction.RunAsync(
                new(Statements.KeepDocument, ("id", id), ("properties", DocumentRow.Properties(document)), ("at", FactRow.Instant(document.FirstRead)), ("twins", twins)), cancellationToken);
            foreach (var part in twins.Chunk(Limits.MaxRowsPerStatement)) { await transaction.RunAsync(new(Statements.LinkDocument, ("id", id), ("twins", part)), cancellationToken); }
            await transaction.CommitAsync(null, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken) => RowsAsync(OwnLabels.Link, new(Statements.Links), LinkRow.Read, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken)
    {
        var at = link.At is { } said ? FactRow.Instant(said) : null;
        var statement = new CypherStatement(Statements.AddLink, ("id", LinkRow.Id(link)), ("properties", LinkRow.Properties(link)), ("at", at), ("from", FactRow.Instant(link.KnownFrom)));
        return InTransactionAsync(
            link.Kept,
            async (transaction, mayHaveCommitted) =>
            {
                if ((await transaction.RunAsync(statement, cancellationToken))[0][0].GetBoolean()) { return (mayHaveCommitted, Ending.RollBack); }
                // Whoever reads by person reads another one from now on.
                return (true, Ending.CommitWith(Move([link.Kept.Value, link.Other.Value], null)));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken) => InTransactionAsync(
        twin,
        async (transaction, mayHaveCommitted) =>
        {
            if ((await transaction.RunAsync(new(Statements.Lock, ("twin", twin.Value)), cancellationToken)).Count == 0) { return (mayHaveCommitted, Ending.RollBack); }
            var linked = (await transaction.RunAsync(new(Statements.Linked, ("twin", twin.Value)), cancellationToken)).Select(TextOf).ToArray();
            foreach (var statement in Statements.Erase)
            {
                IReadOnlyList<JsonElement> removed;
                do
                {
                    removed = await transaction.RunAsync(new(statement, ("twin", twin.Value), ("rows", Limits.MaxRowsPerStatement)), cancellationToken);
                }
                while (removed[0][0].GetInt64() > 0);
            }
            return (true, Ending.CommitWith(Move([.. linked, twin.Value], twin.Value)));
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken)
    {
        var found = await RowsAsync(OwnLabels.Setting, new(Statements.GetSetting, ("name", name)), BytesOf, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken) =>
        (await RowsAsync(OwnLabels.Setting, new(Statements.SetSettingOnce, ("name", name), ("value", Convert.ToBase64String(value))), BytesOf, cancellationToken))[0];

    /// <summary>Leaves the server.</summary>
    public ValueTask DisposeAsync()
    {
        transport.Dispose();
        feedTurn.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Neo4jStore> ConnectAsync(string storeUrl, HttpMessageHandler? handler, CancellationToken cancellationToken)
    {
        var url = StoreUrl.Parse(storeUrl);
        var transport = new QueryApiTransport(url, handler);
        try
        {
            await Database.PrepareAsync(url, transport, cancellationToken);
            var store = new Neo4jStore(url, transport);
            transport = null;
            return store;
        }
        catch (CypherException cause)
        {
            throw Neo4jFaults.Of(url, cause);
        }
        finally
        {
            transport?.Dispose();
        }
    }

    private static string TextOf(JsonElement row) => FactRow.Text(row[0]);

    private static byte[] BytesOf(JsonElement row) => Convert.FromBase64String(FactRow.Text(row[0]));

    private static SeriesChunk ChunkOf(JsonElement row) => SeriesPacking.Unpack(BytesOf(row));

    // The copy of a store that an earlier program wrote, or that another wrote by other rules, is made anew from the facts, a twin a transaction.
    private async Task RenewCopyAsync(CancellationToken cancellationToken)
    {
        if (await GetSettingAsync(ReadableCopy.Setting, cancellationToken) is [ReadableCopy.Format]) { return; }
        await foreach (var twin in TwinsAsync(cancellationToken))
        {
            await InTransactionAsync(twin, async (transaction, _) => (await new ReadableCopy(twin, transaction, names, cancellationToken).RenewAsync(), Ending.Commit), cancellationToken);
        }
        await RowsAsync(OwnLabels.Setting, new(Statements.SetSetting, ("name", ReadableCopy.Setting), ("value", Convert.ToBase64String([ReadableCopy.Format]))), BytesOf, cancellationToken);
    }

    // Of a database that a program without a change feed wrote.
    private async Task MakeFeedAsync(CancellationToken cancellationToken)
    {
        if (await GetSettingAsync(FeedSetting, cancellationToken) is not null) { return; }
        while (await RowsAsync(OwnLabels.Twin, new(Statements.TwinsWithoutChange, ("rows", Limits.MaxRowsPerStatement)), TextOf, cancellationToken) is { Count: > 0 } twins)
        {
            await RowsAsync(OwnLabels.Change, Move([.. twins], null), _ => true, cancellationToken);
        }
        await SetSettingOnceAsync(FeedSetting, [1], cancellationToken);
    }

    private static CypherStatement Move(string[] twins, string? erased) => new(Statements.Move, ("twins", twins), ("erased", erased));

    private async Task<T> InFeedTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await feedTurn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            feedTurn.Release();
        }
    }

    // Rows are read within the attempt too: what was changed from outside is told as that.
    private Task<IReadOnlyList<T>> RowsAsync<T>(string label, CypherStatement statement, Func<JsonElement, T> read, CancellationToken cancellationToken) => Attempts.RunAsync(
        url,
        async () =>
        {
            var rows = await transport.RunAsync(statement, cancellationToken);
            return Attempts.Understand<IReadOnlyList<T>>(label, () => [.. rows.Select(read)]);
        },
        cancellationToken);

    // The work says how to end; without a commit the transaction is rolled back. It may run several times: every statement of it can.
    private async Task<T> InTransactionAsync<T>(TwinId twin, Func<ICypherTransaction, bool, Task<(T Result, Ending Ending)>> work, CancellationToken cancellationToken)
    {
        var mayHaveCommitted = false;
        var turn = turns[StripeOf(twin)];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await Attempts.RunAsync(
                url,
                async () =>
                {
                    await using var transaction = transport.Begin();
                    var (result, ending) = await work(transaction, mayHaveCommitted);
                    if (!ending.IsCommit) { return result; }
                    return await InFeedTurnAsync(
                        async () =>
                        {
                            mayHaveCommitted = true;
                            await transaction.CommitAsync(ending.Last, cancellationToken);
                            return result;
                        },
                        cancellationToken);
                },
                cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private static int StripeOf(TwinId twin)
    {
        uint hash = 0;
        foreach (var unit in twin.Value ?? "") { hash = (hash * 31) + unit; }
        return (int)(hash % Limits.MaxTwinsInUse);
    }
}
