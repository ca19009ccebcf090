using System.Collections.Immutable;
using Ontotwin.Graph.Embedded;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>
/// A chunk of samples in few bytes: instants as differences of differences in the coarsest unit that fits them all, decimals as scaled integers (their
/// scale is kept: 7.0 stays 7.0), places as differences. Every store keeps chunks in this form.
/// </summary>
public static class SeriesPacking
{
    private const byte Format = 1;

    /// <summary>The chunk as bytes. Cost: O(samples).</summary>
    public static byte[] Pack(SeriesChunk chunk)
    {
        var writer = new ByteWriter(64 + (chunk.Samples.Length * 6));
        var source = chunk.Source;
        writer.Byte(Format);
        writer.Byte(chunk.IsFloating ? (byte)1 : (byte)0);
        string[] texts = [chunk.Series.Value, chunk.Unit, source.Document, source.DocumentHash, source.Path, source.Text, source.Rule, source.RuleVersion, source.Lookups];
        foreach (var text in texts) { writer.Text(text); }
        writer.Signed(source.Bytes.Start);
        writer.Signed(source.Bytes.Length);
        writer.Count(chunk.Samples.Length);
        SampleColumns.WriteInstants(writer, chunk.Samples.AsSpan());
        SampleColumns.WriteValues(writer, chunk.Samples.AsSpan());
        SampleColumns.WritePlaces(writer, chunk.Samples.AsSpan());
        return writer.ToArray();
    }

    /// <summary>The chunk that was packed. Cost: O(samples).</summary>
    /// <exception cref="InvalidDataException">The bytes are not a packed chunk of a known format.</exception>
    public static SeriesChunk Unpack(ReadOnlySpan<byte> packed)
    {
        var reader = new ByteReader(packed);
        if (reader.Byte() != Format) { throw new InvalidDataException("a chunk of samples is of an unknown format"); }
        var isFloating = reader.Byte() != 0;
        var texts = new string[9];
        foreach (ref var text in texts.AsSpan()) { text = reader.Text(); }
        var start = reader.Signed();
        var bytes = new ByteRange(start, start + reader.Signed());
        var samples = new Sample[reader.Count()];
        SampleColumns.ReadInstants(ref reader, samples);
        SampleColumns.ReadValues(ref reader, samples);
        SampleColumns.ReadPlaces(ref reader, samples);
        if (!reader.IsAtEnd) { throw ByteReader.Torn(); }
        var source = new Origin(texts[2], texts[3], bytes, texts[4], texts[5], texts[6], texts[7], texts[8]);
        return new(new Iri(texts[0]), texts[1], source, isFloating, ImmutableArray.Create(samples));
    }
}
