using System.Buffers.Binary;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>Turns one change of one twin into one batch. Runs under the twin's lock.</summary>
internal sealed class TwinWriter(RocksDb db, StoreKeys keys, CohortKeys cohortKeys, KeyRing ring, HeldFactsCache cache, ChangeFeed feed)
{
    private readonly CohortIndex cohorts = new(db, cohortKeys, ring);

    /// <summary>Applies the change; false when its key had been applied.</summary>
    public bool Apply(TwinDelta delta)
    {
        if (delta.Key is { } key && db.HasKey(keys.AppliedKey(delta.Twin, key))) { return false; }
        var held = cache.Take(delta.Twin) ?? HeldFacts.Of(TwinReader.Read(db, ring, delta.Twin, StoreKeys.Facts), cohorts.Of(delta.Twin));
        using var seal = ring.FindOrMake(delta.Twin);
        using var batch = new WriteBatch();
        WriteFacts(batch, delta, held, seal);
        cohorts.Put(batch, delta.Twin, held.Cohort);
        WriteAliases(batch, delta, held.Head.Sequence, seal);
        foreach (var chunk in delta.Series) { WriteChunk(batch, delta.Twin, chunk, seal); }
        if (delta.Key is { } applied) { batch.PutPlain(keys.AppliedKey(delta.Twin, applied), []); }
        batch.PutPlain(StoreKeys.Of(delta.Twin, StoreKeys.Head), held.Head.Encode());
        batch.PutPlain(StoreKeys.Listed(delta.Twin), []);
        feed.Commit(db, batch, (delta.Twin, false));
        cache.Put(delta.Twin, held);
        return true;
    }

    private void WriteFacts(WriteBatch batch, TwinDelta delta, HeldFacts held, RecordSeal seal)
    {
        var (sequence, number) = (held.Head.Sequence, held.Head.Facts);
        using var block = new FactBlockEncoder(delta.Assert.Length);
        var closed = new List<Closing>();
        foreach (var fact in delta.Close)
        {
            if (held.Ordinals.Remove(FactKey.Of(fact), out var ordinal)) { closed.Add(new(ordinal, delta.KnownAt)); }
        }
        held.Ordinals.EnsureCapacity(held.Ordinals.Count + delta.Assert.Length);
        (long From, long First)? merged = null;
        foreach (var fact in delta.Assert)
        {
            if (!held.Ordinals.TryAdd(FactKey.Of(fact), number)) { continue; }
            held.Cohort.Add(fact.Triple, cohortKeys);
            merged ??= Merge(batch, delta.Twin, sequence, number, block, seal);
            block.Add(fact, delta.KnownAt);
            number++;
        }
        if (closed.Count > 0) { merged ??= Merge(batch, delta.Twin, sequence, number, block, seal); }
        if (merged is not { } place) { return; }
        foreach (var closing in closed) { block.Add(closing); }
        held.Head = new(sequence + 1, number);
        batch.Put(StoreKeys.FactsOf(delta.Twin, place.From), block.Finish(place.First), seal);
    }

    // Every 32nd change takes the 31 before it into its block, and every 1,024th the 31 such blocks before it: a twin of many small documents is read as
    // few blocks, and a fact is rewritten twice at most. Returns the block's own number, and that of its first fact.
    private (long From, long First) Merge(WriteBatch batch, TwinId twin, long sequence, long number, FactBlockEncoder block, RecordSeal seal)
    {
        const long one = Limits.DeltasMergedPerBlock, two = one * one;
        var span = (sequence + 1) % two == 0 ? two : (sequence + 1) % one == 0 ? one : 1;
        if (span == 1) { return (sequence, number); }
        var from = sequence + 1 - span;
        var (facts, closings) = (new List<Fact>(), new List<Closing>());
        long? first = null;
        var prefix = StoreKeys.Of(twin, StoreKeys.Facts);
        Database.Scan(db, prefix, (key, value) =>
        {
            var before = FactBlockDecoder.Decode(seal.Open(key, value), facts, closings);
            first ??= before;
            batch.Delete(key, null);
            return true;
        }, StoreKeys.FactsOf(twin, from));
        foreach (var fact in facts) { block.Add(fact, fact.KnownFrom); }
        foreach (var closing in closings) { block.Add(closing); }
        return (from, first ?? number);
    }

    // A chunk in place of the one from the same document and rule, whose parts may be more.
    private void WriteChunk(WriteBatch batch, TwinId twin, SeriesChunk chunk, RecordSeal seal)
    {
        var key = keys.ChunkOf(twin, chunk);
        var hash = key.AsSpan(StoreKeys.Of(twin).Length + 1);
        Database.Scan(db, StoreKeys.SamplesOf(twin, hash), (old, _) =>
        {
            batch.Delete(old, null);
            return true;
        });
        var (head, parts) = ChunkRecord.Encode(chunk);
        batch.Put(key, head, seal);
        for (var part = 0; part < parts.Count; part++) { batch.Put(StoreKeys.SamplesOf(twin, hash, part), parts[part], seal); }
    }

    private void WriteAliases(WriteBatch batch, TwinDelta delta, long sequence, RecordSeal seal)
    {
        var index = 0;
        foreach (var group in delta.Aliases.GroupBy(a => a.Key))
        {
            var hash = keys.AliasHash(group.Key);
            var entries = Entries(delta.Twin, hash, seal);
            foreach (var alias in group)
            {
                var open = entries.FindIndex(e => e.Alias.KnownUntil is null);
                if (alias.KnownUntil is null ? open >= 0 : entries.Any(e => e.Alias == alias)) { continue; }
                if (alias.KnownUntil is { } until && open >= 0) { entries[open] = (entries[open].Key, entries[open].Alias with { KnownUntil = until }); }
                else { entries.Add((NewEntry(delta.Twin, hash, sequence, index++, entries.Count), alias)); }
            }
            foreach (var (key, alias) in entries) { batch.Put(key, AliasRecord.Encode(alias), seal); }
            var current = entries.Find(e => e.Alias.KnownUntil is null).Alias;
            if (current is null) { batch.Delete(StoreKeys.AliasIndex(hash, delta.Twin)); }
            else { batch.PutPlain(StoreKeys.AliasIndex(hash, delta.Twin), StoreKeys.Number(current.KnownFrom.UtcTicks)); }
        }
    }

    private List<(byte[] Key, Alias Alias)> Entries(TwinId twin, byte[] hash, RecordSeal seal)
    {
        var entries = new List<(byte[] Key, Alias Alias)>();
        Database.Scan(db, StoreKeys.AliasEntries(twin, hash), (key, value) =>
        {
            entries.Add((key.ToArray(), AliasRecord.Decode(seal.Open(key, value))));
            return true;
        });
        return entries;
    }

    private static byte[] NewEntry(TwinId twin, byte[] hash, long sequence, int index, int count)
    {
        var number = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(number, count);
        BinaryPrimitives.WriteInt64BigEndian(number.AsSpan(4), sequence);
        BinaryPrimitives.WriteInt32BigEndian(number.AsSpan(12), index);
        return [.. StoreKeys.AliasEntries(twin, hash), .. number];
    }
}
