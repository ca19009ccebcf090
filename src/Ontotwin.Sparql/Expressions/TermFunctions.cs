using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>Functions on terms, and hashes (SPARQL 1.1, sections 17.4.2 and 17.4.6).</summary>
internal static class TermFunctions
{
    public static Value? Apply(string name, Value[] a) => name switch
    {
        "STR" => a[0] is ResourceValue { Term: BlankNode } ? null : new TextValue(Casts.Lexical(a[0])),
        "LANG" => a[0] is ResourceValue ? null : new TextValue((a[0] as TextValue)?.Language ?? ""),
        "DATATYPE" => a[0].Term is Literal literal ? new ResourceValue(literal.Datatype) : null,
        "IRI" => MakeIri(a),
        "STRLANG" => a[0] is TextValue { Language: null } t && a[1] is TextValue { Language: null, Text.Length: > 0 } tag ? new TextValue(t.Text, tag.Text.ToLowerInvariant()) : null,
        "STRDT" => a[0] is TextValue { Language: null } t && a[1].Term is Iri datatype ? ValueReader.Of(new Literal(t.Text, datatype)) : null,
        "SAMETERM" => BooleanValue.Of(a[0].Term.Equals(a[1].Term)),
        "ISIRI" => BooleanValue.Of(a[0].Term is Iri),
        "ISBLANK" => BooleanValue.Of(a[0].Term is BlankNode),
        "ISLITERAL" => BooleanValue.Of(a[0].Term is Literal),
        "ISNUMERIC" => BooleanValue.Of(a[0] is NumberValue),
        _ => a[0] is TextValue { Language: null } text ? new TextValue(TextFunctions.Hexadecimal(Hash(name, Encoding.UTF8.GetBytes(text.Text)))) : null,
    };

    private static ResourceValue? MakeIri(Value[] a)
    {
        if (a[0].Term is Iri) { return (ResourceValue)a[0]; }
        if (a[0] is not TextValue { Language: null } text) { return null; }
        if (IriResolver.IsAbsolute(text.Text)) { return new ResourceValue(new Iri(text.Text)); }
        return a.Length > 1 ? new ResourceValue(new Iri(new IriResolver(((TextValue)a[1]).Text).Resolve(text.Text))) : null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "SPARQL has these functions; nothing here is kept secret by them")]
    [SuppressMessage("Security", "CA5351", Justification = "SPARQL has these functions; nothing here is kept secret by them")]
    private static byte[] Hash(string name, byte[] bytes) => name switch
    {
        "MD5" => MD5.HashData(bytes),
        "SHA1" => SHA1.HashData(bytes),
        "SHA256" => SHA256.HashData(bytes),
        "SHA384" => SHA384.HashData(bytes),
        _ => SHA512.HashData(bytes),
    };
}
