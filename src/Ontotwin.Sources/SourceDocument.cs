using System.Security.Cryptography;

namespace Ontotwin.Sources;

/// <summary>One file or message as it arrived: its bytes, the name a person knows it by, and the hash it is cited by.</summary>
public sealed class SourceDocument
{
    private string? hash;

    /// <summary>A document over bytes already in memory. The bytes must not change afterwards.</summary>
    /// <param name="name">Path or message name, as the user gave it; shown in every origin.</param>
    /// <param name="bytes">The whole content.</param>
    public SourceDocument(string name, ReadOnlyMemory<byte> bytes)
    {
        Name = name;
        Bytes = bytes;
    }

    /// <summary>Path or message name, as the user gave it.</summary>
    public string Name { get; }

    /// <summary>The whole content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of the content, lower-case hex. Computed once, on first use: O(length).</summary>
    public string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));
}
