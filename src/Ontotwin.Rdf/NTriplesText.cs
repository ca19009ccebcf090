using System.Buffers;
using System.Text;

namespace Ontotwin.Rdf;

/// <summary>Terms in N-Triples' canonical form (RDF 1.1 N-Triples, section 4).</summary>
internal static class NTriplesText
{
    private static readonly SearchValues<char> EscapedInIri = SearchValues.Create([.. Controls, .. "<>\"{}|^`\\ "]);
    private static readonly SearchValues<char> EscapedInLiteral = SearchValues.Create([.. Controls, '"', '\\', '\u007f']);

    private static IEnumerable<char> Controls => Enumerable.Range(0, ' ').Select(i => (char)i);

    /// <summary>Whether any character of an IRI is written by an escape.</summary>
    public static bool NeedsEscapes(Iri iri) => iri.Value.AsSpan().ContainsAny(EscapedInIri);

    /// <summary>Whether any character of a literal or its datatype is written by an escape.</summary>
    public static bool NeedsEscapes(Literal literal) => literal.Lexical.AsSpan().ContainsAny(EscapedInLiteral) || NeedsEscapes(literal.Datatype);

    /// <summary>Appends one term.</summary>
    public static void Append(StringBuilder text, Term term)
    {
        switch (term)
        {
            case Iri iri:
                AppendIri(text, iri.Value);
                break;
            case BlankNode blank:
                text.Append("_:").Append(blank.Label);
                break;
            case Literal literal:
                AppendLiteral(text, literal);
                break;
        }
    }

    /// <summary>Appends a quoted string with its escapes.</summary>
    public static void AppendQuoted(StringBuilder text, string lexical)
    {
        text.Append('"');
        foreach (var character in lexical)
        {
            switch (character)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ' or '\u007f': AppendEscape(text, character); break;
                default: text.Append(character); break;
            }
        }
        text.Append('"');
    }

    private static void AppendLiteral(StringBuilder text, Literal literal)
    {
        AppendQuoted(text, literal.Lexical);
        if (literal.Language is { } language) { text.Append('@').Append(language); }
        else if (literal.Datatype != Xsd.String)
        {
            text.Append("^^");
            AppendIri(text, literal.Datatype.Value);
        }
    }

    private static void AppendIri(StringBuilder text, string value)
    {
        text.Append('<');
        foreach (var character in value)
        {
            if (EscapedInIri.Contains(character)) { AppendEscape(text, character); }
            else { text.Append(character); }
        }
        text.Append('>');
    }

    private static void AppendEscape(StringBuilder text, char character) =>
        text.Append("\\u").Append(((int)character).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
}
