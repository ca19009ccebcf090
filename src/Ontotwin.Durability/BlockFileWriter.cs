using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ontotwin.Durability;

/// <summary>
/// Writes a file of blocks that proves itself: a checksum a block, which knows the block's number, and at the end the number of blocks and SHA-256 of the whole.
/// A file that was cut anywhere, or has a byte changed, is refused by <see cref="BlockFileReader"/>.
/// </summary>
public sealed class BlockFileWriter : IDisposable
{
    internal const int HeadBytes = sizeof(int) + Crc32C.Bytes;
#pragma warning disable CA2213 // The caller's, who flushes and closes it.
    private readonly Stream target;
#pragma warning restore CA2213
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long blocks;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="magic">What the file begins with, which says what it is.</param>
    public BlockFileWriter(Stream target, ReadOnlySpan<byte> magic)
    {
        this.target = target;
        Write(magic);
    }

    /// <summary>Appends a block, which may not be empty.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty || block.Length > Limits.MaxBlockBytes) { throw new ArgumentException($"a block of {block.Length} bytes: 1 to {Limits.MaxBlockBytes}", nameof(block)); }
        WriteHead(block);
        Write(block);
        blocks++;
    }

    /// <summary>Ends the file.</summary>
    public void Finish()
    {
        WriteHead([]);
        target.Write(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    internal static uint Checksum(long number, ReadOnlySpan<byte> block)
    {
        Span<byte> head = stackalloc byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(head, number);
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(long)..], block.Length);
        return Crc32C.Of(head, block);
    }

    private void WriteHead(ReadOnlySpan<byte> block)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, block.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(int)..], Checksum(blocks, block));
        Write(head);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        target.Write(bytes);
        hash.AppendData(bytes);
    }
}
