using System.Text;
using Ontotwin.Graph.Embedded;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>
/// Holds the facts of many nodes in few bytes each, in memory: properties, classes, datatypes and rules, which a program has some hundreds of, are numbered once
/// for all nodes; of paths stands what differs from the one before. Not thread-safe.
/// </summary>
public sealed class FactPacking
{
    private readonly Numbered<Iri> names = new();
    private readonly Numbered<(string Rule, string Version, string Lookups)> rules = new();
    private readonly ByteWriter writer = new();
    private readonly List<string> documents = [];
    private byte[] path = [];
    private string[] lastDocuments = [];

    private enum Kind : byte
    {
        /// <summary>The node itself.</summary>
        Node,
        Named,
        Instance,
        Iri,
        Blank,
        Literal,
        InLanguage,
    }

    /// <summary>The facts in few bytes. Cost: O(their texts).</summary>
    /// <param name="node">The node that most of them are about.</param>
    /// <param name="facts">Facts that a source says and that are held.</param>
    /// <exception cref="ArgumentException">One of them is a conclusion, or is no longer held.</exception>
    public PackedFacts Pack(Iri node, IReadOnlyList<Fact> facts)
    {
        writer.Clear();
        documents.Clear();
        writer.Count(facts.Count);
        var before = new Before();
        foreach (var fact in facts)
        {
            if (fact is not { Justification: Asserted { Origin: var origin }, KnownUntil: null }) { throw new ArgumentException("only facts that a source says and that are held are packed", nameof(facts)); }
            Write(fact.Triple.Subject, node, mayBeNamed: false);
            writer.Count(names.IndexOf(fact.Triple.Predicate));
            Write(fact.Triple.Object, node, mayBeNamed: fact.Triple.Predicate == RdfTerms.Type);
            writer.Unsigned((ulong)fact.KnownFrom.UtcTicks);
            Write(origin, (fact.Triple.Object as Literal)?.Lexical, ref before);
        }
        return new(writer.ToArray(), Documents());
    }

    /// <summary>The facts that were packed, in their order. Cost: O(their texts).</summary>
    /// <param name="node">The node that they were packed of.</param>
    /// <param name="packed">What this packing made of them.</param>
    public IReadOnlyList<Fact> Unpack(Iri node, PackedFacts packed)
    {
        var reader = new ByteReader(packed.Bytes);
        var facts = new Fact[reader.Count()];
        var before = new Before();
        foreach (ref var fact in facts.AsSpan())
        {
            var subject = ReadTerm(ref reader, node);
            var predicate = names[reader.Index(names.Count)];
            var triple = new Triple(subject, predicate, ReadTerm(ref reader, node));
            var known = reader.Instant();
            fact = new(triple, new Asserted(ReadOrigin(ref reader, packed.Documents, (triple.Object as Literal)?.Lexical, ref before)), known);
        }
        return facts;
    }

    private void Write(Term term, Iri node, bool mayBeNamed)
    {
        switch (term)
        {
            case Iri iri when iri.Equals(node): writer.Byte((byte)Kind.Node); break;
            case Iri iri when mayBeNamed:
                writer.Byte((byte)Kind.Named);
                writer.Count(names.IndexOf(iri));
                break;
            case Iri iri when iri.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal):
                writer.Byte((byte)Kind.Instance);
                writer.Text(iri.Value.AsSpan(TwinId.InstanceNamespace.Length));
                break;
            case Iri iri:
                writer.Byte((byte)Kind.Iri);
                writer.Text(iri.Value);
                break;
            case BlankNode blank:
                writer.Byte((byte)Kind.Blank);
                writer.Text(blank.Label);
                break;
            case Literal literal:
                writer.Byte((byte)(literal.Language is null ? Kind.Literal : Kind.InLanguage));
                writer.Count(names.IndexOf(literal.Datatype));
                writer.Text(literal.Lexical);
                if (literal.Language is not null) { writer.Text(literal.Language); }
                break;
        }
    }

    private Term ReadTerm(ref ByteReader reader, Iri node)
    {
        var kind = (Kind)reader.Byte();
        switch (kind)
        {
            case Kind.Node: return node;
            case Kind.Named: return names[reader.Index(names.Count)];
            case Kind.Instance: return new Iri(TwinId.InstanceNamespace + reader.Text());
            case Kind.Iri: return new Iri(reader.Text());
            case Kind.Blank: return new BlankNode(reader.Text());
            default:
                var (datatype, lexical) = (names[reader.Index(names.Count)], reader.Text());
                return new Literal(lexical, datatype, kind == Kind.InLanguage ? reader.Text() : null);
        }
    }

    // The number of the document, and in the lowest bit whether the text is the value's own.
    private void Write(Origin origin, string? lexical, ref Before before)
    {
        var isLexical = origin.Text == lexical;
        writer.Count((DocumentOf(origin) << 1) | (isLexical ? 1 : 0));
        if (!isLexical) { writer.Text(origin.Text); }
        writer.Count(rules.IndexOf((origin.Rule, origin.RuleVersion, origin.Lookups)));
        writer.Signed(origin.Bytes.Start - before.End);
        writer.Signed(origin.Bytes.Length);
        before.End = origin.Bytes.End;
        Reserve(Encoding.UTF8.GetMaxByteCount(origin.Path.Length));
        // Behind the path before, so that both are there to be compared.
        var length = Encoding.UTF8.GetBytes(origin.Path, path.AsSpan(path.Length / 2));
        var shared = path.AsSpan(0, before.PathLength).CommonPrefixLength(path.AsSpan(path.Length / 2, length));
        writer.Count(shared);
        writer.Count(length - shared);
        writer.Bytes(path.AsSpan((path.Length / 2) + shared, length - shared));
        path.AsSpan(path.Length / 2, length).CopyTo(path);
        before.PathLength = length;
    }

    private Origin ReadOrigin(ref ByteReader reader, string[] said, string? lexical, ref Before before)
    {
        var head = (int)reader.Unsigned();
        var text = (head & 1) == 1 ? lexical! : reader.Text();
        var (rule, version, lookups) = rules[reader.Index(rules.Count)];
        var start = before.End + reader.Signed();
        before.End = start + reader.Signed();
        var shared = reader.Index(before.PathLength + 1);
        var added = reader.Bytes(reader.Count());
        Reserve(shared + added.Length);
        added.CopyTo(path.AsSpan(shared));
        before.PathLength = shared + added.Length;
        return new(said[(head >> 1) * 2], said[((head >> 1) * 2) + 1], new ByteRange(start, before.End), Encoding.UTF8.GetString(path, 0, before.PathLength), text, rule, version, lookups);
    }

    private int DocumentOf(Origin origin)
    {
        for (var i = 0; i < documents.Count; i += 2)
        {
            if (documents[i] == origin.Document && documents[i + 1] == origin.DocumentHash) { return i / 2; }
        }
        documents.Add(origin.Document);
        documents.Add(origin.DocumentHash);
        return (documents.Count / 2) - 1;
    }

    // What comes together is mostly of one document.
    private string[] Documents() => documents.SequenceEqual(lastDocuments) ? lastDocuments : lastDocuments = [.. documents];

    // The path before stands in the first half.
    private void Reserve(int bytes)
    {
        if (bytes > path.Length / 2) { Array.Resize(ref path, Math.Max(512, bytes * 2)); }
    }

    private struct Before
    {
        public long End;
        public int PathLength;
    }
}
