namespace Ontotwin.Rdf;

/// <summary>Which of two literals is less, as SPARQL's operators say it (SPARQL 1.1, section 17.3).</summary>
public static class LiteralOrder
{
    /// <summary>Negative: the left one is less; zero: their values are the same; null: they do not compare, or one has no value.</summary>
    public static int? Compare(Literal left, Literal right)
    {
        if (XsdNumber.Read(left.Lexical, left.Datatype) is { } a) { return XsdNumber.Read(right.Lexical, right.Datatype) is { } b && XsdNumber.Compare(a, b) is not int.MinValue and var order ? order : null; }
        if (left.Datatype != right.Datatype || left.Language is not null || right.Language is not null) { return null; }
        if (left.Datatype == Xsd.String) { return CodePoints.Compare(left.Lexical, right.Lexical); }
        if (XsdMoment.IsOf(left.Datatype)) { return XsdMoment.Read(left.Lexical, left.Datatype) is { } x && XsdMoment.Read(right.Lexical, right.Datatype) is { } y ? x.CompareTo(y) : null; }
        return left.Datatype == Xsd.Boolean && XsdDatatypes.Boolean(left.Lexical) is { } p && XsdDatatypes.Boolean(right.Lexical) is { } q ? p.CompareTo(q) : null;
    }
}
