using System.Globalization;
using System.Text;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>Reads and decodes every record of the map, twin by twin, and goes on behind what is damaged.</summary>
internal sealed class RecordCheck
{
    private readonly RocksDb db;
    private readonly KeyRing ring;
    private readonly CancellationToken cancellationToken;
    private (CohortIndex Index, CohortKeys Keys)? cohorts;
    private bool hasFeed;

    private RecordCheck(RocksDb db, KeyRing ring, CancellationToken cancellationToken)
    {
        this.db = db;
        this.ring = ring;
        this.cancellationToken = cancellationToken;
    }

    public long Twins { get; private set; }

    public long Records { get; private set; }

    public long Bytes { get; private set; }

    public List<StoreDamage> Damages { get; } = [];

    /// <param name="db">The map.</param>
    /// <param name="ring">The twins' keys.</param>
    /// <param name="has">Whether the index of cohorts and the change feed must be whole.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static RecordCheck Run(RocksDb db, KeyRing ring, (bool Cohorts, bool Feed) has, CancellationToken cancellationToken)
    {
        var check = new RecordCheck(db, ring, cancellationToken) { hasFeed = has.Feed };
        check.Section("an entry of the list of twins", StoreKeys.List, (key, value) => RecordSeal.Plain.Open(key, value));
        check.Section("an entry of the index of identifiers", StoreKeys.Aliases, (key, value) => RecordSeal.Plain.Open(key, value));
        check.Section("a document's twin", StoreKeys.DocumentTwins, (key, value) => RecordSeal.Plain.Open(key, value));
        var keys = new StoreKeys([]);
        check.Section("a document", StoreKeys.Documents, (key, value) => new DocumentRecord(db, keys, ring).Decode(key, value));
        check.Section("a statement about two twins", StoreKeys.Links, (key, value) => new LinkRecord(db, keys, ring).Decode(key, value));
        check.Section("a setting of the store", StoreKeys.Settings, check.Setting);
        if (has.Cohorts) { check.Cohorts(); }
        if (has.Feed)
        {
            check.Section("an entry of the change feed", StoreKeys.Feed, check.Changed);
            check.Section("a twin's place in the change feed", StoreKeys.FeedPlaces, check.Place);
        }
        foreach (var twin in check.AllTwins()) { check.Twin(twin); }
        return check;
    }

    private void Section(string what, byte[] prefix, RecordVisitor decode, TwinId? twin = null)
    {
        try
        {
            using var cursor = new Cursor(db, prefix, isWhole: true);
            for (; cursor.IsValid; cursor.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Records++;
                Bytes += cursor.Key.Length + cursor.Value.Length;
                try { decode(cursor.Key, cursor.Value); }
                catch (InvalidDataException cause) { Damages.Add(new StoreDamage(twin, (twin is null ? what : NameOf(prefix, cursor.Key)) + ": " + cause.Message, null)); }
            }
        }
        catch (RocksDbException cause)
        {
            Damages.Add(new StoreDamage(twin, what, StoreFaults.PlaceIn(cause.Message) ?? "a table"));
        }
    }

    private void Setting(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        using var seal = ring.Store();
        seal.Open(key, value);
    }

    // Without the secret, whose damage has been told by then, nothing can be looked up.
    private void Cohorts()
    {
        Section("an entry of the index of cohorts", StoreKeys.Cohorts, Cohort);
        try
        {
            if (StoreSettings.Find(db, ring, StoreSettings.Secret) is not { } secret) { return; }
            var keys = new CohortKeys(new StoreKeys(secret));
            cohorts = (new CohortIndex(db, keys, ring), keys);
        }
        catch (Exception cause) when (cause is InvalidDataException or RocksDbException) { }
    }

    private void Cohort(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        using var seal = ring.Store();
        CohortRecord.Decode(seal.Open(key, value), out _);
        var twin = StoreKeys.TwinOfCohort(key);
        if (!ring.IsErased(twin) && !db.HasKey(StoreKeys.Listed(twin))) { throw new InvalidDataException("there is no such twin"); }
    }

    private void Changed(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var entry = ChangeFeed.Decode(key, value);
        if (ChangeFeed.PlaceOf(db, entry.Twin) != entry.Number) { throw new InvalidDataException("its twin's place in the feed is another"); }
    }

