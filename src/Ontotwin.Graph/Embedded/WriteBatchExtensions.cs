using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>No record goes into the map but under a seal.</summary>
internal static class WriteBatchExtensions
{
    /// <summary>Puts a record under a key.</summary>
    public static void Put(this WriteBatch batch, byte[] place, ReadOnlySpan<byte> record, RecordSeal seal) => batch.Put(place, seal.Close(place, record));

    /// <summary>Puts what names nobody: with a checksum alone.</summary>
    public static void PutPlain(this WriteBatch batch, byte[] place, ReadOnlySpan<byte> record) => batch.Put(place, RecordSeal.Plain.Close(place, record));
}
