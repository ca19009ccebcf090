using System.Runtime.InteropServices;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Goes through the entries whose key begins with a prefix, as they are at one moment. It is bounded, so that a damaged block behind the last of them is not read.
/// </summary>
internal sealed unsafe class Cursor : IDisposable
{
    private readonly byte[] prefix;
    private readonly byte* bound;
    private readonly ReadOptions options;
    private readonly Iterator iterator;

    /// <summary>A cursor at the first entry.</summary>
    /// <param name="db">The map.</param>
    /// <param name="prefix">What keys begin with; empty for all.</param>
    /// <param name="isWhole">Whether everything will be read: blocks then stay out of the cache.</param>
    public Cursor(RocksDb db, byte[] prefix, bool isWhole = false)
    {
        this.prefix = prefix;
        options = new ReadOptions().SetVerifyChecksums(true).SetFillCache(!isWhole);
        var length = Array.FindLastIndex(prefix, b => b != byte.MaxValue) + 1;
        if (length > 0)
        {
            // RocksDB keeps the address.
            bound = (byte*)NativeMemory.Alloc((nuint)length);
            prefix.AsSpan(0, length).CopyTo(new Span<byte>(bound, length));
            bound[length - 1]++;
            options.SetIterateUpperBound(bound, (ulong)length);
        }
        iterator = db.NewIterator(readOptions: options);
        Seek(prefix);
    }

    public ReadOnlySpan<byte> Key => iterator.GetKeySpan();

    public ReadOnlySpan<byte> Value => iterator.GetValueSpan();

    /// <summary>Whether it is at an entry. At the end: throws what the disk answered, if it was that.</summary>
    public bool IsValid
    {
        get
        {
            if (iterator.Valid()) { return Key.StartsWith(prefix); }
            Native.Instance.rocksdb_iter_get_error(iterator.Handle);
            return false;
        }
    }

    public void Next() => iterator.Next();

    /// <summary>To the first entry at or behind a key.</summary>
    public void Seek(ReadOnlySpan<byte> key) => iterator.Seek(key);

    /// <summary>To the last entry at or before a key.</summary>
    public void SeekLast(ReadOnlySpan<byte> key) => iterator.SeekForPrev(key);

    public void Dispose()
    {
        iterator.Dispose();
        GC.KeepAlive(options);
        NativeMemory.Free(bound);
    }
}
