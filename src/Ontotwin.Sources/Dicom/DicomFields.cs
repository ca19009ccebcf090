using System.Globalization;

namespace Ontotwin.Sources.Dicom;

/// <summary>Values and items of DICOM fields, as the views on whole objects need them.</summary>
internal static class DicomFields
{
    /// <summary>The items of a sequence in order.</summary>
    public static List<Field> Items(Field parent, string name)
    {
        var items = new List<Field>();
        foreach (var item in parent.All(name))
        {
            if (item.Record!.ItemNumberOf(item.Node) > 0) { items.Add(item); }
        }
        return items;
    }

    /// <summary>The first item of a sequence; absent without any.</summary>
    public static Field Item(Field parent, string name) => parent.First(name) is { IsAbsent: false } item && item.Record!.ItemNumberOf(item.Node) > 0 ? item : default;

    public static int? Integer(Field parent, string name) =>
        int.TryParse(parent.First(name).Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Number(Field parent, string name) => Number(parent.First(name));

    public static decimal? Number(Field field) => decimal.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The product of numbers that a file says; null where one of them is, and where it is larger than any quantity: a decimal has 28 digits, and beyond them an exception.</summary>
    public static decimal? Product(params ReadOnlySpan<decimal?> factors)
    {
        const double Most = 1e27;
        var product = 1m;
        foreach (var factor in factors)
        {
            if (factor is not { } number || Math.Abs((double)product * (double)number) > Most) { return null; }
            product *= number;
        }
        return product;
    }

    /// <summary>All values of an element that are numbers; null where one of them is none.</summary>
    public static List<double>? Numbers(Field parent, string name)
    {
        var numbers = new List<double>();
        foreach (var value in parent.All(name))
        {
            if (!double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) { return null; }
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>The bytes of a bulk value and whether they are in big endian; empty where it is absent.</summary>
    public static ReadOnlySpan<byte> BytesOf(Field parent, string name, out bool isBigEndian)
    {
        isBigEndian = false;
        if (parent.First(name) is not { IsAbsent: false } field || field.Record is not DicomRecord record) { return []; }
        isBigEndian = record.ElementOf(field.Node)!.IsBigEndian;
        return record.ValueOf(field.Node);
    }
}
