using System.Collections.Immutable;
using Ontotwin.Graph.Embedded;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>The rejects of a document in few bytes: rules, codes and reasons recur and are written once. Every store keeps them in this form.</summary>
public static class RejectPacking
{
    private const byte Format = 1;

    /// <summary>The rejects as bytes. Cost: O(rejects).</summary>
    public static byte[] Pack(ImmutableArray<KeptReject> rejects)
    {
        var writer = new ByteWriter(64 + (rejects.Length * 16));
        writer.Byte(Format);
        var texts = rejects.SelectMany(r => new[] { r.Rule ?? "", r.Code, r.Reason }).Distinct(StringComparer.Ordinal).ToList();
        writer.Count(texts.Count);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            numbers.Add(text, numbers.Count);
            writer.Text(text);
        }
        writer.Count(rejects.Length);
        foreach (var reject in rejects)
        {
            writer.Text(reject.Path);
            writer.Signed(reject.Bytes.Start);
            writer.Signed(reject.Bytes.Length);
            writer.Count(numbers[reject.Rule ?? ""]);
            writer.Count(numbers[reject.Code]);
            writer.Count(numbers[reject.Reason]);
        }
        return writer.ToArray();
    }

    /// <summary>The rejects that were packed. Cost: O(rejects).</summary>
    /// <exception cref="InvalidDataException">The bytes are not packed rejects of a known format.</exception>
    public static ImmutableArray<KeptReject> Unpack(ReadOnlySpan<byte> packed)
    {
        var reader = new ByteReader(packed);
        if (reader.Byte() != Format) { throw new InvalidDataException("rejects are of an unknown format"); }
        var texts = new string[reader.Count()];
        foreach (ref var text in texts.AsSpan()) { text = reader.Text(); }
        var rejects = ImmutableArray.CreateBuilder<KeptReject>(reader.Count());
        for (var i = 0; i < rejects.Capacity; i++)
        {
            var path = reader.Text();
            var start = reader.Signed();
            var bytes = new ByteRange(start, start + reader.Signed());
            var rule = texts[reader.Index(texts.Length)];
            rejects.Add(new(path, bytes, rule.Length == 0 ? null : rule, texts[reader.Index(texts.Length)], texts[reader.Index(texts.Length)]));
        }
        return reader.IsAtEnd ? rejects.ToImmutable() : throw ByteReader.Torn();
    }
}
