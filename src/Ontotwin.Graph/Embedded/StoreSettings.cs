using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>Small settings of the store itself, under the store's key.</summary>
internal static class StoreSettings
{
    /// <summary>The setting that what stands in keys is hashed with.</summary>
    public const string Secret = "ontotwin.lookup-secret";

    /// <summary>The setting that says which life of the store its change feed is of.</summary>
    public const string Epoch = "ontotwin.feed-epoch";

    /// <summary>A setting; null when it was never set.</summary>
    public static byte[]? Find(RocksDb db, KeyRing ring, string name)
    {
        var place = StoreKeys.Setting(name);
        using var seal = ring.Store();
        return db.Get(place) is { } stored ? seal.Open(place, stored).ToArray() : null;
    }

    /// <summary>Sets it if it is not set; returns the one that holds.</summary>
    public static byte[] SetOnce(RocksDb db, KeyRing ring, string name, byte[] value)
    {
        if (Find(db, ring, name) is { } known) { return known; }
        Set(db, ring, name, value);
        return [.. value];
    }

    /// <summary>Sets it, whatever it was.</summary>
    public static void Set(RocksDb db, KeyRing ring, string name, byte[] value)
    {
        using var batch = new WriteBatch();
        using var seal = ring.Store();
        batch.Put(StoreKeys.Setting(name), value, seal);
        Database.Commit(db, batch);
    }
}
