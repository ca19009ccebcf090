namespace Ontotwin.Rdf.JsonLd;

/// <summary>Expansion (JSON-LD 1.1 API, section 5.1): contexts are applied, and what is left is keywords, IRIs and values in arrays.</summary>
/// <param name="contexts">Reads contexts.</param>
/// <param name="baseUrl">What names of contexts in the document are relative to.</param>
internal sealed class Expander(ContextProcessor contexts, string? baseUrl)
{
    public ContextProcessor Contexts => contexts;

    /// <summary>The expanded form of a value of the document; null: nothing is left of it.</summary>
    /// <param name="active">What names mean here.</param>
    /// <param name="property">The key it stands under; null: under none.</param>
    /// <param name="element">The value.</param>
    /// <param name="isFromMap">Whether it is a value of a map by index, id or type.</param>
    public JsonItem? Expand(ActiveContext active, string? property, JsonItem element, bool isFromMap = false)
    {
        var definition = property is null ? null : active.Find(property);
        return element.Kind switch
        {
            JsonItemKind.Null => null,
            JsonItemKind.Array => Array(active, property, definition, element, isFromMap),
            JsonItemKind.Map => Object(active, property, definition, element, isFromMap),
            _ => property is null or Keywords.Graph ? null : Value(contexts.Scoped(active, definition, mayOverride: false, propagates: true), property, element),
        };
    }

    private JsonItem Array(ActiveContext active, string? property, TermDefinition? definition, JsonItem element, bool isFromMap)
    {
        var result = new JsonItem(JsonItemKind.Array, element.Offset);
        var isList = definition?.Includes(Containers.List) == true;
        foreach (var item in element.Items)
        {
            if (Expand(active, property, item, isFromMap) is not { } expanded) { continue; }
            if (isList && expanded.IsArray) { result.Items.Add(JsonItem.OfEntry(Keywords.List, expanded)); }
            else { result.Items.AddRange(expanded.AsItems()); }
        }
        return result;
    }

    private JsonItem? Object(ActiveContext active, string? property, TermDefinition? definition, JsonItem element, bool isFromMap)
    {
        if (active.Previous is { } outside && !isFromMap && !IsValueOrReference(active, element)) { active = outside; }
        active = contexts.Scoped(active, definition, mayOverride: true, propagates: true);
        if (element.Find(Keywords.Context) is { } local) { active = contexts.Process(active, local, new ContextUse(baseUrl, [])); }
        var (scoped, lastType) = WithTypes(active, element);
        var isJson = lastType is not null && scoped.Expand(lastType, isVocab: true) == Keywords.Json;
        return new ObjectExpander(this, scoped, active, property, isJson).Expand(element);
    }

    // A context that holds for one node still holds for values and references in it.
    private static bool IsValueOrReference(ActiveContext active, JsonItem element) =>
        element.Entries.Keys.Any(k => active.Expand(k, isVocab: true) == Keywords.Value)
        || (element.Entries.Count == 1 && active.Expand(element.Entries.GetAt(0).Key, isVocab: true) == Keywords.Id);

    // The context of the node's types, and the last of its first types.
    private (ActiveContext Scoped, string? Last) WithTypes(ActiveContext active, JsonItem element)
    {
        var scoped = active;
        string? last = null;
        var isFirst = true;
        foreach (var (_, value) in element.Entries.Where(e => active.Expand(e.Key, isVocab: true) == Keywords.Type).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var types = value.AsItems().Where(t => t.IsText).Select(t => t.Text).ToList();
            if (isFirst) { (last, isFirst) = (types.LastOrDefault(), false); }
            foreach (var type in types.Order(StringComparer.Ordinal)) { scoped = contexts.Scoped(scoped, active.Find(type), mayOverride: false, propagates: false); }
        }
        return (scoped, last);
    }

    /// <summary>Value Expansion (section 5.3).</summary>
    public static JsonItem Value(ActiveContext active, string property, JsonItem value)
    {
        var definition = active.Find(property);
        if (value.IsText && definition?.Type is Keywords.Id or Keywords.Vocab)
        {
            var id = active.Expand(value.Text, isVocab: definition.Type == Keywords.Vocab, isRelative: true);
            return JsonItem.OfEntry(Keywords.Id, id is null ? new(JsonItemKind.Null, value.Offset) : JsonItem.OfText(id, value.Offset));
        }
        var result = JsonItem.OfEntry(Keywords.Value, value);
        if (definition?.Type is { } type and not (Keywords.Id or Keywords.Vocab or Keywords.None)) { result.Entries.Add(Keywords.Type, JsonItem.OfText(type, value.Offset)); }
        else if (value.IsText)
        {
            SetText(result, Keywords.Language, definition?.Language, active.Language);
            SetText(result, Keywords.Direction, definition?.Direction, active.Direction);
        }
        return result;
    }

    /// <summary>Gives a value the language or direction of its term, or else of its context.</summary>
    public static void SetText(JsonItem result, string keyword, Mapping? ofTerm, string? ofContext)
    {
        if ((ofTerm is { } mapping ? mapping.Value : ofContext) is { } text) { result.Entries.Add(keyword, JsonItem.OfText(text, result.Offset)); }
    }
}
