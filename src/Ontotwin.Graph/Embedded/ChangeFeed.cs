using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The order of a store's changes: one entry a twin, which moves to the end with each change, in the batch of the change itself. Whoever writes first writes for all that
/// wait: positions are given in the order in which they reach the disk, so that none becomes visible before a smaller one, and one wait for the disk serves many
/// (decision 0050).
/// </summary>
internal sealed class ChangeFeed
{
    private const byte Changed = 0, Erased = 1;
    private const int EpochBytes = 8;

    // Of a batch as RocksDB keeps it: its number (8 bytes), how many entries, and these.
    private const int BatchHead = 12, BatchCount = 8;

    private readonly Lock writing = new();
    private readonly Lock queue = new();
    private List<Change> waiting = [];
    private long? last;

    /// <summary>Writes a batch that changes or erases twins, and waits until it is on the disk.</summary>
    public void Commit(RocksDb db, WriteBatch batch, params ReadOnlySpan<(TwinId Twin, bool IsErased)> twins)
    {
        var change = new Change(batch, twins.ToArray());
        lock (queue) { waiting.Add(change); }
        lock (writing)
        {
            if (!change.IsTaken) { Write(db, Take()); }
        }
        change.Fault?.Throw();
    }

    /// <summary>Begins another life of the store: positions of the one before are refused.</summary>
    public static void BeginEpoch(RocksDb db, KeyRing ring) => StoreSettings.Set(db, ring, StoreSettings.Epoch, RandomNumberGenerator.GetBytes(EpochBytes));

    /// <summary>The entries behind a position, in order.</summary>
    /// <param name="db">The map.</param>
    /// <param name="ring">The store's key.</param>
    /// <param name="after">The position.</param>
    /// <param name="most">How many at most.</param>
    public static List<ChangeFeedEntry> Read(RocksDb db, KeyRing ring, FeedPosition after, int most)
    {
        var epoch = Convert.ToHexStringLower(StoreSettings.Find(db, ring, StoreSettings.Epoch) ?? throw new InvalidDataException("the change feed does not say of which life of the store it is"));
        after.MustBeOf(epoch);
        return Entries(db, after.Number, most).ConvertAll(e => new ChangeFeedEntry(new(epoch, e.Number), e.Twin, e.IsErased));
    }

    private static List<(long Number, TwinId Twin, bool IsErased)> Entries(RocksDb db, long after, int most)
    {
        var entries = new List<(long, TwinId, bool)>();
        if (after == long.MaxValue) { return entries; }
        Database.Scan(db, StoreKeys.Feed, (place, value) =>
        {
            entries.Add(Decode(place, value));
            return entries.Count < most;
        }, StoreKeys.FeedAt(after + 1));
        return entries;
    }

    /// <summary>
    /// Begins another life, with every twin in it, in the order before: of a store that was made without a feed, and of one that was restored, which no longer holds what those
    /// who follow it were told. Cost: O(twins).
    /// </summary>
    public void Restart(RocksDb db, KeyRing ring)
    {
        BeginEpoch(db, ring);
        var known = Entries(db, 0, int.MaxValue).ConvertAll(e => (e.Twin, IsErased: e.IsErased || ring.IsErased(e.Twin)));
        var told = known.Select(e => e.Twin).ToHashSet();
        Database.Scan(db, StoreKeys.List, (place, _) =>
        {
            if (StoreKeys.TwinOfListed(place) is var twin && told.Add(twin)) { known.Add((twin, ring.IsErased(twin))); }
            return true;
        });
        foreach (var part in known.Chunk(Limits.TwinsPerBatch)) { CommitAlone(db, part); }
        Database.Flush(db);
    }

    private void CommitAlone(RocksDb db, (TwinId, bool)[] twins)
    {
        using var batch = new WriteBatch();
        Commit(db, batch, twins);
    }

    /// <summary>An entry, as it stands at its place.</summary>
    /// <exception cref="InvalidDataException">It is no such entry.</exception>
    public static (long Number, TwinId Twin, bool IsErased) Decode(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        var content = RecordSeal.Plain.Open(place, stored);
        if (content is not [Changed or Erased, _, ..]) { throw new InvalidDataException("an entry of the change feed is of an unknown format"); }
        return (StoreKeys.PositionOf(place), new(Encoding.UTF8.GetString(content[1..])), content[0] == Erased);
    }

