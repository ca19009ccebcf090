using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ontotwin.Bench;

/// <summary>
/// What somebody would write who needs this one file mapped and nothing else: no reader, no language, no checks. It makes the same bytes as the map
/// <c>bench.wearable</c>, keyed IRIs included, and reads the file through a window.
/// </summary>
internal sealed class HandWritten : IDisposable
{
    private const int WindowBytes = 1 << 20;
    private readonly byte[] window = new byte[WindowBytes];
    private readonly byte[] output = new byte[WindowBytes];
    private readonly byte[] key = new byte[256];
    private readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret());
    private readonly Dictionary<int, byte[]> patients = [];
    private readonly CountingStream sink;
    private int length;

    public static byte[] Secret() => [.. Enumerable.Repeat((byte)7, 32)];

    private HandWritten(bool sums) => sink = new CountingStream { Sums = sums };

    public static long Run(string file, bool sums = false)
    {
        using var loop = new HandWritten(sums);
        using var input = File.OpenRead(file);
        loop.ReadAll(input);
        return loop.sink.Sum;
    }

    public void Dispose()
    {
        hash.Dispose();
        sink.Dispose();
    }

    private void ReadAll(FileStream input)
    {
        var (filled, isHeader) = (0, true);
        while (input.Read(window.AsSpan(filled)) is > 0 and var read)
        {
            var rows = window.AsSpan(0, filled + read);
            while (rows.IndexOf((byte)'\n') is >= 0 and var end)
            {
                if (!isHeader) { Row(rows[..end]); }
                isHeader = false;
                rows = rows[(end + 1)..];
            }
            rows.CopyTo(window);
            filled = rows.Length;
        }
        Flush();
    }

    // p0001,2025-01-01T00:00:00Z,72,104: the first two cells have one width.
    private void Row(ReadOnlySpan<byte> row)
    {
        var patient = row[..5];
        var at = row.Slice(6, 20);
        var rest = row[27..];
        var comma = rest.IndexOf((byte)',');
        var name = NameOf(patient);
        Span<byte> sample = stackalloc byte[26];
        Name("WearableSample\u001e"u8, patient, at, sample);
        if (output.Length - length < 2048) { Flush(); }
        Quad(sample, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ontotwin/hdt#WearableSample>"u8, [], [], name);
        Quad(sample, "https://w3id.org/ontotwin/hdt#subject> <https://w3id.org/ontotwin/id/"u8, name, ">"u8, name);
        Quad(sample, "https://w3id.org/ontotwin/hdt#observedAt> \""u8, at, "\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"u8, name);
        Quad(sample, "https://w3id.org/ontotwin/hdt#heartRate> \""u8, rest[..comma], "\"^^<http://www.w3.org/2001/XMLSchema#integer>"u8, name);
        Quad(sample, "https://w3id.org/ontotwin/hdt#steps> \""u8, rest[(comma + 1)..], "\"^^<http://www.w3.org/2001/XMLSchema#integer>"u8, name);
    }

    private byte[] NameOf(ReadOnlySpan<byte> patient)
    {
        var number = Utf8Parser.TryParse(patient[1..], out int digits, out _) ? digits : -1;
        if (patients.TryGetValue(number, out var name)) { return name; }
        name = new byte[26];
        Name("Person\u001e"u8, "urn:bench:wearable"u8, patient, name);
        patients.Add(number, name);
        return name;
    }

    private void Name(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> name)
    {
        prefix.CopyTo(key);
        first.CopyTo(key.AsSpan(prefix.Length));
        key[prefix.Length + first.Length] = 0x1f;
        second.CopyTo(key.AsSpan(prefix.Length + first.Length + 1));
        hash.AppendData(key.AsSpan(0, prefix.Length + first.Length + 1 + second.Length));
        Span<byte> code = stackalloc byte[32];
        hash.GetHashAndReset(code);
        for (var i = 0; i < name.Length; i++)
        {
            var bit = i * 5;
            name[i] = "abcdefghijklmnopqrstuvwxyz234567"u8[(((code[bit / 8] << 8) | code[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31];
        }
    }

    private void Quad(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> predicate, ReadOnlySpan<byte> value, ReadOnlySpan<byte> after, ReadOnlySpan<byte> twin)
    {
        Append("<https://w3id.org/ontotwin/id/"u8);
        Append(subject);
        Append("> <"u8);
        Append(predicate);
        Append(value);
        Append(after);
        Append(" <https://w3id.org/ontotwin/twin/"u8);
        Append(twin);
        Append("> .\n"u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output.AsSpan(length));
        length += bytes.Length;
    }

    private void Flush()
    {
        sink.Write(output.AsSpan(0, length));
        length = 0;
    }
}
