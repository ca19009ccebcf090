namespace Ontotwin.Rdf;

/// <summary>The XML Schema datatypes whose values are known (SPARQL 1.1, section 17.1), beside those of <see cref="Xsd"/>.</summary>
public static class XsdDatatypes
{
    /// <summary>xsd:float.</summary>
    public static readonly Iri Float = new(Xsd.Namespace + "float");

    /// <summary>xsd:time.</summary>
    public static readonly Iri Time = new(Xsd.Namespace + "time");

    /// <summary>xsd:dayTimeDuration.</summary>
    public static readonly Iri DayTimeDuration = new(Xsd.Namespace + "dayTimeDuration");

    private static readonly HashSet<string> Whole = [.. new[]
    {
        "integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte", "nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "positiveInteger",
    }.Select(n => Xsd.Namespace + n)];

    /// <summary>Whether it is xsd:integer or derived from it.</summary>
    public static bool IsWhole(Iri datatype) => datatype == Xsd.Integer || Whole.Contains(datatype.Value);

    /// <summary>Whether it is a numeric type.</summary>
    public static bool IsNumeric(Iri datatype) => datatype == Xsd.Decimal || datatype == Xsd.Double || datatype == Float || IsWhole(datatype);
}
