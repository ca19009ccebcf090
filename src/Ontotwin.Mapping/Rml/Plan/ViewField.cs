using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>A field of a view: its values, or its items, are alternatives, each with the fields in it.</summary>
internal sealed class ViewField
{
    private readonly ValueSource? source;
    private readonly Formulation? formulation;
    private readonly string? iterator;
    private readonly bool isParsed;
    private readonly int slot;
    private readonly int indexSlot;
    private readonly List<ViewField> fields;

    public ViewField(RmlField field, string prefix, RmlFormulation around, Func<RmlExpression, ValueSource> valuesOf, Func<string, int> newSlot, RunLog log, bool inText = false)
    {
        var name = prefix + field.Name;
        iterator = field.Iterator;
        if (field.Expression is { } expression)
        {
            source = valuesOf(expression);
            slot = newSlot(name);
        }
        else
        {
            formulation = new(field.Formulation ?? around, [], [], false, log);
            isParsed = inText || (field.Formulation ?? around) != around;
            slot = -1;
        }
        indexSlot = newSlot(name + ".#");
        var inside = formulation;
        var inner = inside is null ? valuesOf : e => Values(e, inside);
        fields = [.. field.Fields.Select(f => new ViewField(f, name + ".", inside?.Kind ?? around, inner, newSlot, log, inText: inside is null))];
    }

    /// <summary>Fills the slots of the fields from <paramref name="at"/> on, every way they can be filled, and calls <paramref name="done"/> for each.</summary>
    public static void Fill(List<ViewField> fields, int at, RmlRow row, RmlValue[] slots, Action done)
    {
        if (at == fields.Count) { done(); return; }
        fields[at].Fill(row, slots, () => Fill(fields, at + 1, row, slots, done));
    }

    private static ValueSource Values(RmlExpression expression, Formulation inside) => expression switch
    {
        RmlReference reference => inside.Reference(reference.Text),
        RmlTemplate template => new TemplateValues(new TemplateParts(template, inside.Reference)),
        RmlConstant constant => new ConstantValues(TermCompiler.TextOf(constant.Term)),
        _ => throw new RmlStoppedException("OT4806", "functions in fields of fields are not supported: call the function in the triples map"),
    };

    private void Fill(RmlRow row, RmlValue[] slots, Action done)
    {
        var index = 0;
        if (source is not null)
        {
            var values = new List<RmlValue>();
            source.Values(row, values);
            foreach (var value in values) { Alternative(value, row, value, index++, slots, done); }
        }
        else
        {
            foreach (var item in Items(row)) { Alternative(default, new RmlRow { Item = item }, default, index++, slots, done); }
        }
        // What has no value leaves the row, with nothing in its slots.
        if (index == 0) { Blank(slots); done(); }
    }

    private void Alternative(RmlValue value, RmlRow row, RmlValue text, int index, RmlValue[] slots, Action done)
    {
        if (slot >= 0) { slots[slot] = value; }
        slots[indexSlot] = ViewRows.Number(index);
        Fill(fields, 0, text.IsNone ? row : new RmlRow { Item = text.Field, Slots = [text] }, slots, done);
    }

    private void Blank(RmlValue[] slots)
    {
        if (slot >= 0) { slots[slot] = default; }
        slots[indexSlot] = default;
        foreach (var field in fields) { field.Blank(slots); }
    }

    // Within a field of the same formulation the path goes on from its item; a text is a document of its own.
    private IEnumerable<Field> Items(RmlRow row)
    {
        if (!isParsed)
        {
            var found = new List<Field>();
            if (formulation!.Kind == RmlFormulation.JsonPath) { Formulation.Json(iterator).Select(row.Item, found); }
            else if (formulation.Kind == RmlFormulation.XPath) { formulation.Xml(iterator ?? ".").Select(row.Item, found); }
            else { found.Add(row.Item); }
            return found;
        }
        var text = row.Slots is [var value] ? value : default;
        if (text.IsNone) { return []; }
        var document = new SourceDocument($"{row.Item.Record?.Document.Name} {row.Item.Path}", text.Utf8.ToArray());
        return formulation!.Items(document, iterator, null, default);
    }
}
