using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>From terms to values.</summary>
internal static class ValueReader
{
    public static Value Of(Term term)
    {
        if (term is not Literal literal) { return new ResourceValue(term); }
        if (literal.Language is not null || literal.Datatype == Xsd.String) { return new TextValue(literal.Lexical, literal.Language, literal); }
        var datatype = literal.Datatype;
        if (datatype == Xsd.Boolean) { return XsdDatatypes.Boolean(literal.Lexical) is { } b ? new BooleanValue(b, literal) : new OpaqueValue(literal); }
        if (XsdMoment.IsOf(datatype)) { return (Value?)MomentValue.Read(literal) ?? new OpaqueValue(literal); }
        return (Value?)Number(literal.Lexical, datatype, literal) ?? new OpaqueValue(literal);
    }

    /// <summary>A number's lexical form; null when it is not of that datatype, or beyond what is computed with.</summary>
    public static NumberValue? Number(string lexical, Iri datatype, Literal? literal = null) => XsdNumber.Read(lexical, datatype) is { } number ? new(number, literal) : null;
}
