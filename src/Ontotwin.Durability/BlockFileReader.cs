using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ontotwin.Durability;

/// <summary>Reads a file of blocks, and refuses one that is not whole.</summary>
public static class BlockFileReader
{
    /// <summary>The blocks, in order. A block is told only when its own checksum fits; that the file is whole is known when the last has been told.</summary>
    /// <param name="source">The file, from its beginning; it must know its length.</param>
    /// <param name="magic">What it must begin with.</param>
    /// <exception cref="InvalidDataException">The file is no such file, or cut, or changed; says at which byte.</exception>
    public static IEnumerable<byte[]> Read(Stream source, byte[] magic)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!Take(source, magic.Length, hash).AsSpan().SequenceEqual(magic)) { throw new InvalidDataException("it begins as another kind of file"); }
        for (long number = 0; ; number++)
        {
            var at = source.Position;
            var head = Take(source, BlockFileWriter.HeadBytes, hash);
            var size = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (size < 0 || size > Limits.MaxBlockBytes || size > source.Length - source.Position) { throw Damaged(at); }
            var block = Take(source, size, hash);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(sizeof(int))) != BlockFileWriter.Checksum(number, block)) { throw Damaged(at); }
            if (size == 0) { break; }
            yield return block;
        }
        var (whole, end) = (hash.GetHashAndReset(), source.Position);
        if (!Take(source, whole.Length, null).AsSpan().SequenceEqual(whole) || source.ReadByte() >= 0) { throw Damaged(end); }
    }

    private static byte[] Take(Stream source, int count, IncrementalHash? hash)
    {
        var bytes = new byte[count];
        if (source.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count) { throw new InvalidDataException($"it ends too early, at byte {source.Position}"); }
        hash?.AppendData(bytes);
        return bytes;
    }

    private static InvalidDataException Damaged(long at) => new($"it is damaged at byte {at}");
}
