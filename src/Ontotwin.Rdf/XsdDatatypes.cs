using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Ontotwin.Rdf;

/// <summary>The XML Schema datatypes whose values are known (SPARQL 1.1, section 17.1), beside those of <see cref="Xsd"/>.</summary>
public static partial class XsdDatatypes
{
    /// <summary>xsd:float.</summary>
    public static readonly Iri Float = new(Xsd.Namespace + "float");

    /// <summary>xsd:time.</summary>
    public static readonly Iri Time = new(Xsd.Namespace + "time");

    /// <summary>xsd:dayTimeDuration.</summary>
    public static readonly Iri DayTimeDuration = new(Xsd.Namespace + "dayTimeDuration");

    // XML Schema 1.1 part 2, section 3.4: the least and the most of what is derived from xsd:integer.
    private static readonly Dictionary<string, (BigInteger? Least, BigInteger? Most)> Ranges = new (string Name, BigInteger? Least, BigInteger? Most)[]
    {
        ("integer", null, null), ("nonPositiveInteger", null, 0), ("negativeInteger", null, -1), ("nonNegativeInteger", 0, null), ("positiveInteger", 1, null),
        ("long", long.MinValue, long.MaxValue), ("int", int.MinValue, int.MaxValue), ("short", short.MinValue, short.MaxValue), ("byte", sbyte.MinValue, sbyte.MaxValue),
        ("unsignedLong", 0, ulong.MaxValue), ("unsignedInt", 0, uint.MaxValue), ("unsignedShort", 0, ushort.MaxValue), ("unsignedByte", 0, byte.MaxValue),
    }.ToDictionary(r => Xsd.Namespace + r.Name, r => (r.Least, r.Most));

    private static readonly Dictionary<string, Regex> OtherForms = new(StringComparer.Ordinal)
    {
        [Xsd.GYear.Value] = YearForm(),
        [Xsd.GYearMonth.Value] = YearMonthForm(),
        [DayTimeDuration.Value] = DayTimeForm(),
        [Xsd.Namespace + "duration"] = DurationForm(),
        [Xsd.Namespace + "hexBinary"] = HexForm(),
    };

    /// <summary>Whether it is xsd:integer or derived from it.</summary>
    public static bool IsWhole(Iri datatype) => datatype == Xsd.Integer || Ranges.ContainsKey(datatype.Value);

    /// <summary>Whether it is a numeric type.</summary>
    public static bool IsNumeric(Iri datatype) => datatype == Xsd.Decimal || datatype == Xsd.Double || datatype == Float || IsWhole(datatype);

    /// <summary>A boolean's lexical form; null: none.</summary>
    public static bool? Boolean(string lexical) => lexical switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    /// <summary>Whether a lexical form is of a datatype, ranges of the derived integers included; true for datatypes whose forms are not known here.</summary>
    public static bool HasForm(string lexical, Iri datatype)
    {
        if (datatype == Xsd.Boolean) { return Boolean(lexical) is not null; }
        if (XsdMoment.IsOf(datatype)) { return XsdMoment.Read(lexical, datatype) is not null; }
        if (IsWhole(datatype)) { return WholeForm().IsMatch(lexical) && IsInRange(BigInteger.Parse(lexical, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), datatype); }
        if (datatype == Xsd.Decimal) { return XsdNumber.DecimalForm().IsMatch(lexical); }
        if (datatype == Xsd.Double || datatype == Float) { return XsdNumber.Read(lexical, datatype) is not null; }
        return !OtherForms.TryGetValue(datatype.Value, out var form) || form.IsMatch(lexical);
    }

    private static bool IsInRange(BigInteger value, Iri datatype)
    {
        var (least, most) = Ranges.GetValueOrDefault(datatype.Value);
        return (least is null || value >= least) && (most is null || value <= most);
    }

    [GeneratedRegex(@"^[+-]?[0-9]{1,1000}\z")]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^-?([1-9][0-9]{3,}|0[0-9]{3})(Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex YearForm();

    [GeneratedRegex(@"^-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex YearMonthForm();

    [GeneratedRegex(@"^-?P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?\z")]
    private static partial Regex DayTimeForm();

    [GeneratedRegex(@"^-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?\z")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^([0-9A-Fa-f]{2})*\z")]
    private static partial Regex HexForm();
}
