using System.Buffers.Binary;
using System.Numerics;

namespace Ontotwin.Durability;

/// <summary>The checksum CRC-32C (Castagnoli, RFC 3720 appendix B.4): notices every change of up to 32 bits in a row. Processors compute it themselves.</summary>
public static class Crc32C
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Bytes = 4;

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    /// <summary>The checksum of one run of bytes followed by another.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Add(Add(uint.MaxValue, first), second);

    private static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) { state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes)); }
        foreach (var one in bytes) { state = BitOperations.Crc32C(state, one); }
        return state;
    }
}
