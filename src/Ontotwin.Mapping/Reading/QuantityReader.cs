using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>A quantity as the source wrote it.</summary>
/// <param name="Number">The number; null when the text is no number.</param>
/// <param name="Comparator">Its comparator.</param>
/// <param name="NumberText">The number's text with its comparator.</param>
/// <param name="UnitText">The unit's text; empty when there is none.</param>
/// <param name="Place">The field that holds the number.</param>
internal readonly record struct SourceQuantity(decimal? Number, Comparator Comparator, string NumberText, string UnitText, Field Place)
{
    /// <summary>Whether there is no number because nobody knows what its comparator makes of it.</summary>
    public bool HasUnknownComparator { get; init; }

    /// <summary>The text beside the unit's code; empty where the code stands alone.</summary>
    public string UnitWords { get; init; } = "";
}

/// <summary>Reads quantities: HL7 v2 NM and SN, FHIR Quantity, and bare numbers, with the unit beside them.</summary>
internal static class QuantityReader
{
    private const byte Separator = 0x1f;
    private const byte Present = 0x1e;
    private static readonly string[] CodedUnit = ["1", "2"];
    private static readonly string[] StructuredNumeric = ["1", "2", "3", "4"];
    private static readonly string[] FhirQuantity = ["value", "comparator", "unit", "code", "system"];

    public static SourceQuantity Read(Value value, Value unit, DecimalMark mark)
    {
        var unitText = UnitText(unit);
        // What the map calculated is a number, however the source writes its own.
        if (value.Kind == ValueKind.Number) { return new SourceQuantity(value.Number, Comparator.None, value.AsText(), unitText, value.Field); }
        // And what it writes itself has a point.
        if (value.Kind != ValueKind.Field) { return Bare(value.AsText(), value.Field, unitText, value.Field.IsAbsent ? DecimalMark.Point : mark); }
        var field = value.Field;
        var read = field.Record?.Format switch
        {
            SourceFormat.Fhir when field.First("value") is { IsAbsent: false } number => ReadFhir(field, number, unitText),
            SourceFormat.Hl7v2 when !field.First("2").IsAbsent => ReadStructuredNumeric(field, unitText),
            _ => Bare(field.Text, field, unitText, mark),
        };
        return read with { UnitWords = UnitWords(unit, value) };
    }

    /// <summary>The field within a quantity that names its unit; absent where the format has none.</summary>
    public static Field UnitWithin(Value value)
    {
        if (value.Field.Record?.Format != SourceFormat.Fhir) { return default; }
        return value.Field.First("code") is { IsAbsent: false } code && IsUcum(value.Field) ? code : value.Field.First("unit");
    }

    /// <summary>Appends all that <see cref="Read"/> looks at: two values with one key are one quantity.</summary>
    public static void AppendKey(Value value, Value unit, Utf8Buffer key)
    {
        AppendValue(value, key);
        key.Append(Separator);
        if (!unit.IsThere) { return; }
        if (unit.Kind != ValueKind.Field || unit.Field.Record?.Format != SourceFormat.Hl7v2)
        {
            unit.AppendTo(key);
            return;
        }
        AppendChildren(unit.Field, CodedUnit, key);
    }

    private static void AppendValue(Value value, Utf8Buffer key)
    {
        if (value.Kind != ValueKind.Field)
        {
            if (value.Kind == ValueKind.Number) { key.Append(Present); }
            value.AppendTo(key);
            return;
        }
        var parts = value.Field.Record?.Format switch { SourceFormat.Fhir => FhirQuantity, SourceFormat.Hl7v2 => StructuredNumeric, _ => [] };
        key.Append(value.Field.Utf8);
        AppendChildren(value.Field, parts, key);
    }

    private static void AppendChildren(Field field, string[] names, Utf8Buffer key)
    {
        foreach (var name in names)
        {
            key.Append(Separator);
            // What is absent is not what is empty.
            if (field.First(name) is { IsAbsent: false } part) { key.Append(Present); key.Append(part.Utf8); }
        }
    }

