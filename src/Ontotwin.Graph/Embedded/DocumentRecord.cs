using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Documents in the ordered map: the document itself, and its twins both ways, so that erasing a twin finds the documents that told of it. A document
/// that told of nobody else goes with the twin, and is encrypted under the twin's key; one that told of several, or of none, under the store's.
/// </summary>
internal sealed class DocumentRecord(RocksDb db, StoreKeys keys, KeyRing ring)
{
    private const byte Format = 1;

    public void Keep(KeptDocument document)
    {
        var hash = keys.DocumentHash(document.Name, document.Hash);
        using var batch = new WriteBatch();
        foreach (var twin in TwinsOf(hash)) { Unlink(batch, hash, twin); }
        var twins = document.Twins.Distinct().Where(t => StoreKeys.IsUsable(t) && db.HasKey(StoreKeys.Listed(t))).ToList();
        foreach (var twin in twins)
        {
            batch.PutPlain(StoreKeys.TwinOfDocument(hash, twin), []);
            batch.PutPlain(StoreKeys.DocumentOf(twin, hash), []);
        }
        var place = StoreKeys.Document(hash);
        batch.PutPlain(place, Sealed(place, document, twins.Count == 1 ? twins[0] : null));
        Database.Commit(db, batch);
    }

    public KeptDocument? Find(string name, string documentHash)
    {
        var hash = keys.DocumentHash(name, documentHash);
        return db.Get(StoreKeys.Document(hash)) is { } bytes && Decode(StoreKeys.Document(hash), bytes) is { } document ? document with { Twins = [.. TwinsOf(hash)] } : null;
    }

    public List<KeptDocument> All()
    {
        var all = new List<KeptDocument>();
        Database.Scan(db, StoreKeys.Documents, (place, value) =>
        {
            if (Decode(place, value) is { } document) { all.Add(document); }
            return true;
        });
        return [.. all.Select(d => d with { Twins = [.. TwinsOf(keys.DocumentHash(d.Name, d.Hash))] })
            .OrderBy(d => d.FirstRead).ThenBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Hash, StringComparer.Ordinal)];
    }

    /// <summary>Removes a twin from its documents; returns the ranges to rewrite.</summary>
    public IEnumerable<(byte[] From, byte[] Until)> Forget(WriteBatch batch, TwinId twin, ReadOnlySpan<byte> documentHash)
    {
        var hash = documentHash.ToArray();
        var link = StoreKeys.TwinOfDocument(hash, twin);
        batch.Delete(link);
        if (TwinsOf(hash).Exists(t => t != twin)) { return [(link, link)]; }
        var entry = StoreKeys.Document(hash);
        batch.Delete(entry);
        return [(link, link), (entry, entry)];
    }

    private static void Unlink(WriteBatch batch, byte[] hash, TwinId twin)
    {
        batch.Delete(StoreKeys.TwinOfDocument(hash, twin));
        batch.Delete(StoreKeys.DocumentOf(twin, hash));
    }

    private List<TwinId> TwinsOf(byte[] hash)
    {
        var twins = new List<TwinId>();
        Database.Scan(db, StoreKeys.TwinsOfDocument(hash), (key, _) =>
        {
            twins.Add(StoreKeys.TwinOfDocumentKey(key));
            return true;
        });
        return twins;
    }

    // Whose key it is under, in the open: an id names nobody.
    private byte[] Sealed(byte[] place, KeptDocument document, TwinId? only)
    {
        using var seal = only is { } twin ? ring.FindOrMake(twin) : ring.Store();
        var writer = new ByteWriter(512);
        writer.Text(only?.Value ?? "");
        writer.Bytes(seal.Close(place, Encode(document)));
        return writer.ToArray();
    }

    // Null when it was the document of a twin that is being erased.
    internal KeptDocument? Decode(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        var reader = new ByteReader(RecordSeal.Plain.Open(place, stored));
        var only = new TwinId(reader.Text());
        using var seal = only.Value.Length == 0 ? ring.Store() : ring.Find(only);
        if (seal is null) { return ring.IsErased(only) ? null : throw new InvalidDataException("the key of a twin is missing from the key ring"); }
        return Decode(seal.Open(place, reader.Rest()));
    }

    private static byte[] Encode(KeptDocument document)
    {
        var writer = new ByteWriter(256);
        writer.Byte(Format);
        foreach (var text in (ReadOnlySpan<string>)[document.Name, document.Hash, document.Rules]) { writer.Text(text); }
        writer.Unsigned((ulong)document.FirstRead.UtcTicks);
        writer.Unsigned((ulong)document.RejectCount);
        writer.Bytes(RejectPacking.Pack(document.Rejects));
        return writer.ToArray();
    }

    private static KeptDocument Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format) { throw new InvalidDataException("a document's record is of an unknown format"); }
        var (name, hash, rules) = (reader.Text(), reader.Text(), reader.Text());
        var at = reader.Instant();
        var count = (long)reader.Unsigned();
        return new KeptDocument(name, hash, at, rules) { RejectCount = count, Rejects = RejectPacking.Unpack(reader.Rest()) };
    }
}
