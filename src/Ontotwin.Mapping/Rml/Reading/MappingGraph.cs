using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>The statements of a mapping file by subject and short name, and what is wrong with them.</summary>
internal sealed partial class MappingGraph(string text, string file)
{
    private readonly Dictionary<Term, List<(string Word, Term Value)>> statements = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public bool IsOld { get; private set; }

    /// <summary>What the file says relative IRIs are relative to.</summary>
    public string? BaseIri => BaseDirective().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    public IEnumerable<Term> Subjects => statements.Keys;

    public void Add(Quad quad)
    {
        IsOld |= RmlWords.IsOld(quad.Triple.Predicate.Value);
        if (!statements.TryGetValue(quad.Triple.Subject, out var said)) { statements.Add(quad.Triple.Subject, said = []); }
        said.Add((RmlWords.Short(quad.Triple.Predicate.Value), quad.Triple.Object));
    }

    public IEnumerable<Term> All(Term node, string word) =>
        statements.TryGetValue(node, out var said) ? said.Where(s => s.Word == word).Select(s => s.Value).Distinct() : [];

    public IEnumerable<Term> All(Term node, params ReadOnlySpan<string> words)
    {
        var found = new List<Term>();
        foreach (var word in words) { found.AddRange(All(node, word)); }
        return found;
    }

    public bool Has(Term node, string word) => All(node, word).Any();

    public Term? One(Term node, string word) => All(node, word).FirstOrDefault();

    public string? Text(Term node, string word) => One(node, word) switch { Literal literal => literal.Lexical, Iri iri => iri.Value, _ => null };

    /// <summary>The short name of a value that is an IRI.</summary>
    public string? Word(Term node, string word) => One(node, word) is Iri iri ? RmlWords.Short(iri.Value) : null;

    public bool IsA(Term node, string word) => All(node, RdfTerms.Type.Value).Any(t => t is Iri iri && RmlWords.Short(iri.Value) == word);

    /// <summary>The members of an RDF list.</summary>
    public List<Term> List(Term? head)
    {
        var members = new List<Term>();
        // A list that leads back into itself ends where its nodes do.
        for (var seen = new HashSet<Term>(); head is not null && head != RdfTerms.Nil && seen.Add(head); head = One(head, RdfTerms.Rest.Value))
        {
            if (One(head, RdfTerms.First.Value) is { } member) { members.Add(member); }
        }
        return members;
    }

    public void Error(string code, string message, string? near = null, string? hint = null) =>
        Diagnostics.Add(new Diagnostic(code, Severity.Error, message) { Span = Locate(near), Hint = hint });

    public void Warning(string code, string message, string? near = null, string? hint = null) =>
        Diagnostics.Add(new Diagnostic(code, Severity.Warning, message) { Span = Locate(near), Hint = hint });

    public static string NameOf(Term node) => node is Iri iri ? $"<{iri.Value}>" : node.ToString();

    // Statements have no places of their own; what a person wrote is found again where it stands once.
    private TextSpan Locate(string? near)
    {
        var written = near?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var at = string.IsNullOrEmpty(written) ? -1 : text.IndexOf(written, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(written!, at + 1, StringComparison.Ordinal) >= 0) { return new(file, new(1, 1), new(1, 1)); }
        var line = text.AsSpan(0, at).Count('\n') + 1;
        var column = at - (at == 0 ? -1 : text.LastIndexOf('\n', at - 1));
        return new(file, new(line, column), new(line, column + written!.Length));
    }

    [GeneratedRegex(@"(?im)^\s*@?base\s*<([^>]*)>")]
    private static partial Regex BaseDirective();
}
