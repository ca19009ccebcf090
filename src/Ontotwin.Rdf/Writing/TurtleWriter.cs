using System.Text;

namespace Ontotwin.Rdf.Writing;

/// <summary>Turtle and TriG: prefixes first, statements of one subject grouped as they come.</summary>
internal sealed class TurtleWriter : RdfWriter
{
    private const int FlushAtChars = 1 << 15;
    private readonly StringBuilder text = new();
    private readonly List<KeyValuePair<string, string>> prefixes;
    private readonly bool graphs;
    private Term? openGraph;
    private Term? openSubject;
    private Iri? openPredicate;

    public TurtleWriter(Stream output, IReadOnlyDictionary<string, string> prefixes, bool graphs)
        : base(output)
    {
        this.prefixes = [.. prefixes.OrderByDescending(p => p.Value.Length)];
        this.graphs = graphs;
        foreach (var (prefix, space) in prefixes) { text.Append("@prefix ").Append(prefix).Append(": <").Append(space).Append("> .\n"); }
    }

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        if (graphs && graph != openGraph) { OpenGraph(graph); }
        if (subject != openSubject) { OpenSubject(subject); }
        if (predicate == openPredicate) { text.Append(", "); }
        else
        {
            text.Append(openPredicate is null ? " " : " ;\n    ");
            AppendPredicate(predicate);
            openPredicate = predicate;
            text.Append(' ');
        }
        Append(value);
        if (text.Length >= FlushAtChars) { Flush(text); }
    }

    private protected override void Finish()
    {
        CloseSubject();
        if (openGraph is not null) { text.Append("}\n"); }
        openGraph = null;
        Flush(text);
    }

    private void OpenGraph(Term? graph)
    {
        CloseSubject();
        if (openGraph is not null) { text.Append("}\n"); }
        openGraph = graph;
        if (graph is null) { return; }
        Append(graph);
        text.Append(" {\n");
    }

    private void OpenSubject(Term subject)
    {
        CloseSubject();
        openSubject = subject;
        Append(subject);
    }

    private void CloseSubject()
    {
        if (openSubject is null) { return; }
        text.Append(" .\n");
        (openSubject, openPredicate) = (null, null);
    }

    private void AppendPredicate(Iri predicate)
    {
        if (predicate == RdfTerms.Type) { text.Append('a'); }
        else { Append(predicate); }
    }

    private void Append(Term term)
    {
        if (term is Iri iri && Shorten(iri.Value) is { } name) { text.Append(name); }
        else if (term is Literal { Language: null } literal && literal.Datatype != Xsd.String && Shorten(literal.Datatype.Value) is { } datatype)
        {
            NTriplesText.AppendQuoted(text, literal.Lexical);
            text.Append("^^").Append(datatype);
        }
        else { NTriplesText.Append(text, term); }
    }

    private string? Shorten(string iri)
    {
        foreach (var (prefix, space) in prefixes)
        {
            if (!iri.StartsWith(space, StringComparison.Ordinal)) { continue; }
            var local = iri.AsSpan(space.Length);
            return IsPlainName(local) ? string.Concat(prefix, ":", local) : null;
        }
        return null;
    }

    // A subset of PN_LOCAL that needs no escapes.
    private static bool IsPlainName(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty || local[^1] == '.') { return false; }
        foreach (var character in local)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-')) { return false; }
        }
        return local[0] != '-';
    }
}