    /// <summary>Where a twin's entry stands; null when it has none.</summary>
    public static long? PlaceOf(RocksDb db, TwinId twin)
    {
        var place = StoreKeys.FeedPlaceOf(twin);
        return db.Get(place) is { } stored ? PlaceIn(place, stored) : null;
    }

    /// <summary>The same, of the record that says it.</summary>
    /// <exception cref="InvalidDataException">It is no such record.</exception>
    public static long PlaceIn(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadInt64BigEndian(RecordSeal.Plain.Open(place, stored));

    private List<Change> Take()
    {
        lock (queue)
        {
            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    private void Write(RocksDb db, List<Change> changes)
    {
        foreach (var change in changes) { change.IsTaken = true; }
        try
        {
            last ??= Last(db);
            var moved = new Dictionary<TwinId, long>();
            foreach (var change in changes) { TryMove(db, change, moved); }
            if (changes.FindAll(c => c.Fault is null) is { Count: > 0 } whole) { Commit(db, whole); }
        }
        catch (Exception cause) when (Fail(changes, cause)) { }
    }

    // A place that is damaged fails the one change, and none that waits beside it.
    private void TryMove(RocksDb db, Change change, Dictionary<TwinId, long> moved)
    {
        try { Move(db, change, moved); }
        catch (Exception cause) when (StoreFaults.IsStorage(cause) && Fail([change], cause)) { }
    }

    private void Move(RocksDb db, Change change, Dictionary<TwinId, long> moved)
    {
        // Looked up before anything is said to be moved.
        var places = new long?[change.Twins.Length];
        for (var i = 0; i < places.Length; i++) { places[i] = moved.TryGetValue(change.Twins[i].Twin, out var here) ? here : PlaceOf(db, change.Twins[i].Twin); }
        for (var i = 0; i < places.Length; i++)
        {
            var (twin, isErased) = change.Twins[i];
            if (places[i] is { } before) { change.Batch.Delete(StoreKeys.FeedAt(before)); }
            var number = last!.Value + 1;
            (last, moved[twin]) = (number, number);
            Put(change.Batch, twin, isErased, number);
        }
    }

    // None of them is acknowledged, whoever waits for it.
    private static bool Fail(List<Change> changes, Exception cause)
    {
        foreach (var change in changes) { change.Fault = ExceptionDispatchInfo.Capture(cause); }
        return true;
    }

    private static void Commit(RocksDb db, List<Change> changes)
    {
        if (changes.Count == 1)
        {
            Database.Commit(db, changes[0].Batch);
            return;
        }
        var bytes = Joined(changes);
        using var joined = new WriteBatch(bytes, bytes.Length);
        Database.Commit(db, joined);
    }

    private static void Put(WriteBatch batch, TwinId twin, bool isErased, long number)
    {
        batch.PutPlain(StoreKeys.FeedAt(number), [isErased ? Erased : Changed, .. Encoding.UTF8.GetBytes(twin.Value)]);
        batch.PutPlain(StoreKeys.FeedPlaceOf(twin), StoreKeys.Number(number));
    }

    // RocksDB's own form of a batch, documented for replication: the entries of each follow those of the one before.
    private static byte[] Joined(List<Change> changes)
    {
        var parts = changes.ConvertAll(c => c.Batch.ToBytes());
        var whole = new byte[BatchHead + parts.Sum(p => p.Length - BatchHead)];
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(BatchCount), parts.Sum(p => BinaryPrimitives.ReadInt32LittleEndian(p.AsSpan(BatchCount))));
        var at = BatchHead;
        foreach (var part in parts)
        {
            part.AsSpan(BatchHead).CopyTo(whole.AsSpan(at));
            at += part.Length - BatchHead;
        }
        return whole;
    }

    private static long Last(RocksDb db)
    {
        using var cursor = new Cursor(db, StoreKeys.Feed);
        cursor.SeekLast(StoreKeys.FeedAt(long.MaxValue));
        return cursor.IsValid ? StoreKeys.PositionOf(cursor.Key) : 0;
    }

    private sealed class Change(WriteBatch batch, (TwinId Twin, bool IsErased)[] twins)
    {
        public WriteBatch Batch => batch;

        public (TwinId Twin, bool IsErased)[] Twins => twins;

        public bool IsTaken { get; set; }

        public ExceptionDispatchInfo? Fault { get; set; }
    }
}
