using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Whether a text is one of a datatype (XSD 1.1, part 2): what is not is no literal of it (R2RML, section 10.3).</summary>
internal static class XsdLexical
{
    private const int DayLength = 10;
    private const int TimeLength = 8;
    private const int ZoneLength = 6;

    public delegate bool Check(ReadOnlySpan<byte> text);

    private static readonly Dictionary<string, Check> Known = new(StringComparer.Ordinal)
    {
        [Xsd.Integer.Value] = IsInteger,
        [Xsd.Decimal.Value] = IsDecimal,
        [Xsd.Double.Value] = IsDouble,
        [Xsd.Namespace + "float"] = IsDouble,
        [Xsd.Boolean.Value] = static text => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("1"u8) || text.SequenceEqual("0"u8),
        [Xsd.Namespace + "date"] = static text => IsDay(WithoutZone(text)),
        [Xsd.DateTime.Value] = static text => text.IndexOf((byte)'T') is > 0 and var at && IsDay(text[..at]) && IsTimeOfDay(WithoutZone(text[(at + 1)..])),
    };

    /// <summary>The check of a datatype, written as an IRI in N-Triples; null for one that anything may be of, as far as is known here.</summary>
    public static Check? Of(ReadOnlySpan<byte> datatype) => Known.GetValueOrDefault(Encoding.UTF8.GetString(datatype).Trim('<', '>'));

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> text) => text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsInteger(ReadOnlySpan<byte> text) => Unsigned(text) is { IsEmpty: false } digits && AreDigits(digits);

    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var number = Unsigned(text);
        var point = number.IndexOf((byte)'.');
        return point < 0 ? IsInteger(text) : number.Length > 1 && AreDigits(number[..point]) && AreDigits(number[(point + 1)..]);
    }

    private static bool IsDouble(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("NaN"u8) || Unsigned(text).SequenceEqual("INF"u8)) { return true; }
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return exponent < 0 ? IsDecimal(text) : IsDecimal(text[..exponent]) && IsInteger(text[(exponent + 1)..]);
    }

    // Years before 1 and after 9999 are written with a sign or more digits, and are not looked at closer.
    private static bool IsDay(ReadOnlySpan<byte> text) => text.Length > DayLength ? AreDigits(text[^(DayLength - 1)..^(DayLength - 5)]) : PartialDateTime.TryParseXsd(Encoding.UTF8.GetString(text), out var day) && day.XsdType == "date";

    // 24:00:00 is the end of a day.
    private static bool IsTimeOfDay(ReadOnlySpan<byte> text)
    {
        if (text.Length < TimeLength || text[2] != ':' || text[5] != ':' || (text.Length > TimeLength && (text[TimeLength] != '.' || text.Length == TimeLength + 1 || !AreDigits(text[(TimeLength + 1)..])))) { return false; }
        return IsUpTo(text[..2], 24) && IsUpTo(text[3..5], 59) && IsUpTo(text[6..TimeLength], 59);
    }

    private static bool IsUpTo(ReadOnlySpan<byte> twoDigits, int most) => AreDigits(twoDigits) && ((twoDigits[0] - '0') * 10) + twoDigits[1] - '0' <= most;

    private static ReadOnlySpan<byte> WithoutZone(ReadOnlySpan<byte> text) =>
        text is [.., (byte)'Z'] ? text[..^1] : text.Length > ZoneLength && text[^ZoneLength] is (byte)'+' or (byte)'-' && text[^3] == ':' ? text[..^ZoneLength] : text;
}
