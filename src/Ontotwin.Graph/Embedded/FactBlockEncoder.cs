using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Writes a block, some consecutive changes of one twin, as columns (<see cref="BlockColumn"/>): what is alike stands side by side, to be packed well, and what a
/// document's fields share with the fields before them is written once. Twenty facts of one OBX share the document, its hash, the rule and most of their IRIs. A closed
/// fact stays where it is; the closing is a record of its own. Layout and figures: decision 0046.
/// </summary>
/// <param name="expected">How many facts are likely added.</param>
internal sealed class FactBlockEncoder(int expected = 0) : IDisposable
{
    // In mapped documents; a guess that is wrong costs a little time.
    private const int FactsPerName = 4, BytesPerFact = 2;

    private readonly ByteWriter[] columns = [.. Enum.GetValues<BlockColumn>().Select(_ => new ByteWriter(64 + (expected * BytesPerFact)))];
    private readonly ByteWriter whole = new();
    private readonly Numbered<Term> names = new(null, expected / FactsPerName);
    private readonly Numbered<Iri> predicates = new();
    private readonly Numbered<string> texts = new(StringComparer.Ordinal, expected);
    private readonly Numbered<(Iri Datatype, string? Language)> kinds = new();
    private readonly Numbered<(string Document, string Hash)> documents = new();
    private readonly Numbered<(string Rule, string Version, string Lookups)> rules = new(RuleComparer.Instance);
    private string space = "";
    private byte[] path = new byte[256], pathBefore = new byte[256];
    private int pathBytes;
    private Term? subject;
    private Justification? justification;
    private (DateTimeOffset Instant, int Facts) run;
    private (long Ticks, long End) before;
    private int facts, closings;

    /// <summary>First byte of a block: the version of this layout.</summary>
    public const byte Format = 2;

    /// <summary>Adds the next fact, as it was when it was learned: what it says of its times is not looked at.</summary>
    public void Add(Fact fact, DateTimeOffset knownFrom)
    {
        var triple = fact.Triple;
        if (triple.Subject.Equals(subject)) { this[BlockColumn.Subjects].Byte(0); }
        else { WriteTerm(this[BlockColumn.Subjects], subject = triple.Subject, 1); }
        WritePredicate(this[BlockColumn.Predicates], triple.Predicate);
        WriteTerm(this[BlockColumn.Objects], triple.Object, 0);
        WriteJustification(fact.Justification, triple.Object as Literal);
        if (knownFrom != run.Instant) { EndRun(); }
        run = (knownFrom, run.Facts + 1);
        facts++;
    }

    /// <summary>Adds that a fact, of this block or one before, is held no longer.</summary>
    public void Add(Closing closing)
    {
        this[BlockColumn.Closings].Unsigned((ulong)closing.Ordinal);
        this[BlockColumn.Closings].Unsigned((ulong)closing.KnownUntil.UtcTicks);
        closings++;
    }

    /// <summary>The block's bytes, which are there until this is disposed of.</summary>
    /// <param name="first">The number of its first fact.</param>
    public ReadOnlySpan<byte> Finish(long first)
    {
        EndRun();
        whole.Byte(Format);
        whole.Unsigned((ulong)first);
        whole.Count(facts);
        whole.Count(closings);
        foreach (var column in columns)
        {
            whole.Count(column.Length);
            whole.Bytes(column.Written);
        }
        return whole.Written;
    }

    public void Dispose()
    {
        foreach (var column in columns) { column.Release(); }
        whole.Release();
    }

    private ByteWriter this[BlockColumn column] => columns[(int)column];

    private void EndRun()
    {
        if (run.Facts == 0) { return; }
        this[BlockColumn.Instants].Signed(run.Instant.UtcTicks - before.Ticks);
        this[BlockColumn.Instants].Count(run.Facts);
        before.Ticks = run.Instant.UtcTicks;
        run.Facts = 0;
    }

    private void WriteTerm(ByteWriter column, Term term, int offset)
    {
        if (term is Literal literal)
        {
            column.Count(offset);
            WriteText(this[BlockColumn.Lexicals], literal.Lexical, 1);
            WriteKind(literal);
            return;
        }
        if (names.IsKnown(term, out var index))
        {
            column.Count(offset + 2 + index);
            return;
        }
        column.Count(offset + 1);
        WriteName(term);
    }

    private void WritePredicate(ByteWriter column, Iri predicate)
    {
        if (predicates.IsKnown(predicate, out var index)) { column.Count(index + 1); }
        else
        {
            column.Byte(0);
            WriteName(predicate);
        }
    }