    private void Place(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!db.HasKey(StoreKeys.FeedAt(ChangeFeed.PlaceIn(key, value)))) { throw new InvalidDataException("there is no entry at it"); }
    }

    // Those of the list, and those that have records: where one is damaged the other tells of the twin.
    private SortedSet<TwinId> AllTwins()
    {
        var twins = new SortedSet<TwinId>(Comparer<TwinId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)));
        try
        {
            Database.Scan(db, StoreKeys.List, (key, _) => twins.Add(StoreKeys.TwinOfListed(key)));
            using var cursor = new Cursor(db, StoreKeys.AllTwins, isWhole: true);
            while (cursor.IsValid)
            {
                var end = cursor.Key.IndexOf((byte)0);
                if (end < 1) { break; }
                var prefix = cursor.Key[..(end + 1)].ToArray();
                twins.Add(new TwinId(Encoding.UTF8.GetString(prefix.AsSpan(1, end - 1))));
                prefix[^1]++;
                cursor.Seek(prefix);
            }
        }
        catch (RocksDbException cause)
        {
            Damages.Add(new StoreDamage(null, "which twins there are", StoreFaults.PlaceIn(cause.Message) ?? "a table"));
        }
        return twins;
    }

    private void Twin(TwinId twin)
    {
        if (ring.IsErased(twin)) { return; }
        Twins++;
        var before = Damages.Count;
        using var seal = ring.Find(twin);
        if (seal is null)
        {
            Damages.Add(new StoreDamage(twin, "its key", "the key ring"));
            return;
        }
        var prefix = StoreKeys.Of(twin);
        Section("records of the twin", prefix, (key, value) => Decode(key, value, prefix.Length, seal), twin);
        if (Damages.Count > before) { return; }
        // Each is whole: do they fit each other?
        try
        {
            var isListed = db.HasKey(StoreKeys.Listed(twin));
            var reader = TwinReader.Read(db, ring, twin, StoreKeys.Chunk);
            if (reader.Exists != isListed && (reader.Exists || HasMore(twin))) { Damages.Add(new StoreDamage(twin, reader.Exists ? "its entry in the list of twins is missing" : "its head is missing", null)); }
            if (reader.Exists && hasFeed && ChangeFeed.PlaceOf(db, twin) is null) { Damages.Add(new StoreDamage(twin, "its place in the change feed is missing", null)); }
            if (reader.Exists && cohorts is var (index, keys) && index.Of(twin) is var cohort && !reader.Facts.All(f => cohort.Has(f.Triple, keys)))
            {
                Damages.Add(new StoreDamage(twin, "its entry in the index of cohorts does not say all that it holds", null));
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or RocksDbException)
        {
            Damages.Add(new StoreDamage(twin, cause is InvalidDataException ? cause.Message : "records of the twin", StoreFaults.PlaceIn(cause.Message)));
        }
    }

    // A twin that another's statement names has a mark and nothing else.
    private bool HasMore(TwinId twin)
    {
        if (db.HasKey(StoreKeys.Listed(twin))) { return true; }
        using var cursor = new Cursor(db, StoreKeys.Of(twin));
        return cursor.IsValid && cursor.Key[StoreKeys.Of(twin).Length] != StoreKeys.TwinLinkMark;
    }

    private static void Decode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int prefix, RecordSeal seal)
    {
        switch (key[prefix])
        {
            case StoreKeys.Head: TwinHead.Decode(RecordSeal.Plain.Open(key, value)); break;
            case StoreKeys.AliasOf: AliasRecord.Decode(seal.Open(key, value)); break;
            case StoreKeys.Facts: FactBlockDecoder.Decode(seal.Open(key, value), [], []); break;
            case StoreKeys.Chunk: ChunkRecord.Decode(seal.Open(key, value)); break;
            case StoreKeys.Samples: ChunkRecord.DecodePart(seal.Open(key, value)); break;
            default: RecordSeal.Plain.Open(key, value); break;
        }
    }

    private static string NameOf(byte[] prefix, ReadOnlySpan<byte> key) => key[prefix.Length] switch
    {
        StoreKeys.Head => "its head",
        StoreKeys.AliasOf => "an identifier",
        StoreKeys.Facts => string.Create(CultureInfo.InvariantCulture, $"block of facts {System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key[^8..])}"),
        StoreKeys.Chunk or StoreKeys.Samples => "a chunk of samples",
        StoreKeys.Applied => "the key of a change",
        StoreKeys.DocumentLink => "its link to a document",
        _ => "its link to another twin",
    };

    private delegate void RecordVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
}
