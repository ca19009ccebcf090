using System.Globalization;
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
    private readonly StoreUrl url;
    private readonly QueryApiTransport transport;

    // One use of a twin at a time from here. The server has few workers (as many as cores), and a statement that waits for a twin's lock keeps one: enough of
    // them, and the holder's own next statement finds none.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, Limits.MaxTwinsInUse).Select(_ => new SemaphoreSlim(1, 1))];

    private Neo4jStore(StoreUrl url, QueryApiTransport transport)
    {
        this.url = url;
        this.transport = transport;
    }

    /// <summary>
    /// Connects, and makes the store's constraints and indexes where they are missing. The user is the URL's or <c>ONTOTWIN_NEO4J_USER</c>'s, the password
    /// always <c>ONTOTWIN_NEO4J_PASSWORD</c>'s.
    /// </summary>
    /// <param name="storeUrl"><c>neo4j+http://user@host:7474/db/NAME</c>, or <c>neo4j+https</c>.</param>
    /// <param name="handler">What sends the requests, for a proxy or a certificate of one's own; null for the usual. Not disposed of.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GraphStoreException">OT5011 to OT5018: URL, server, credentials, database or version; nothing was changed.</exception>
    public static async Task<Neo4jStore> OpenAsync(string storeUrl, HttpMessageHandler? handler, CancellationToken cancellationToken)
    {
        var url = StoreUrl.Parse(storeUrl);
        var transport = new QueryApiTransport(url, handler);
        try
        {
            var version = await transport.VersionAsync(cancellationToken);
            if (!IsNewEnough(version)) { throw Neo4jFaults.TooOld(url, version); }
            foreach (var statement in Statements.Schema) { await AttemptAsync(url, () => MakeAsync(transport, statement, cancellationToken), cancellationToken); }
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

    /// <inheritdoc/>
    public async IAsyncEnumerable<TwinId> TwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await RowsAsync(new(Statements.Twins), cancellationToken)) { yield return new TwinId(FactRow.Text(row[0])); }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken)
    {
        var (holders, twins) = (new Dictionary<TripleCondition, HashSet<string>>(), await RowsAsync(new(Statements.Twins), cancellationToken));
        foreach (var part in condition.Triples.Distinct())
        {
            var rows = await RowsAsync(part.Values.IsEmpty ? new(Statements.HoldersOfProperty, ("property", part.Property.Value))
                : new(Statements.HoldersOfValue, ("property", part.Property.Value), ("values", part.Values.Select(TermText.Of).ToArray())), cancellationToken);
            holders[part] = [.. rows.Select(r => FactRow.Text(r[0]))];
        }
        return [.. twins.Select(r => FactRow.Text(r[0])).Where(t => condition.IsFulfilled(part => holders[part].Contains(t))).Select(t => new TwinId(t))];
    }

    /// <inheritdoc/>
    public Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken) => InTransactionAsync<Twin?>(
        twin,
        async (transaction, _) =>
        {
            var name = ("twin", (object?)twin.Value);
            if ((await transaction.RunAsync(new(Statements.Lock, name), cancellationToken)).Count == 0) { return (null, false); }
            var at = ("at", (object?)(knownAt is { } instant ? FactRow.Instant(instant) : null));
            var facts = await transaction.RunAsync(new(knownAt is null ? Statements.LoadFacts : Statements.LoadFactsAt, name, at), cancellationToken);
            var series = await transaction.RunAsync(new(Statements.LoadSeries, name), cancellationToken);
            var aliases = await transaction.RunAsync(new(Statements.LoadAliases, name, at), cancellationToken);
            return (new Twin(twin, [.. facts.Select(FactRow.Read)], [.. series.Select(ChunkOf)], [.. aliases.Select(AliasOf)]), false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken) => InTransactionAsync<IReadOnlyList<Fact>>(
        twin,
        async (transaction, _) =>
        {
            await transaction.RunAsync(new(Statements.Lock, ("twin", twin.Value)), cancellationToken);
            var rows = await transaction.RunAsync(new(Statements.History, ("twin", twin.Value)), cancellationToken);
            return ([.. rows.Select(FactRow.Read)], false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(
            new(Statements.SeriesWithin, ("twin", twin.Value), ("series", series?.Value), ("from", from is { } first ? FactRow.Instant(first) : null), ("until", until is { } end ? FactRow.Instant(end) : null)),
            cancellationToken);
        return [.. rows.Select(row => ChunkOf(row).Within(from, until)).Where(c => !c.Samples.IsEmpty)];
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
                var isApplied = await new TwinChange(delta, transaction, cancellationToken).ApplyAsync();
                // After a commit whose answer was lost, "applied before" means by this very call.
                return (isApplied || mayHaveCommitted, isApplied);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(new(Statements.Find, ("authority", key.Authority), ("value", key.Value)), cancellationToken);
        return rows.Count == 0 ? null : new TwinId(FactRow.Text(rows[0][0]));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await RowsAsync(new(Statements.Documents), cancellationToken)) { yield return DocumentRow.Read(row); }
    }

    /// <inheritdoc/>
    public async Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(new(Statements.FindDocument, ("id", DocumentRow.Id(name, hash))), cancellationToken);
        return rows.Count == 0 ? null : DocumentRow.Read(rows[0]);
    }

    /// <inheritdoc/>
    public Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken) => AttemptAsync(
        url,
        async () =>
        {
            var (id, twins) = (DocumentRow.Id(document.Name, document.Hash), document.Twins.Select(t => t.Value).Distinct().ToArray());
            await using var transaction = await transport.BeginAsync(cancellationToken);
            await transaction.RunAsync(
                new(Statements.KeepDocument, ("id", id), ("properties", DocumentRow.Properties(document)), ("at", FactRow.Instant(document.FirstRead)), ("twins", twins)), cancellationToken);
            foreach (var part in twins.Chunk(Limits.MaxRowsPerStatement)) { await transaction.RunAsync(new(Statements.LinkDocument, ("id", id), ("twins", part)), cancellationToken); }
            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken) => [.. (await RowsAsync(new(Statements.Links), cancellationToken)).Select(LinkRow.Read)];

    /// <inheritdoc/>
    public async Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken)
    {
        var at = link.At is { } said ? FactRow.Instant(said) : null;
        var rows = await RowsAsync(new(Statements.AddLink, ("id", LinkRow.Id(link)), ("properties", LinkRow.Properties(link)), ("at", at), ("from", FactRow.Instant(link.KnownFrom))), cancellationToken);
        return !rows[0][0].GetBoolean();
    }

    /// <inheritdoc/>
    public Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken) => InTransactionAsync(
        twin,
        async (transaction, mayHaveCommitted) =>
        {
            if ((await transaction.RunAsync(new(Statements.Lock, ("twin", twin.Value)), cancellationToken)).Count == 0) { return (mayHaveCommitted, false); }
            foreach (var statement in Statements.Erase)
            {
                IReadOnlyList<JsonElement> removed;
                do
                {
                    removed = await transaction.RunAsync(new(statement, ("twin", twin.Value), ("rows", Limits.MaxRowsPerStatement)), cancellationToken);
                }
                while (removed[0][0].GetInt64() > 0);
            }
            return (true, true);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(new(Statements.GetSetting, ("name", name)), cancellationToken);
        return rows.Count == 0 ? null : Convert.FromBase64String(FactRow.Text(rows[0][0]));
    }

    /// <inheritdoc/>
    public async Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(new(Statements.SetSettingOnce, ("name", name), ("value", Convert.ToBase64String(value))), cancellationToken);
        return Convert.FromBase64String(FactRow.Text(rows[0][0]));
    }

    /// <summary>Leaves the server.</summary>
    public ValueTask DisposeAsync()
    {
        transport.Dispose();
        return ValueTask.CompletedTask;
    }

    // Two processes that open a new database at once make the same index: "IF NOT EXISTS" looks before it locks, so the later one is told that it is there.
    private static async Task<bool> MakeAsync(QueryApiTransport transport, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await transport.RunAsync(new(statement), cancellationToken);
            return true;
        }
        catch (CypherException cause) when (cause.Code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal) && cause.Code.EndsWith("AlreadyExists", StringComparison.Ordinal))
        {
            return false;
        }
    }

    // 5.26 and later, and the calendar versions (2025.01) that follow.
    private static bool IsNewEnough(string version)
    {
        var parts = version.Split('.', '-');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) && (major > 5 || (major == 5 && minor >= 26));
    }

    private static SeriesChunk ChunkOf(JsonElement row) => SeriesPacking.Unpack(Convert.FromBase64String(FactRow.Text(row[0])));

    private static Alias AliasOf(JsonElement row)
    {
        var origin = new Origin(
            FactRow.Text(row[2]), FactRow.Text(row[3]), new ByteRange(row[4].GetInt64(), row[5].GetInt64()), FactRow.Text(row[6]), FactRow.Text(row[7]),
            FactRow.Text(row[8]), FactRow.Text(row[9]), FactRow.Text(row[10]));
        DateTimeOffset? until = row[12].ValueKind == JsonValueKind.Null ? null : FactRow.Instant(row[12]);
        return new(new Identifier(FactRow.Text(row[0]), FactRow.Text(row[1])), origin, FactRow.Instant(row[11]), until);
    }

    private Task<IReadOnlyList<JsonElement>> RowsAsync(CypherStatement statement, CancellationToken cancellationToken) =>
        AttemptAsync(url, () => transport.RunAsync(statement, cancellationToken), cancellationToken);

    // The work says whether to commit; without, the transaction is rolled back. It may run several times: every statement of it can.
    private async Task<T> InTransactionAsync<T>(TwinId twin, Func<ICypherTransaction, bool, Task<(T Result, bool Commit)>> work, CancellationToken cancellationToken)
    {
        var mayHaveCommitted = false;
        var turn = turns[StripeOf(twin)];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await AttemptAsync(
                url,
                async () =>
                {
                    await using var transaction = await transport.BeginAsync(cancellationToken);
                    var (result, commit) = await work(transaction, mayHaveCommitted);
                    if (!commit) { return result; }
                    mayHaveCommitted = true;
                    await transaction.CommitAsync(cancellationToken);
                    return result;
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

    private static async Task<T> AttemptAsync<T>(StoreUrl url, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (CypherException cause) when (!cause.IsTransient || attempt == Limits.MaxAttempts)
            {
                throw Neo4jFaults.Of(url, cause);
            }
            catch (CypherException)
            {
                await Task.Delay(Limits.FirstRetryDelayMs << (attempt - 1), cancellationToken);
            }
            catch (Exception cause) when (cause is InvalidDataException or FormatException or (InvalidOperationException and not ObjectDisposedException))
            {
                throw Neo4jFaults.NotUnderstood(cause);
            }
        }
    }
}
