using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// A term as one text, like N-Triples but without escapes: the characters of a literal stand between the first and the last quotation mark, since no
/// datatype or language tag has one.
/// </summary>
internal static class TermText
{
    public static string Of(Term term) => term switch
    {
        Iri iri => $"<{iri.Value}>",
        BlankNode blank => "_:" + blank.Label,
        Literal { Language: { } language } literal => $"\"{literal.Lexical}\"@{language}",
        Literal literal => $"\"{literal.Lexical}\"^^<{literal.Datatype.Value}>",
        _ => throw new InvalidDataException("a term of an unknown kind"),
    };

    public static Term Parse(string text)
    {
        if (text.StartsWith('<') && text.EndsWith('>')) { return new Iri(text[1..^1]); }
        if (text.StartsWith("_:", StringComparison.Ordinal)) { return new BlankNode(text[2..]); }
        var end = text.LastIndexOf('"');
        if (end < 1 || text[0] != '"') { throw new InvalidDataException("not a term"); }
        var (lexical, rest) = (text[1..end], text[(end + 1)..]);
        if (rest.StartsWith('@')) { return new Literal(lexical, RdfTerms.LangString, rest[1..]); }
        return rest.StartsWith("^^<", StringComparison.Ordinal) && rest.EndsWith('>') ? new Literal(lexical, new Iri(rest[3..^1])) : throw new InvalidDataException("not a literal");
    }

    /// <summary>What a resource's node is called: its IRI, or a blank node's label.</summary>
    public static string NameOf(Term term) => term is Iri iri ? iri.Value : Of(term);
}