    private void WriteKind(Literal literal)
    {
        var column = this[BlockColumn.Kinds];
        if (kinds.IsKnown((literal.Datatype, literal.Language), out var index))
        {
            column.Count(index + 1);
            return;
        }
        column.Byte(0);
        WriteName(literal.Datatype);
        column.Byte(literal.Language is null ? (byte)0 : (byte)1);
        if (literal.Language is { } language) { WriteText(column, language, 1); }
    }

    private void WriteName(Term term)
    {
        var text = term is Iri iri ? iri.Value : ((BlankNode)term).Label;
        var cut = term is Iri ? text.AsSpan().LastIndexOfAny('#', '/') + 1 : 0;
        var column = this[BlockColumn.Names];
        column.Byte(term is Iri ? (byte)0 : (byte)1);
        if (term is Iri)
        {
            // Most names of a twin begin alike.
            if (!text.AsSpan(0, cut).SequenceEqual(space)) { space = text[..cut]; }
            WriteText(column, space, 1);
        }
        column.Count(this[BlockColumn.NameBytes].Utf8(text.AsSpan(cut)));
    }

    // 0: new, and its bytes follow; else its number, offset more.
    private void WriteText(ByteWriter column, string text, int offset)
    {
        if (texts.IsKnown(text, out var index))
        {
            column.Count(offset + index);
            return;
        }
        column.Byte(0);
        this[BlockColumn.Texts].Count(this[BlockColumn.TextBytes].Utf8(text));
    }

    private void WriteJustification(Justification why, Literal? literal)
    {
        var column = this[BlockColumn.Justifications];
        if (why.Equals(justification))
        {
            column.Byte(0);
            return;
        }
        justification = why;
        if (why is Asserted said)
        {
            column.Byte(1);
            WriteOrigin(said.Origin, literal);
            return;
        }
        column.Byte(2);
        WriteDerived((Derived)why);
    }

    private void WriteOrigin(Origin origin, Literal? literal)
    {
        WriteDocument(origin);
        WriteRule(origin);
        this[BlockColumn.Starts].Signed(origin.Bytes.Start - before.End);
        this[BlockColumn.Lengths].Signed(origin.Bytes.Length - origin.Text.Length);
        before.End = origin.Bytes.End;
        if (literal is not null && origin.Text == literal.Lexical) { this[BlockColumn.OriginTexts].Byte(1); }
        else { WriteText(this[BlockColumn.OriginTexts], origin.Text, 2); }
        WritePath(origin.Path);
    }

    private void WriteDocument(Origin origin)
    {
        var column = this[BlockColumn.Documents];
        if (documents.IsKnown((origin.Document, origin.DocumentHash), out var index)) { column.Count(index + 1); }
        else
        {
            column.Byte(0);
            WriteText(column, origin.Document, 1);
            WriteText(column, origin.DocumentHash, 1);
        }
    }

    private void WriteRule(Origin origin)
    {
        var column = this[BlockColumn.Rules];
        if (rules.IsKnown((origin.Rule, origin.RuleVersion, origin.Lookups), out var index)) { column.Count(index + 1); }
        else
        {
            column.Byte(0);
            WriteText(column, origin.Rule, 1);
            WriteText(column, origin.RuleVersion, 1);
            WriteText(column, origin.Lookups, 1);
        }
    }

    private void WritePath(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > path.Length) { path = new byte[most]; }
        var length = Encoding.UTF8.GetBytes(text, path);
        var shared = path.AsSpan(0, length).CommonPrefixLength(pathBefore.AsSpan(0, pathBytes));
        this[BlockColumn.Paths].Count(shared);
        this[BlockColumn.Paths].Count(length - shared);
        this[BlockColumn.PathBytes].Bytes(path.AsSpan(shared, length - shared));
        (path, pathBefore, pathBytes) = (pathBefore, path, length);
    }

    private void WriteDerived(Derived rule)
    {
        var column = this[BlockColumn.Derivations];
        WriteText(column, rule.Rule, 1);
        WriteText(column, rule.RuleVersion, 1);
        column.Count(rule.Premises.Length);
        foreach (var premise in rule.Premises)
        {
            WriteTerm(column, premise.Subject, 0);
            WritePredicate(column, premise.Predicate);
            WriteTerm(column, premise.Object, 0);
        }
    }

    // The rule tells nearly always; versions and lookups are long and the same.
    private sealed class RuleComparer : IEqualityComparer<(string Rule, string Version, string Lookups)>
    {
        public static RuleComparer Instance { get; } = new();

        public bool Equals((string Rule, string Version, string Lookups) x, (string Rule, string Version, string Lookups) y) => x == y;

        public int GetHashCode((string Rule, string Version, string Lookups) rule) => rule.Rule.GetHashCode(StringComparison.Ordinal);
    }
}
