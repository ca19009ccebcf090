using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ontotwin.Sources.Dicom;

/// <summary>Writes data sets and their elements as JSON.</summary>
internal static class DicomJsonWriter
{
    /// <summary>Writes the elements that are wanted. Calls itself for items, at most <paramref name="depth"/> deep: the reader keeps to that.</summary>
    public static void WriteDataSet(Utf8JsonWriter json, DicomRecord record, int dataSet, Func<uint, bool> wanted, int depth)
    {
        var elements = new SortedDictionary<uint, (DicomElement Element, int First)>();
        DicomElement? before = null;
        for (var node = record.FirstChild(dataSet, null); node >= 0; node = record.NextSibling(node, null))
        {
            var element = record.ElementOf(node)!;
            if (!ReferenceEquals(element, before) && wanted(element.Tag)) { elements[element.Tag] = (element, node); }
            before = element;
        }
        json.WriteStartObject();
        foreach (var (tag, (element, first)) in elements)
        {
            json.WritePropertyName(tag.ToString("X8", CultureInfo.InvariantCulture));
            WriteElement(json, record, element, first, depth);
        }
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, DicomRecord record, DicomElement element, int first, int depth)
    {
        json.WriteStartObject();
        json.WriteString("vr", element.Vr.ToString());
        var isUnknownInFile = element.VrInFile == Vr.UN && element.Vr != Vr.UN;
        if (isUnknownInFile) { json.WriteString("vrFile", "UN"); }
        if (element.IsUndefinedLength && !element.Vr.IsSequence) { json.WriteBoolean("undefinedLength", true); }
        if (element.IsPrivate) { WriteCreator(json, element); }
        if (element.Vr.IsSequence) { WriteItems(json, record, element, first, depth); }
        else if (element.Vr.IsBulk) { WriteBinary(json, record, element); }
        else
        {
            WriteValues(json, record, element, first);
            if (isUnknownInFile) { WriteHash(json, "Raw", record.Content.Bytes.Span.Slice(element.Start, element.Length)); }
        }
        json.WriteEndObject();
    }

    private static void WriteCreator(Utf8JsonWriter json, DicomElement element)
    {
        if (element.IsCreator) { json.WriteBoolean("isCreator", true); }
        else if (element.Creator is null) { json.WriteNull("creator"); }
        else { json.WriteString("creator", element.Creator); }
    }

