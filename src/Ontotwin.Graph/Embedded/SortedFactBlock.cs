using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Reads the blocks of stores of format 2: texts sorted and front-coded, then terms, sources, justifications and instants as tables of numbers, then five numbers a
/// fact. They are written no more; a store's writer makes new ones of them as it merges (decision 0046).
/// </summary>
internal static class SortedFactBlock
{
    /// <summary>First byte of such a block.</summary>
    public const byte Format = 1;

    /// <summary>Appends the block's facts and closings.</summary>
    /// <returns>The number of the block's first fact.</returns>
    /// <exception cref="InvalidDataException">The bytes are no block of this format.</exception>
    public static long Decode(ReadOnlySpan<byte> bytes, List<Fact> facts, List<Closing> closings)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format) { throw new InvalidDataException("a block of facts is of an unknown format"); }
        var first = (long)reader.Unsigned();
        var texts = Texts(ref reader);
        var terms = Terms(ref reader, texts);
        var (asserted, derived) = Justifications(ref reader, texts, terms);
        var instants = new DateTimeOffset[reader.Count()];
        foreach (ref var instant in instants.AsSpan()) { instant = reader.Instant(); }
        var count = reader.Count();
        facts.EnsureCapacity(facts.Count + count);
        for (var i = 0; i < count; i++)
        {
            var triple = TripleOf(ref reader, terms);
            var justification = (int)reader.Unsigned();
            Justification why = (justification & 1) == 0 ? At(asserted, justification >> 1) : At(derived, justification >> 1);
            facts.Add(new(triple, why, instants[reader.Index(instants.Length)]));
        }
        count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var ordinal = (long)reader.Unsigned();
            closings.Add(new(ordinal, instants[reader.Index(instants.Length)]));
        }
        return reader.IsAtEnd ? first : throw ByteReader.Torn();
    }

    private static T At<T>(T[] table, int index) => (uint)index < (uint)table.Length ? table[index] : throw ByteReader.Torn();

    private static string[] Texts(ref ByteReader reader)
    {
        var texts = new string[reader.Count()];
        var buffer = new byte[256];
        var before = 0;
        foreach (ref var text in texts.AsSpan())
        {
            var shared = reader.Index(before + 1);
            var added = reader.Bytes(reader.Count());
            before = shared + added.Length;
            if (before > buffer.Length) { Array.Resize(ref buffer, Math.Max(before, buffer.Length * 2)); }
            added.CopyTo(buffer.AsSpan(shared));
            text = Encoding.UTF8.GetString(buffer, 0, before);
        }
        return texts;
    }

    private static Term[] Terms(ref ByteReader reader, string[] texts)
    {
        var terms = new Term[reader.Count()];
        for (var i = 0; i < terms.Length; i++)
        {
            var head = (int)reader.Unsigned();
            var text = At(texts, head >> 2);
            terms[i] = (head & 3) switch
            {
                0 => new Iri(text),
                1 => new BlankNode(text),
                2 => new Literal(text, IriAt(terms, reader.Index(i))),
                _ => new Literal(text, IriAt(terms, reader.Index(i)), At(texts, reader.Index(texts.Length))),
            };
        }
        return terms;
    }

    private static Iri IriAt(Term[] terms, int index) => terms[index] as Iri ?? throw ByteReader.Torn();

    private static Triple TripleOf(ref ByteReader reader, Term[] terms)
    {
        var subject = terms[reader.Index(terms.Length)];
        var predicate = IriAt(terms, reader.Index(terms.Length));
        return new(subject, predicate, terms[reader.Index(terms.Length)]);
    }

    private static (Asserted[] Asserted, Derived[] Derived) Justifications(ref ByteReader reader, string[] texts, Term[] terms)
    {
        var sources = new string[reader.Count()][];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = new string[5];
            foreach (ref var part in sources[i].AsSpan()) { part = texts[reader.Index(texts.Length)]; }
        }
        var asserted = new Asserted[reader.Count()];
        long end = 0;
        foreach (ref var said in asserted.AsSpan()) { said = new(OriginOf(ref reader, texts, sources, ref end)); }
        var derived = new Derived[reader.Count()];
        foreach (ref var rule in derived.AsSpan()) { rule = DerivedOf(ref reader, texts, terms); }
        return (asserted, derived);
    }

    private static Origin OriginOf(ref ByteReader reader, string[] texts, string[][] sources, ref long end)
    {
        var source = sources[reader.Index(sources.Length)];
        var start = end + reader.Signed();
        end = start + reader.Signed();
        var path = texts[reader.Index(texts.Length)];
        return new(source[0], source[1], new ByteRange(start, end), path, texts[reader.Index(texts.Length)], source[2], source[3], source[4]);
    }

    private static Derived DerivedOf(ref ByteReader reader, string[] texts, Term[] terms)
    {
        var (rule, version) = (texts[reader.Index(texts.Length)], texts[reader.Index(texts.Length)]);
        var premises = new Triple[reader.Count()];
        foreach (ref var premise in premises.AsSpan()) { premise = TripleOf(ref reader, terms); }
        return new(rule, version, ImmutableCollectionsMarshal.AsImmutableArray(premises));
    }
}
