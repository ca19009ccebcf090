using Ontotwin.Rdf;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The index of cohorts: the <see cref="CohortRecord"/> of every twin, side by side, so that a look-up reads some hundred bytes a twin and none of its facts (decision
/// 0045). Written in the same batch as the facts, so that it misses none of them after whatever crash.
/// </summary>
internal sealed class CohortIndex(RocksDb db, CohortKeys keys, KeyRing ring)
{
    private delegate bool Test(ReadOnlySpan<uint> held);

    /// <summary>The twins that may fulfil a condition, by id; every twin that does, or ever did, is among them. Cost: O(twins).</summary>
    public List<TwinId> Find(GraphCondition condition, CancellationToken cancellationToken)
    {
        var (test, found) = (Compiled(condition), new List<TwinId>());
        if (!condition.IsFulfilled(_ => true)) { return found; }
        using var seal = ring.Store();
        Database.Scan(db, StoreKeys.Cohorts, (place, value) =>
        {
            var held = CohortRecord.Decode(seal.Open(place, value), out var isAnything);
            if ((isAnything || test(held)) && StoreKeys.TwinOfCohort(place) is var twin && !ring.IsErased(twin)) { found.Add(twin); }
            return !cancellationToken.IsCancellationRequested;
        });
        cancellationToken.ThrowIfCancellationRequested();
        return found;
    }

    /// <summary>What is known of a twin; of one that is not there nothing.</summary>
    public CohortRecord Of(TwinId twin)
    {
        var place = StoreKeys.CohortOf(twin);
        using var seal = ring.Store();
        return CohortRecord.Of(db.Get(place), place, seal);
    }

    /// <summary>Writes what is known of a twin, where that has changed.</summary>
    public void Put(WriteBatch batch, TwinId twin, CohortRecord record)
    {
        if (!record.IsChanged) { return; }
        using var seal = ring.Store();
        batch.Put(StoreKeys.CohortOf(twin), record.Encode(), seal);
    }

    /// <summary>
    /// Makes the index of a store that has none. What a process began that was killed is done again: an older program may have written since. Cost: O(bytes of the store).
    /// </summary>
    public void Build()
    {
        Clear();
        foreach (var twins in Twins().Chunk(Limits.TwinsPerBatch))
        {
            using var batch = new WriteBatch();
            foreach (var twin in twins) { Put(batch, twin, Read(twin)); }
            Database.Commit(db, batch);
        }
        Database.Flush(db);
    }

    private void Clear()
    {
        using var batch = new WriteBatch();
        Database.Scan(db, StoreKeys.Cohorts, (place, _) =>
        {
            batch.Delete(place, null);
            return true;
        });
        if (batch.Count() > 0) { Database.Commit(db, batch); }
    }

    private List<TwinId> Twins()
    {
        var twins = new List<TwinId>();
        Database.Scan(db, StoreKeys.List, (place, _) =>
        {
            twins.Add(StoreKeys.TwinOfListed(place));
            return true;
        });
        return twins;
    }

    private CohortRecord Read(TwinId twin)
    {
        var record = new CohortRecord();
        try
        {
            foreach (var fact in TwinReader.Read(db, ring, twin, StoreKeys.Facts).Facts) { record.Add(fact.Triple, keys); }
            return record;
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            // Damaged: who loads it is told so.
            return CohortRecord.OfAnything();
        }
    }

    private Test Compiled(GraphCondition condition)
    {
        if (condition is TripleCondition triple)
        {
            uint[] numbers = triple.Values.IsEmpty || !triple.Values.All(CohortKeys.IsName) ? [keys.Of(triple.Property)] : [.. triple.Values.Select(v => keys.Of(triple.Property, v))];
            return held => HasAny(held, numbers);
        }
        if (condition is AllConditions all)
        {
            Test[] tests = [.. all.Parts.Select(Compiled)];
            return held => All(tests, held);
        }
        Test[] either = [.. ((AnyCondition)condition).Parts.Select(Compiled)];
        return held => Any(either, held);
    }

    private static bool HasAny(ReadOnlySpan<uint> held, uint[] numbers)
    {
        foreach (var number in numbers) { if (held.BinarySearch(number) >= 0) { return true; } }
        return false;
    }

    private static bool All(Test[] tests, ReadOnlySpan<uint> held)
    {
        foreach (var test in tests) { if (!test(held)) { return false; } }
        return true;
    }

    private static bool Any(Test[] tests, ReadOnlySpan<uint> held)
    {
        foreach (var test in tests) { if (test(held)) { return true; } }
        return false;
    }
}
