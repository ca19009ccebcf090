using System.Text.Json;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>One change of one twin within one transaction.</summary>
internal sealed class TwinChange(TwinDelta delta, ICypherTransaction transaction, ReadableNames names, CancellationToken cancellationToken)
{
    private readonly string twin = delta.Twin.Value;
    private readonly string at = FactRow.Instant(delta.KnownAt);
    private readonly HashSet<(string Subject, Iri Predicate)> touched = [];

    /// <summary>The statement to commit with; null when the change's key had been applied, and nothing was done.</summary>
    public async Task<CypherStatement?> ApplyAsync()
    {
        var key = delta.Key is { } name ? FactRow.Key(delta.Twin, ["applied", name]) : null;
        var begun = (await RunAsync(Statements.Begin, ("iri", delta.Twin.Subject.Value), ("graph", delta.Twin.Graph.Value), ("at", at), ("key", key)))[0];
        if (begun[1].GetBoolean()) { return null; }
        var isAnyClosed = await CloseAsync();
        var facts = await AssertAsync(begun[0].GetInt64());
        if (touched.Count > 0) { await new Projection(delta.Twin, transaction, names, cancellationToken).BringUpToDateAsync(touched, isAnyClosed); }
        foreach (var alias in delta.Aliases) { await ApplyAsync(alias); }
        foreach (var chunk in delta.Series) { await ApplyAsync(chunk); }
        return new(Statements.Finish, ("twin", twin), ("facts", facts), ("applied", key is null ? [] : new[] { key }), ("key", delta.Key), ("twins", new[] { twin }), ("erased", null));
    }

    private async Task<bool> CloseAsync()
    {
        foreach (var part in delta.Close.Select(f => FactRow.HeldKey(delta.Twin, f)).Distinct().Chunk(Limits.MaxRowsPerStatement))
        {
            foreach (var row in await RunAsync(Statements.Close, ("rows", part), ("at", at))) { touched.Add((FactRow.Text(row[0]), new Iri(FactRow.Text(row[1])))); }
        }
        return touched.Count > 0;
    }

    // Returns the number of facts ever held.
    private async Task<long> AssertAsync(long number)
    {
        var rows = new List<object>();
        var seen = new HashSet<string>();
        var properties = await names.OfAsync(NameKind.Property, delta.Assert.Select(f => f.Triple.Predicate), cancellationToken);
        foreach (var fact in delta.Assert)
        {
            var held = FactRow.HeldKey(delta.Twin, fact);
            if (!seen.Add(held)) { continue; }
            rows.Add(new { held, number = number++, properties = FactRow.Properties(fact, properties[fact.Triple.Predicate]) });
            touched.Add((TermText.Of(fact.Triple.Subject), fact.Triple.Predicate));
        }
        foreach (var part in rows.Chunk(Limits.MaxRowsPerStatement)) { await RunAsync(Statements.Assert, ("rows", part), ("at", at)); }
        return number;
    }

    private async Task ApplyAsync(Alias alias)
    {
        var held = FactRow.Key(delta.Twin, [alias.Key.Authority, alias.Key.Value]);
        var properties = new Dictionary<string, object?> { ["authority"] = alias.Key.Authority, ["value"] = alias.Key.Value };
        FactRow.Add(properties, alias.Origin);
        var from = FactRow.Instant(alias.KnownFrom);
        if (alias.KnownUntil is not { } end)
        {
            await RunAsync(Statements.OpenAlias, ("held", held), ("properties", properties), ("from", from));
            return;
        }
        var until = FactRow.Instant(end);
        if ((await RunAsync(Statements.CloseAlias, ("held", held), ("until", until))).Count > 0) { return; }
        await RunAsync(
            Statements.ClosedAlias, ("authority", alias.Key.Authority), ("value", alias.Key.Value), ("properties", properties), ("from", from), ("until", until));
    }

    // The packed samples are what is read back; the rest is for people.
    private async Task ApplyAsync(SeriesChunk chunk)
    {
        var samples = chunk.Samples;
        var properties = new Dictionary<string, object?>
        {
            ["series"] = chunk.Series.Value, ["unit"] = chunk.Unit, ["isFloating"] = chunk.IsFloating, ["samples"] = samples.Length,
            ["least"] = samples.IsEmpty ? null : (double)samples.Min(s => s.Value), ["greatest"] = samples.IsEmpty ? null : (double)samples.Max(s => s.Value),
            ["packed"] = Convert.ToBase64String(SeriesPacking.Pack(chunk)),
        };
        FactRow.Add(properties, chunk.Source);
        var id = FactRow.Key(delta.Twin, [chunk.Series.Value, chunk.Source.Document, chunk.Source.Rule]);
        var (first, last) = samples.IsEmpty ? (null, null) : (FactRow.Instant(samples[0].Instant), FactRow.Instant(samples[^1].Instant));
        await RunAsync(Statements.Chunk, ("id", id), ("properties", properties), ("first", first), ("last", last));
    }

    private Task<IReadOnlyList<JsonElement>> RunAsync(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        transaction.RunAsync(new CypherStatement(statement, [("twin", twin), .. parameters]), cancellationToken);
}
