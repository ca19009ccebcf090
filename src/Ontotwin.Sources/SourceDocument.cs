using System.Security.Cryptography;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// One file or message as it arrived: its bytes, the name a person knows it by, and the hash it is cited by. Of a <see cref="LargeDocument"/> it is one
/// stretch at a time, or some entries between its beginning and its end; of one in another encoding it may be a copy in UTF-8. Places, name and hash are those
/// of the whole as it was written.
/// </summary>
public sealed class SourceDocument
{
    private readonly LargeDocument? whole;
    private readonly DocumentPieces? pieces;
    private readonly (SourceDocument Written, MappedText Text)? decoded;
    private string? hash;

    /// <summary>A document over bytes already in memory. The bytes must not change afterwards.</summary>
    /// <param name="name">Path or message name, as the user gave it; shown in every origin.</param>
    /// <param name="bytes">The whole content.</param>
    public SourceDocument(string name, ReadOnlyMemory<byte> bytes)
    {
        Name = name;
        Bytes = bytes;
    }

    internal SourceDocument(LargeDocument whole, ReadOnlyMemory<byte> bytes, long offset)
        : this(whole.Name, bytes)
    {
        this.whole = whole;
        Offset = offset;
    }

    internal SourceDocument(LargeDocument whole, ReadOnlyMemory<byte> bytes, DocumentPieces pieces)
        : this(whole, bytes, offset: 0) => this.pieces = pieces;

    private SourceDocument(SourceDocument written, MappedText text)
        : this(written.Name, text.Bytes) => (decoded, Flaw) = ((written, text), written.Flaw);

    /// <summary>Path or message name, as the user gave it.</summary>
    public string Name { get; }

    /// <summary>The content: all of it, or the stretch at hand.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether <see cref="Bytes"/> are all of it.</summary>
    public bool IsWhole => whole is null;

    /// <summary>What is wrong with the container that it was unpacked from, though it is read: cut, or followed by other bytes; null where nothing is.</summary>
    public Diagnostic? Flaw { get; private init; }

    /// <summary>Where <see cref="Bytes"/> begin in the document, in bytes; 0 but for stretches of a large document.</summary>
    public long Offset { get; }

    /// <summary>Where <see cref="Bytes"/> lie in the document.</summary>
    public ByteRange Extent => RangeOf(0, Bytes.Length);

    /// <summary>SHA-256 of the whole content, lower-case hex. Computed once, on first use: O(length).</summary>
    public string Hash => hash ??= whole?.Hash ?? decoded?.Written.Hash ?? Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    internal SourceDocument With(Diagnostic flaw) => new(Name, Bytes) { Flaw = flaw };

    /// <summary>The same document with bytes in UTF-8; places and hash are those of what was written.</summary>
    internal SourceDocument Decoded(MappedText text) => new(this, text);

    /// <summary>The place of a stretch of <see cref="Bytes"/> in the document.</summary>
    internal ByteRange RangeOf(int start, int end) =>
        decoded is { } copy ? copy.Text.RangeOf(start, end) : pieces is null ? new(Offset + start, Offset + end) : pieces.RangeOf(start, end);
}
