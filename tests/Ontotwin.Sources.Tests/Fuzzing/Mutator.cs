namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>Damages documents, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxBytes = 200_000;
    private static readonly byte[] Special = "|^~&\\\"'\r\n\u000b\u001cMSH,;:{}[]<>/=_0\0"u8.ToArray();
    private readonly Random random = new(seed);

    public byte[] Next(byte[][] seeds)
    {
        var original = seeds[random.Next(seeds.Length)];
        var bytes = new List<byte>(original);
        for (var changes = random.Next(0, 8); changes > 0 && bytes.Count > 0; changes--) { Change(bytes, original, seeds); }
        // Costs that grow faster than a document show in long ones only.
        if (random.Next(40) == 0 && bytes.Count > 0) { Lengthen(bytes); }
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] original, byte[][] seeds)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(8))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes[at] = 0xFF; break;
            case 2: bytes[at] = Special[random.Next(Special.Length)]; break;
            case 3: bytes.Insert(at, Special[random.Next(Special.Length)]); break;
            case 4: bytes.RemoveRange(at, random.Next(1, Math.Min(20, bytes.Count - at + 1))); break;
            case 5: bytes.RemoveRange(at, bytes.Count - at); break;
            case 6: bytes.InsertRange(at, original[random.Next(original.Length)..]); break;
            default:
                var other = seeds[random.Next(seeds.Length)];
                bytes.InsertRange(at, other[random.Next(other.Length)..]);
                break;
        }
    }

    private void Lengthen(List<byte> bytes)
    {
        var from = random.Next(bytes.Count);
        var piece = bytes.GetRange(from, random.Next(1, Math.Min(60, bytes.Count - from + 1)));
        var times = random.Next(100, 20_000);
        var at = random.Next(bytes.Count);
        var more = new List<byte>();
        while (times-- > 0 && more.Count < MaxBytes) { more.AddRange(piece); }
        bytes.InsertRange(at, more);
    }
}