    // A coded unit (CWE) is known by its code, else its text.
    private static string UnitText(Value unit)
    {
        if (!unit.IsThere) { return ""; }
        if (unit.Kind != ValueKind.Field || unit.Field.Record?.Format != SourceFormat.Hl7v2) { return unit.AsText().Trim(); }
        var code = unit.Field.First("1").Text.Trim();
        return code.Length > 0 ? code : unit.Field.First("2").Text.Trim();
    }

    // CWE.2 beside CWE.1, Quantity.unit beside Quantity.code.
    private static string UnitWords(Value unit, Value value)
    {
        var (code, words) = unit is { IsThere: true, Kind: ValueKind.Field } && unit.Field.Record?.Format == SourceFormat.Hl7v2 ? (unit.Field.First("1"), unit.Field.First("2"))
            : !unit.IsThere && value.Field.Record?.Format == SourceFormat.Fhir && IsUcum(value.Field) ? (value.Field.First("code"), value.Field.First("unit")) : default;
        // An undivided field is its own first component.
        return code.Utf8.IsEmpty || words.Node == code.Node ? "" : words.Text.Trim();
    }

    private static SourceQuantity Bare(string text, Field field, string unitText, DecimalMark mark) =>
        NumberReader.TryRead(text, mark, out var number, out var comparator)
            ? new(number, comparator, text.Trim(), unitText, field)
            : new(null, Comparator.None, text.Trim(), unitText, field);

    private static SourceQuantity ReadFhir(Field quantity, Field number, string unitText)
    {
        if (unitText.Length == 0) { unitText = FhirUnit(quantity); }
        var symbol = quantity.First("comparator").Text.Trim();
        var comparator = NumberReader.ComparatorOf(symbol);
        // FHIR's "ad" (as much as is needed to make the sum) and what is no comparator are not equality: the number alone would say another thing.
        if (symbol.Length > 0 && comparator == Comparator.None) { return new(null, Comparator.None, symbol + number.Text, unitText, number) { HasUnknownComparator = true }; }
        return NumberReader.TryRead(number.Text, DecimalMark.Point, out var value)
            ? new(value, comparator, symbol + number.Text, unitText, number)
            : new(null, Comparator.None, number.Text, unitText, number);
    }

    // A code means what its system says: one of another system is no UCUM, even where it looks like it, and the words beside it are what is left.
    private static string FhirUnit(Field quantity)
    {
        var (code, words) = (quantity.First("code"), quantity.First("unit").Text);
        if (code.IsAbsent || (words.Length > 0 && !IsUcum(quantity))) { return words; }
        return IsUcum(quantity) ? code.Text : $"{code.Text} ({quantity.First("system").Text})";
    }

    private static bool IsUcum(Field quantity) =>
        quantity.First("system") is not { IsAbsent: false } system || system.Utf8.SequenceEqual("http://unitsofmeasure.org"u8) || system.Utf8.SequenceEqual("urn:oid:2.16.840.1.113883.6.8"u8);

    // SN: comparator ^ number ^ separator ^ number. A ratio or range is no single number.
    private static SourceQuantity ReadStructuredNumeric(Field field, string unitText)
    {
        var (symbol, number, separator) = (field.First("1").Text.Trim(), field.First("2"), field.First("3").Text.Trim());
        var isSingle = separator.Length == 0 && field.First("4").Text.Length == 0;
        return isSingle && NumberReader.TryRead(number.Text, DecimalMark.Point, out var value) && (symbol is "" or "=" || NumberReader.ComparatorOf(symbol) != Comparator.None)
            ? new(value, NumberReader.ComparatorOf(symbol), symbol + number.Text, unitText, number)
            : new(null, Comparator.None, field.Text, unitText, field);
    }
}
