using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// Makes IRIs from keys: HMAC-SHA256 of the key under the store's secret, its first 130 bits in base32. An IRI never contains an identifier, and without
/// the secret nobody can test whether it stands for one.
/// </summary>
public sealed class IriMaker
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Length = 26;
    private IncrementalHash? spare;
    private readonly byte[] secret;

    /// <summary>A maker under a secret of at least 16 bytes.</summary>
    public IriMaker(byte[] secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, 16, nameof(secret));
        this.secret = secret;
    }

    /// <summary>A node's IRI from its class and the canonical text of its key.</summary>
    public Iri Node(string className, string key) => new(TwinId.InstanceNamespace + Hash(className + "\u001e" + key));

    /// <summary>The twin of a person known by an identifier.</summary>
    public TwinId Twin(Identifier key) => new(Hash("Person\u001e" + key));

    /// <summary>The same from one text in UTF-8: class name, U+001E, key.</summary>
    internal Iri Node(ReadOnlySpan<byte> key)
    {
        // A digest set up once is three times as fast as one set up for every key; a thread that finds none sets up its own.
        var hmac = Interlocked.Exchange(ref spare, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(key);
        Span<byte> hash = stackalloc byte[32];
        hmac.GetHashAndReset(hash);
        Interlocked.Exchange(ref spare, hmac)?.Dispose();
        return new Iri(string.Create(TwinId.InstanceNamespace.Length + Length, hash, static (chars, bytes) =>
        {
            TwinId.InstanceNamespace.CopyTo(chars);
            Encode(bytes, chars[TwinId.InstanceNamespace.Length..]);
        }));
    }

    private string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text), hash);
        return string.Create(Length, hash, static (chars, bytes) => Encode(bytes, chars));
    }

    // Five bytes are eight characters; 130 bits are three times that and two more.
    private static void Encode(ReadOnlySpan<byte> hash, Span<char> chars)
    {
        var at = 0;
        for (var group = 0; group < 15; group += 5)
        {
            var bits = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(hash[group..]) << 8) | hash[group + 4];
            for (var shift = 35; shift >= 0; shift -= 5) { chars[at++] = Alphabet[(int)(bits >> shift) & 31]; }
        }
        var rest = (hash[15] << 8) | hash[16];
        chars[at++] = Alphabet[rest >> 11];
        chars[at] = Alphabet[(rest >> 6) & 31];
    }
}
