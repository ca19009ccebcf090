using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>Reads what <see cref="FactBlockEncoder"/> wrote: every column of <see cref="BlockColumn"/> has a reader of its own, which goes along as facts need it.</summary>
internal ref struct FactBlockDecoder
{
    private readonly List<Term> names = [];
    private readonly List<Iri> predicates = [];
    private readonly List<string> texts = [];
    private readonly List<(Iri Datatype, string? Language)> kinds = [];
    private readonly List<(string Document, string Hash)> documents = [];
    private readonly List<(string Rule, string Version, string Lookups)> rules = [];
    private ByteReader subjects, predicateCodes, objects, lexicals, kindCodes, justifications, instants, documentCodes, ruleCodes, starts, lengths, originTexts;
    private ByteReader paths, pathBytes, derivations, nameCodes, nameBytes, textLengths, textBytes, closings;
    private byte[] path = new byte[256];
    private string lastPath = "";
    private int pathLength;
    private Term? subject;
    private Justification? justification;
    private (DateTimeOffset Instant, ulong Facts) run;
    private long end;

    private FactBlockDecoder(ref ByteReader reader)
    {
        subjects = Column(ref reader);
        predicateCodes = Column(ref reader);
        objects = Column(ref reader);
        lexicals = Column(ref reader);
        kindCodes = Column(ref reader);
        justifications = Column(ref reader);
        instants = Column(ref reader);
        documentCodes = Column(ref reader);
        ruleCodes = Column(ref reader);
        starts = Column(ref reader);
        lengths = Column(ref reader);
        originTexts = Column(ref reader);
        paths = Column(ref reader);
        pathBytes = Column(ref reader);
        derivations = Column(ref reader);
        nameCodes = Column(ref reader);
        nameBytes = Column(ref reader);
        textLengths = Column(ref reader);
        textBytes = Column(ref reader);
        closings = Column(ref reader);
    }

    /// <summary>Appends the block's facts and closings.</summary>
    /// <returns>The number of the block's first fact.</returns>
    /// <exception cref="InvalidDataException">The bytes are no block of this format.</exception>
    public static long Decode(ReadOnlySpan<byte> bytes, List<Fact> facts, List<Closing> closings)
    {
        if (bytes is [SortedFactBlock.Format, ..]) { return SortedFactBlock.Decode(bytes, facts, closings); }
        var reader = new ByteReader(bytes);
        if (reader.Byte() != FactBlockEncoder.Format) { throw new InvalidDataException("a block of facts is of an unknown format"); }
        var first = (long)reader.Unsigned();
        var (count, closed) = (reader.Count(), reader.Count());
        var decoder = new FactBlockDecoder(ref reader);
        if (!reader.IsAtEnd) { throw ByteReader.Torn(); }
        facts.EnsureCapacity(facts.Count + count);
        for (var i = 0; i < count; i++) { facts.Add(decoder.Fact()); }
        for (var i = 0; i < closed; i++) { closings.Add(new((long)decoder.closings.Unsigned(), decoder.closings.Instant())); }
        return decoder.IsAtEnd ? first : throw ByteReader.Torn();
    }

    private static ByteReader Column(ref ByteReader reader) => new(reader.Bytes(reader.Count()));

    private readonly bool IsAtEnd => subjects.IsAtEnd && predicateCodes.IsAtEnd && objects.IsAtEnd && lexicals.IsAtEnd && kindCodes.IsAtEnd && justifications.IsAtEnd && instants.IsAtEnd
        && documentCodes.IsAtEnd && ruleCodes.IsAtEnd && starts.IsAtEnd && lengths.IsAtEnd && originTexts.IsAtEnd && paths.IsAtEnd && pathBytes.IsAtEnd && derivations.IsAtEnd
        && nameCodes.IsAtEnd && nameBytes.IsAtEnd && textLengths.IsAtEnd && textBytes.IsAtEnd && closings.IsAtEnd && run.Facts == 0;

    private Fact Fact()
    {
        var code = subjects.Unsigned();
        if (code > 0) { subject = Term(code - 1); }
        var predicate = Predicate(ref predicateCodes);
        var value = Term(objects.Unsigned());
        return new(new(subject ?? throw ByteReader.Torn(), predicate, value), Justification(value as Literal), Instant());
    }

    private DateTimeOffset Instant()
    {
        if (run.Facts == 0)
        {
            var ticks = run.Instant.UtcTicks + instants.Signed();
            if ((ulong)ticks > (ulong)DateTimeOffset.MaxValue.UtcTicks) { throw ByteReader.Torn(); }
            run = (new(ticks, TimeSpan.Zero), instants.Unsigned());
            if (run.Facts == 0) { throw ByteReader.Torn(); }
        }
        run.Facts--;
        return run.Instant;
    }

    private Term Term(ulong code)
    {
        if (code > 1) { return At(names, code - 2); }
        if (code == 0)
        {
            var lexical = Text(lexicals.Unsigned());
            var (datatype, language) = Kind();
            return new Literal(lexical, datatype, language);
        }
        var name = Name();
        names.Add(name);
        return name;
    }

    private Iri Predicate(ref ByteReader codes)
    {
        var code = codes.Unsigned();
        if (code > 0) { return At(predicates, code - 1); }
        predicates.Add(NameOfIri());
        return predicates[^1];
    }

    private (Iri Datatype, string? Language) Kind()
    {
        var code = kindCodes.Unsigned();
        if (code > 0) { return At(kinds, code - 1); }
        kinds.Add((NameOfIri(), kindCodes.Byte() == 0 ? null : Text(kindCodes.Unsigned())));
        return kinds[^1];
    }

    private Iri NameOfIri() => Name() as Iri ?? throw ByteReader.Torn();

    private Term Name()
    {
        var isBlank = nameCodes.Byte() != 0;
        var space = isBlank ? "" : Text(nameCodes.Unsigned());
        var rest = nameBytes.Bytes(nameCodes.Index(int.MaxValue));
        Span<char> characters = rest.Length <= 256 ? stackalloc char[256] : new char[rest.Length];
        var name = string.Concat(space, characters[..Encoding.UTF8.GetChars(rest, characters)]);
        return isBlank ? new BlankNode(name) : new Iri(name);
    }

    private string Text(ulong code)
    {
        if (code > 0) { return At(texts, code - 1); }
        texts.Add(Encoding.UTF8.GetString(textBytes.Bytes(textLengths.Index(int.MaxValue))));
        return texts[^1];
    }

    private Justification Justification(Literal? literal)
    {
        switch (justifications.Byte())
        {
            case 0: break;
            case 1: justification = new Asserted(Origin(literal)); break;
            case 2: justification = Derived(); break;
            default: throw ByteReader.Torn();
        }
        return justification ?? throw ByteReader.Torn();
    }

    private Origin Origin(Literal? literal)
    {
        var (document, hash) = Document();
        var (rule, version, lookups) = Rule();
        var start = end + starts.Signed();
        var length = lengths.Signed();
        var code = originTexts.Unsigned();
        var text = code == 1 ? literal?.Lexical ?? throw ByteReader.Torn() : Text(code == 0 ? 0 : code - 1);
        end = start + length + text.Length;
        return new(document, hash, new ByteRange(start, end), Path(), text, rule, version, lookups);
    }

    private (string Document, string Hash) Document()
    {
        var code = documentCodes.Unsigned();
        if (code > 0) { return At(documents, code - 1); }
        documents.Add((Text(documentCodes.Unsigned()), Text(documentCodes.Unsigned())));
        return documents[^1];
    }

    private (string Rule, string Version, string Lookups) Rule()
    {
        var code = ruleCodes.Unsigned();
        if (code > 0) { return At(rules, code - 1); }
        rules.Add((Text(ruleCodes.Unsigned()), Text(ruleCodes.Unsigned()), Text(ruleCodes.Unsigned())));
        return rules[^1];
    }

    private string Path()
    {
        var shared = paths.Index(pathLength + 1);
        var added = pathBytes.Bytes(paths.Index(int.MaxValue));
        if (added.IsEmpty && shared == pathLength) { return lastPath; }
        pathLength = shared + added.Length;
        if (pathLength > path.Length) { Array.Resize(ref path, Math.Max(pathLength, path.Length * 2)); }
        added.CopyTo(path.AsSpan(shared));
        return lastPath = Encoding.UTF8.GetString(path, 0, pathLength);
    }

    private Derived Derived()
    {
        var (rule, version) = (Text(derivations.Unsigned()), Text(derivations.Unsigned()));
        var premises = new Triple[derivations.Count()];
        foreach (ref var premise in premises.AsSpan())
        {
            var about = Term(derivations.Unsigned());
            var predicate = Predicate(ref derivations);
            premise = new(about, predicate, Term(derivations.Unsigned()));
        }
        return new(rule, version, ImmutableCollectionsMarshal.AsImmutableArray(premises));
    }

    private static T At<T>(List<T> table, ulong index) => index < (ulong)table.Count ? table[(int)index] : throw ByteReader.Torn();
}
