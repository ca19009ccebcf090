using System.Buffers;
using System.Text;
using Ontotwin.Sources;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Gives the values of an expression in a row.</summary>
internal abstract class ValueSource
{
    /// <summary>Adds the values, none or several; what says null adds none.</summary>
    public abstract void Values(RmlRow row, List<RmlValue> into);

    /// <summary>After the last row: says whether the expression never had anything to read.</summary>
    public virtual void Finish(RunLog log)
    {
    }
}

/// <summary>Always the same value.</summary>
internal sealed class ConstantValues(string text) : ValueSource
{
    private readonly RmlValue value = new(text);

    public override void Values(RmlRow row, List<RmlValue> into) => into.Add(value);
}

/// <summary>A column of a table, found by its name once a document.</summary>
internal sealed class ColumnValues(string name, IReadOnlyList<string> nulls, bool isTrimmed, RunLog log) : ValueSource
{
    private readonly byte[][] nulls = [.. nulls.Select(Encoding.UTF8.GetBytes)];
    private SourceDocument? document;
    private int node;

    public override void Values(RmlRow row, List<RmlValue> into)
    {
        var record = row.Item.Record!;
        if (record.Document != document) { Find(record); }
        var field = record.At(node);
        if (field.IsAbsent) { return; }
        var text = field.Utf8;
        if (isTrimmed && text.Trim(" \t"u8) is var trimmed && trimmed.Length < text.Length)
        {
            if (!IsNull(trimmed)) { into.Add(new RmlValue(trimmed.ToArray())); }
        }
        else if (!IsNull(text)) { into.Add(RmlValue.OfText(field)); }
    }

    private void Find(SourceRecord record)
    {
        document = record.Document;
        var field = record.Root.First(name);
        node = field.IsAbsent ? -1 : field.Node;
        if (!field.IsAbsent) { return; }
        var columns = new List<string>();
        foreach (var column in record.Root.Children) { columns.Add($"'{column.Name}'"); }
        log.Error("OT4811", $"'{document.Name}' has no column '{name}'", record.Root, "its columns are " + string.Join(", ", columns.Take(20)));
    }

    private bool IsNull(ReadOnlySpan<byte> text)
    {
        foreach (var other in nulls)
        {
            if (text.SequenceEqual(other)) { return true; }
        }
        return false;
    }
}

/// <summary>What a path selects below a row's field.</summary>
internal abstract class PathValues(string path) : ValueSource
{
    private bool hasRows;

    protected bool HasMatched { get; set; }

    public sealed override void Values(RmlRow row, List<RmlValue> into)
    {
        hasRows = true;
        Select(row.Item, into);
    }

    public override void Finish(RunLog log)
    {
        if (!hasRows || HasMatched) { return; }
        log.Error("OT4812", $"the reference '{path}' matches nothing in any record", hint: "names are compared letter by letter");
    }

    protected abstract void Select(Field item, List<RmlValue> into);
}

/// <summary>A JSONPath.</summary>
internal sealed class JsonValues(JsonPath path, IReadOnlyList<string> nulls) : PathValues(path.Text)
{
    private readonly List<Field> fields = [];

    protected override void Select(Field item, List<RmlValue> into)
    {
        if (path.IsSingle) { Add(path.First(item), into); return; }
        fields.Clear();
        path.Select(item, fields);
        foreach (var field in fields) { Add(field, into); }
    }

    private void Add(Field field, List<RmlValue> into)
    {
        var kind = JsonReader.KindOf(field);
        HasMatched |= kind != JsonKind.None;
        if (kind is JsonKind.None or JsonKind.Null || (nulls.Count > 0 && nulls.Contains(field.Text))) { return; }
        into.Add(RmlValue.OfJson(field, kind));
    }
}

/// <summary>An XPath.</summary>
internal sealed class XmlValues(XPath path, IReadOnlyList<string> nulls) : PathValues(path.Text)
{
    private readonly List<Field> fields = [];

    protected override void Select(Field item, List<RmlValue> into)
    {
        fields.Clear();
        path.Select(item, fields);
        HasMatched |= fields.Count > 0;
        foreach (var field in fields)
        {
            if (nulls.Count == 0 || !nulls.Contains(field.Text)) { into.Add(RmlValue.OfText(field)); }
        }
    }
}

/// <summary>A field of a view.</summary>
internal sealed class SlotValues(int slot) : ValueSource
{
    public override void Values(RmlRow row, List<RmlValue> into)
    {
        if (!row.Slots[slot].IsNone) { into.Add(row.Slots[slot]); }
    }
}

/// <summary>A template read as a text, without escapes: all combinations of its references' values.</summary>
internal sealed class TemplateValues(TemplateParts parts) : ValueSource
{
    public override void Values(RmlRow row, List<RmlValue> into)
    {
        if (!parts.Begin(row)) { return; }
        do
        {
            var text = new ArrayBufferWriter<byte>();
            foreach (var part in parts.Current) { text.Write(part.Literal ?? part.Value.Utf8); }
            into.Add(new RmlValue(text.WrittenSpan.ToArray()));
        }
        while (parts.Next());
    }
}