    private static void WriteItems(Utf8JsonWriter json, DicomRecord record, DicomElement element, int first, int depth)
    {
        json.WriteStartArray("Value");
        foreach (var node in NodesOf(record, element, first))
        {
            if (depth > 0 && record.NodeOf(node).Kind == DicomNodeKind.Item) { WriteDataSet(json, record, node, _ => true, depth - 1); }
        }
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, DicomRecord record, DicomElement element, int first)
    {
        var nodes = NodesOf(record, element, first).ToArray();
        if (nodes.All(node => record.StateOf(node) != FieldState.Value)) { return; }
        json.WriteStartArray("Value");
        foreach (var node in nodes) { WriteValue(json, record, element, node); }
        json.WriteEndArray();
        if (element.Vr.ToString() is not ("DS" or "IS")) { return; }
        json.WriteStartArray("Str");
        foreach (var node in nodes) { json.WriteStringValue(record.TextOf(node)); }
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, DicomRecord record, DicomElement element, int node)
    {
        if (record.StateOf(node) != FieldState.Value) { json.WriteNullValue(); return; }
        var text = record.TextOf(node);
        switch (element.Vr.ToString())
        {
            case "PN": WriteName(json, record, node); break;
            case "DS": WriteDecimal(json, text); break;
            case "IS" or "US" or "SS" or "UL" or "SL" or "UV" or "SV" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole):
                json.WriteNumberValue(whole);
                break;
            case "FL" when float.TryParse(text, CultureInfo.InvariantCulture, out var single): WriteDouble(json, single); break;
            case "FD" when double.TryParse(text, CultureInfo.InvariantCulture, out var number): WriteDouble(json, number); break;
            default: json.WriteStringValue(text); break;
        }
    }

    private static void WriteDecimal(Utf8JsonWriter json, string text)
    {
        var isDecimal = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact);
        // A number too small for a decimal becomes 0; a double keeps it.
        if (isDecimal && (exact != 0 || !text.AsSpan().ContainsAnyInRange('1', '9'))) { json.WriteNumberValue(exact); }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide)) { WriteDouble(json, wide); }
        else { json.WriteStringValue(text); }
    }

    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) { json.WriteNumberValue(number); }
        else { json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf"); }
    }

    private static void WriteName(Utf8JsonWriter json, DicomRecord record, int node)
    {
        json.WriteStartObject();
        for (var group = record.FirstChild(node, null); group >= 0; group = record.NextSibling(group, null)) { json.WriteString(record.NameOf(group), record.TextOf(group)); }
        json.WriteEndObject();
    }

    private static void WriteBinary(Utf8JsonWriter json, DicomRecord record, DicomElement element)
    {
        var value = record.Content.Bytes.Span.Slice(element.Start, element.Length);
        if (element.IsUndefinedLength) { WriteFragments(json, record, element, value); return; }
        if (value.IsEmpty) { return; }
        json.WriteStartObject("Binary");
        json.WriteNumber("length", value.Length);
        json.WriteString("sha256", HashOf(value));
        if (element.IsBigEndian && element.Vr.WordBytes > 1) { json.WriteString("sha256LittleEndian", SwappedHashOf(value, element.Vr.WordBytes)); }
        json.WriteEndObject();
    }

    private static void WriteFragments(Utf8JsonWriter json, DicomRecord record, DicomElement element, ReadOnlySpan<byte> value)
    {
        var list = new List<(int Start, int Length)>();
        DicomFragments.Walk(record.Content.Bytes.Span, element.Start, element.IsBigEndian, list);
        json.WriteStartObject("Binary");
        json.WriteNumber("length", value.Length);
        json.WriteString("sha256", HashOf(value));
        json.WriteStartArray("basicOffsetTable");
        var table = list.Count > 0 ? record.Content.Bytes.Span.Slice(list[0].Start, list[0].Length) : default;
        for (; table.Length >= 4; table = table[4..]) { json.WriteNumberValue(System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(table)); }
        json.WriteEndArray();
        json.WriteStartArray("fragments");
        using var joined = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (start, length) in list.Skip(1))
        {
            json.WriteNumberValue(length);
            joined.AppendData(record.Content.Bytes.Span.Slice(start, length));
        }
        json.WriteEndArray();
        json.WriteString("fragmentsSha256", Convert.ToHexStringLower(joined.GetHashAndReset()));
        json.WriteEndObject();
    }

    private static void WriteHash(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject(name);
        json.WriteNumber("length", value.Length);
        json.WriteString("sha256", HashOf(value));
        json.WriteEndObject();
    }

    private static string HashOf(ReadOnlySpan<byte> value) => Convert.ToHexStringLower(SHA256.HashData(value));

    private static string SwappedHashOf(ReadOnlySpan<byte> value, int wordBytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (!value.IsEmpty)
        {
            var part = value[..Math.Min(buffer.Length, value.Length)];
            part.CopyTo(buffer);
            for (var word = 0; word + wordBytes <= part.Length; word += wordBytes) { Array.Reverse(buffer, word, wordBytes); }
            hash.AppendData(buffer, 0, part.Length);
            value = value[part.Length..];
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<int> NodesOf(DicomRecord record, DicomElement element, int first)
    {
        for (var node = first; node >= 0 && ReferenceEquals(record.ElementOf(node), element); node = record.NextSibling(node, null)) { yield return node; }
    }
}
