using System.Diagnostics;
using CsCheck;
using Ontotwin.Graph.Embedded;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

public sealed class FactBlockTests
{
    private static readonly Gen<Iri> Iris = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 6], s => new Iri("https://w3id.org/ontotwin/id/" + s));

    private static readonly Gen<Literal> Literals = Gen.OneOf(
        Gen.Select(Gen.String[Gen.Char[' ', '\ud7ff'], 0, 8], Iris, (s, d) => new Literal(s, d)), Gen.String[Gen.Char.AlphaNumeric, 0, 8].Select(s => Literal.InLanguage(s, "zh-hans")));

    private static readonly Gen<Term> Terms = Gen.OneOf(Iris.Select(i => (Term)i), Literals.Select(l => (Term)l), Gen.Int[0, 9].Select(i => (Term)new BlankNode("b" + i)));

    private static readonly Gen<Triple> Triples = Gen.Select(Terms, Iris, Terms, (s, p, o) => new Triple(s, p, o));

    private static readonly Gen<Justification> Justifications = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Long[0, 1L << 40], Gen.Int[0, 99], (d, at, n) => (Justification)new Asserted(new("d" + d, "h" + d, new ByteRange(at, at + n), $"OBX[{n}]-5", "t" + n, "r", "1", ""))),
        Gen.Select(Triples.Array[0, 3], Gen.Int[0, 3], (p, r) => (Justification)new Derived("rule" + r, "1", [.. p])));

    private static readonly Gen<Fact> Facts = Gen.Select(Triples, Justifications, Gen.Int[0, 5], (t, j, at) => new Fact(t, j, DateTimeOffset.UnixEpoch.AddTicks(at)));

    [Fact]
    public void A_block_comes_back_as_it_was() => Facts.List[0, 40].Sample(facts =>
    {
        var closed = facts.Select((f, i) => new Closing(i, f.KnownFrom.AddDays(1))).ToList();
        var (read, closings) = (new List<Fact>(), new List<Closing>());
        return FactBlockDecoder.Decode(Encoded(5, facts, closed), read, closings) == 5 && read.SequenceEqual(facts) && closings.SequenceEqual(closed);
    });

    [Fact]
    public void Damaged_bytes_are_an_error_and_never_a_crash() => Gen.Select(Facts.List[1, 10], Gen.Int[0, 10_000], Gen.Byte).Sample((facts, place, value) =>
    {
        var bytes = Encoded(0, facts, []);
        bytes[place % bytes.Length] = value;
        try
        {
            FactBlockDecoder.Decode(bytes, [], []);
            FactBlockDecoder.Decode(bytes.AsSpan(0, place % bytes.Length), [], []);
        }
        catch (InvalidDataException)
        {
            return;
        }
    });

    [Fact]
    public void Samples_come_back_as_they_were() => Gen.Select(Gen.Long[0, 1L << 58], Gen.Decimal, Gen.Int[-14, 14], Gen.Int[0, 1 << 30]).Array[0, 40].Sample(rows =>
    {
        var samples = rows.Select(r => new Sample(new DateTimeOffset(r.Item1, TimeSpan.Zero).AddDays(1000).ToOffset(TimeSpan.FromHours(r.Item3)), r.Item2, new(r.Item4, r.Item4 + 3), r.Item4)).ToArray();
        var chunk = new SeriesChunk(new Iri("urn:s"), "/min", new("d", "h", new(0, 9), "p", "", "r", "1", ""), true, [.. samples]);
        var back = SeriesPacking.Unpack(SeriesPacking.Pack(chunk));
        return back.Samples.AsSpan().SequenceEqual(samples) && back.Samples.Select(s => (s.Instant.Offset, s.Value.Scale)).SequenceEqual(samples.Select(s => (s.Instant.Offset, s.Value.Scale)))
            && back with { Samples = [] } == chunk with { Samples = [] };
    });

    // Written by the program of that time.
    [Fact]
    public void A_block_of_a_store_of_format_2_is_read()
    {
        var bytes = Convert.FromBase64String(
            "AQcUAEAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwAAExAQQuMC4wAAM0LjYACE5URVsxXS0zAAhPQlhbM10tNQAFYS5obDcAAmIwAAJkZQA1aHR0cDovL3d3dy53My5v"
            + "cmcvMTk5OS8wMi8yMi1yZGYtc3ludGF4LW5zI2xhbmdTdHJpbmcrBHR5cGUSFjIwMDEvWE1MU2NoZW1hI2RlY2ltYWwEIHM6Ly93M2lkLm9yZy9vbnRvdHdpbi9oZHQjQWR2aWNlHgRub3RlHgV2YWx1ZRodaWQvc3NubWhwZHRrYmZsdnZtemxhb3J6"
            + "eXJ4NWEABmsuaGlnaAAObGFicy5vYnMudmFsdWUACW7DvGNodGVybgAHdW5pdHNAMgo8OCwOAjQkSwUIHSgwAQYAEQITAgDCCwYFAwAoEAQSARABAQABAwOAgL2F4v3N7wiA0M6T6P7N7wiAgOTY9JbO7wgDAAEDAAAABAYCAAcICQEBAQIC");
        var (facts, closings) = (new List<Fact>(), new List<Closing>());
        Assert.Equal(7, FactBlockDecoder.Decode(bytes, facts, closings));
        var (at, node) = (new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero), new Iri(TwinId.InstanceNamespace + "ssnmhpdtkbflvvmzlaorzyrx5a"));
        var value = new Triple(node, new Iri("https://w3id.org/ontotwin/hdt#value"), Literal.Number(4.6m));
        Fact[] expected =
        [
            new(value, new Asserted(From(737, "OBX[3]-5", "4.6")), at),
            new(new(node, new Iri("https://w3id.org/ontotwin/hdt#note"), Literal.InLanguage("nüchtern", "de")), new Asserted(From(760, "NTE[1]-3", "nüchtern")), at),
            new(new(new BlankNode("b0"), RdfTerms.Type, new Iri("https://w3id.org/ontotwin/hdt#Advice")), new Derived("k.high", "1", [value]), at.AddHours(1)),
        ];
        Assert.Equal(expected, facts);
        Assert.Equal([new Closing(2, at.AddDays(1))], closings);

        Origin From(int start, string path, string text) => new("a.hl7", new string('0', 64), new ByteRange(start, start + text.Length), path, text, "labs.obs.value", "1.0.0", "units@2");
    }

    private static byte[] Encoded(long first, List<Fact> facts, List<Closing> closings)
    {
        using var block = new FactBlockEncoder();
        foreach (var fact in facts) { block.Add(fact, fact.KnownFrom); }
        foreach (var closing in closings) { block.Add(closing); }
        return block.Finish(first).ToArray();
    }
}
