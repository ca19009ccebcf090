using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Writes a block: its texts sorted and front-coded, then terms, sources, justifications and instants as tables of numbers, then five numbers a fact.
/// Twenty facts of one OBX share the document, its hash, the rule and most of their IRIs.
/// </summary>
internal sealed class FactBlockEncoder
{
    private readonly Numbered<string> texts = new(StringComparer.Ordinal);
    private readonly Numbered<Term> terms = new();
    private readonly Numbered<(string Document, string Hash, string Rule, string Version, string Lookups)> sources = new();
    private readonly Numbered<Asserted> asserted = new();
    private readonly List<Derived> derived = [];
    private readonly Numbered<DateTimeOffset> instants = new();
    private readonly ByteWriter writer = new();
    private Origin? lastSource;

    /// <summary>First byte of a block: the version of this layout.</summary>
    public const byte Format = 1;

    public static byte[] Encode(FactBlock block) => new FactBlockEncoder().Write(block);

    private byte[] Write(FactBlock block)
    {
        var rows = Collect(block);
        var order = WriteTexts();
        WriteTerms(order);
        WriteJustifications(order);
        writer.Count(instants.Count);
        foreach (var instant in instants.Items) { writer.Unsigned((ulong)instant.UtcTicks); }
        writer.Count(rows.Count);
        foreach (var (subject, predicate, value, justification, instant) in rows)
        {
            writer.Count(subject);
            writer.Count(predicate);
            writer.Count(value);
            writer.Count(justification);
            writer.Count(instant);
        }
        WriteClosings(block);
        return writer.ToArray();
    }

    private List<(int Subject, int Predicate, int Object, int Justification, int Instant)> Collect(FactBlock block)
    {
        writer.Byte(Format);
        writer.Unsigned((ulong)block.FirstOrdinal);
        var rows = new List<(int, int, int, int, int)>(block.Facts.Count);
        foreach (var fact in block.Facts)
        {
            var (subject, predicate, value) = (TermOf(fact.Triple.Subject), TermOf(fact.Triple.Predicate), TermOf(fact.Triple.Object));
            rows.Add((subject, predicate, value, JustificationOf(fact.Justification), instants.IndexOf(fact.KnownFrom)));
        }
        foreach (var closing in block.Closings) { instants.IndexOf(closing.KnownUntil); }
        return rows;
    }

    private int TermOf(Term term)
    {
        if (terms.TryIndexOf(term, out var known)) { return known; }
        switch (term)
        {
            case Iri iri: texts.IndexOf(iri.Value); break;
            case BlankNode blank: texts.IndexOf(blank.Label); break;
            case Literal literal:
                TermOf(literal.Datatype);
                texts.IndexOf(literal.Lexical);
                if (literal.Language is not null) { texts.IndexOf(literal.Language); }
                break;
        }
        return terms.IndexOf(term);
    }

    // Asserted ones have even numbers and are shared; derived ones odd, one each: two facts hardly ever have the same proof.
    private int JustificationOf(Justification justification)
    {
        if (justification is Asserted said)
        {
            var origin = said.Origin;
            if (!IsOfLastSource(origin))
            {
                foreach (var text in (ReadOnlySpan<string>)[origin.Document, origin.DocumentHash, origin.Rule, origin.RuleVersion, origin.Lookups]) { texts.IndexOf(text); }
                sources.IndexOf(SourceOf(origin));
            }
            texts.IndexOf(origin.Path);
            texts.IndexOf(origin.Text);
            lastSource = origin;
            return asserted.IndexOf(said) * 2;
        }
        var rule = (Derived)justification;
        texts.IndexOf(rule.Rule);
        texts.IndexOf(rule.RuleVersion);
        foreach (var premise in rule.Premises)
        {
            TermOf(premise.Subject);
            TermOf(premise.Predicate);
            TermOf(premise.Object);
        }
        derived.Add(rule);
        return ((derived.Count - 1) * 2) + 1;
    }

    // The facts of one document and rule mostly share their strings.
    private bool IsOfLastSource(Origin origin) => lastSource is { } last && ReferenceEquals(last.Document, origin.Document) && ReferenceEquals(last.DocumentHash, origin.DocumentHash)
        && ReferenceEquals(last.Rule, origin.Rule) && ReferenceEquals(last.RuleVersion, origin.RuleVersion) && ReferenceEquals(last.Lookups, origin.Lookups);

    private static (string Document, string Hash, string Rule, string Version, string Lookups) SourceOf(Origin origin) =>
        (origin.Document, origin.DocumentHash, origin.Rule, origin.RuleVersion, origin.Lookups);

    // Sorted, so that a text needs only what differs from the one before; returns each text's new number.
    private Dictionary<string, int> WriteTexts()
    {
        var sorted = texts.Items.ToArray();
        Array.Sort(sorted, string.CompareOrdinal);
        var order = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        writer.Count(sorted.Length);
        byte[] before = [];
        foreach (var text in sorted)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var shared = before.AsSpan().CommonPrefixLength(bytes);
            writer.Count(shared);
            writer.Count(bytes.Length - shared);
            writer.Bytes(bytes.AsSpan(shared));
            order.Add(text, order.Count);
            before = bytes;
        }
        return order;
    }

    private void WriteTerms(Dictionary<string, int> order)
    {
        writer.Count(terms.Count);
        foreach (var term in terms.Items)
        {
            switch (term)
            {
                case Iri iri: writer.Count(order[iri.Value] << 2); break;
                case BlankNode blank: writer.Count((order[blank.Label] << 2) | 1); break;
                case Literal { Language: null } literal:
                    writer.Count((order[literal.Lexical] << 2) | 2);
                    writer.Count(terms.IndexOf(literal.Datatype));
                    break;
                case Literal literal:
                    writer.Count((order[literal.Lexical] << 2) | 3);
                    writer.Count(terms.IndexOf(literal.Datatype));
                    writer.Count(order[literal.Language!]);
                    break;
            }
        }
    }

    private void WriteJustifications(Dictionary<string, int> order)
    {
        writer.Count(sources.Count);
        foreach (var (document, hash, rule, version, lookups) in sources.Items)
        {
            foreach (var text in (ReadOnlySpan<string>)[document, hash, rule, version, lookups]) { writer.Count(order[text]); }
        }
        writer.Count(asserted.Count);
        long end = 0;
        foreach (var said in asserted.Items)
        {
            var origin = said.Origin;
            writer.Count(sources.IndexOf(SourceOf(origin)));
            writer.Signed(origin.Bytes.Start - end);
            writer.Signed(origin.Bytes.Length);
            writer.Count(order[origin.Path]);
            writer.Count(order[origin.Text]);
            end = origin.Bytes.End;
        }
        writer.Count(derived.Count);
        foreach (var rule in derived)
        {
            writer.Count(order[rule.Rule]);
            writer.Count(order[rule.RuleVersion]);
            writer.Count(rule.Premises.Length);
            foreach (var premise in rule.Premises)
            {
                writer.Count(terms.IndexOf(premise.Subject));
                writer.Count(terms.IndexOf(premise.Predicate));
                writer.Count(terms.IndexOf(premise.Object));
            }
        }
    }

    private void WriteClosings(FactBlock block)
    {
        writer.Count(block.Closings.Count);
        foreach (var closing in block.Closings)
        {
            writer.Unsigned((ulong)closing.Ordinal);
            writer.Count(instants.IndexOf(closing.KnownUntil));
        }
    }
}
