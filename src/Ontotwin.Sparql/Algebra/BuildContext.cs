using System.Globalization;
using System.Text;
using Antlr4.Runtime;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;
using Ontotwin.Sparql.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Algebra;

/// <summary>What the builders of one text share: its prefixes and base, the names they make, and how errors are told.</summary>
internal sealed class BuildContext(string file, string? baseIri)
{
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);
    private IriResolver? resolver = baseIri is null ? null : new IriResolver(baseIri);
    private int generated;

    /// <summary>What relative IRIs are relative to from here on; null when nothing was said.</summary>
    public string? BaseIri { get; private set; } = baseIri;

    /// <summary>Which basic pattern each label of a blank node stands in: it may not stand in two.</summary>
    public Dictionary<string, int> LabelHomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of basic patterns.</summary>
    public int PatternsBegun { get; set; }

    public string Fresh(string prefix) => prefix + "g" + (generated++).ToString(CultureInfo.InvariantCulture);

    public SparqlSyntaxException Error(string code, ParserRuleContext at, string message, string hint) =>
        new(new Diagnostic(code, Severity.Error, message) { Span = Spans.Of(file, at), Hint = hint });

    public Pattern Checked(Pattern pattern, ParserRuleContext at) => pattern.Depth <= Limits.MaxAlgebraDepth ? pattern : throw TooDeep(at);

    public Expression Checked(Expression expression, ParserRuleContext at) => expression.Depth <= Limits.MaxAlgebraDepth ? expression : throw TooDeep(at);

    public void Prologue(SparqlParser.PrologueContext prologue)
    {
        foreach (var child in prologue.children ?? [])
        {
            if (child is SparqlParser.BaseDeclarationContext b)
            {
                BaseIri = Resolve(Bracketed(b.IRIREF().GetText()), b);
                resolver = new IriResolver(BaseIri);
            }
            else if (child is SparqlParser.PrefixDeclarationContext p) { prefixes[p.PNAME_NS().GetText()[..^1]] = Resolve(Bracketed(p.IRIREF().GetText()), p); }
        }
    }

    public Iri Iri(SparqlParser.IriContext iri)
    {
        var text = iri.GetText();
        if (iri.IRIREF() is not null) { return new Iri(Resolve(Bracketed(text), iri)); }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return prefixes.TryGetValue(text[..colon], out var space)
            ? new Iri(space + UnescapeLocal(text.AsSpan(colon + 1)))
            : throw Error("OT9203", iri, $"the prefix '{text[..(colon + 1)]}' is not declared", "declare it: PREFIX " + text[..(colon + 1)] + " <…>");
    }

    public Literal Literal(SparqlParser.RdfLiteralContext literal)
    {
        var lexical = String(literal.@string());
        if (literal.LANGTAG() is { } tag) { return Rdf.Literal.InLanguage(lexical, tag.GetText()[1..]); }
        return literal.iri() is { } datatype ? new Literal(lexical, Iri(datatype)) : Rdf.Literal.Text(lexical);
    }

    public static Literal Number(SparqlParser.NumberContext number, string sign = "") =>
        new(sign + number.GetText(), number.INTEGER() is not null ? Xsd.Integer : number.DECIMAL() is not null ? Xsd.Decimal : Xsd.Double);

    public static Literal Number(SparqlParser.NumericLiteralContext number) => Number(number.number(), number.ChildCount > 1 ? number.GetChild(0).GetText() : "");

    public static Literal Boolean(SparqlParser.BooleanLiteralContext boolean) => Rdf.Literal.Boolean(boolean.GetText().Equals("true", StringComparison.OrdinalIgnoreCase));

    public static string Variable(SparqlParser.VarContext variable) => variable.GetText()[1..];

    public static string String(SparqlParser.StringContext text)
    {
        var quotes = text.STRING1() is not null || text.STRING2() is not null ? 1 : 3;
        var raw = text.GetText().AsSpan()[quotes..^quotes];
        if (!raw.Contains('\\')) { return raw.ToString(); }
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            result.Append(raw[i] != '\\' ? raw[i] : raw[++i] switch { 't' => '\t', 'b' => '\b', 'n' => '\n', 'r' => '\r', 'f' => '\f', var c => c });
        }
        return result.ToString();
    }

    private static string Bracketed(string iri) => iri[1..^1];

    private static string UnescapeLocal(ReadOnlySpan<char> local)
    {
        if (!local.Contains('\\')) { return local.ToString(); }
        var result = new StringBuilder(local.Length);
        for (var i = 0; i < local.Length; i++) { result.Append(local[i] == '\\' ? local[++i] : local[i]); }
        return result.ToString();
    }

    private string Resolve(string reference, ParserRuleContext at) =>
        IriResolver.IsAbsolute(reference) ? reference
        : resolver?.Resolve(reference) ?? throw Error("OT9203", at, "a relative IRI, and no base is known", "write BASE <…> before it, or the whole IRI");

    private SparqlSyntaxException TooDeep(ParserRuleContext at) =>
        Error("OT9202", at, $"the query's algebra is deeper than {Limits.MaxAlgebraDepth} here", "split the chain of operators or patterns, or put the values into VALUES or IN");
}
