namespace Ontotwin.Rdf.JsonLd;

/// <summary>Values that a term keeps by language, index, id or type: steps 13.7 and 13.8 of expansion.</summary>
/// <param name="expander">Expands the values.</param>
/// <param name="active">What names mean here.</param>
/// <param name="key">The term.</param>
/// <param name="definition">What it means.</param>
internal sealed class ContainerMaps(Expander expander, ActiveContext active, string key, TermDefinition definition)
{
    public static JsonItem Languages(ActiveContext active, TermDefinition definition, JsonItem map)
    {
        var result = new JsonItem(JsonItemKind.Array, map.Offset);
        foreach (var (language, values) in map.Entries)
        {
            foreach (var item in values.AsItems().Where(i => !i.IsNull))
            {
                if (!item.IsText) { throw new JsonLdException(JsonLdErrors.InvalidLanguageMapValue, item, "what is kept by language is text"); }
                var value = JsonItem.OfEntry(Keywords.Value, item);
                if (active.Expand(language, isVocab: true) != Keywords.None) { value.Entries.Add(Keywords.Language, JsonItem.OfText(language, item.Offset)); }
                Expander.SetText(value, Keywords.Direction, definition.Direction, active.Direction);
                result.Items.Add(value);
            }
        }
        return result;
    }

    public JsonItem Indexed(JsonItem map)
    {
        var result = new JsonItem(JsonItemKind.Array, map.Offset);
        foreach (var (index, values) in map.Entries)
        {
            var isNone = active.Expand(index, isVocab: true) == Keywords.None;
            foreach (var item in expander.Expand(ContextOf(index), key, values.ToArray(), isFromMap: true)?.Items ?? [])
            {
                var isGraph = definition.Includes(Containers.Graph) && !item.Has(Keywords.Graph);
                var value = isGraph ? JsonItem.OfEntry(Keywords.Graph, item.ToArray()) : item;
                if (!isNone) { Place(value, index); }
                result.Items.Add(value);
            }
        }
        return result;
    }

    private ActiveContext ContextOf(string index)
    {
        if (!definition.Includes(Containers.Id | Containers.Type)) { return active; }
        var outside = active.Previous ?? active;
        return definition.Includes(Containers.Type) ? expander.Contexts.Scoped(outside, outside.Find(index), mayOverride: false, propagates: false) : outside;
    }

    private void Place(JsonItem item, string index)
    {
        if (definition.Includes(Containers.Index) && definition.Index is { } property)
        {
            PlaceProperty(item, property, index);
        }
        else if (definition.Includes(Containers.Index))
        {
            if (!item.Has(Keywords.Index)) { item.Entries.Add(Keywords.Index, JsonItem.OfText(index, item.Offset)); }
        }
        else if (definition.Includes(Containers.Id))
        {
            if (!item.Has(Keywords.Id) && active.Expand(index, isRelative: true) is { } id) { item.Entries.Add(Keywords.Id, JsonItem.OfText(id, item.Offset)); }
        }
        else if (active.Expand(index, isVocab: true) is { } type)
        {
            if (item.Has(Keywords.Value)) { throw new JsonLdException(JsonLdErrors.InvalidValueObject, item, "what is kept by its type is a node, and no value"); }
            var types = JsonItem.OfArray(JsonItem.OfText(type, item.Offset));
            types.Items.AddRange(item.Find(Keywords.Type)?.AsItems() ?? []);
            item.Entries[Keywords.Type] = types;
        }
    }

    private void PlaceProperty(JsonItem item, string property, string index)
    {
        if (item.Has(Keywords.Value)) { throw new JsonLdException(JsonLdErrors.InvalidValueObject, item, "a value has no properties, so none can be its index"); }
        var iri = active.Expand(property, isVocab: true) ?? property;
        var values = JsonItem.OfArray(Expander.Value(active, property, JsonItem.OfText(index, item.Offset)));
        values.Items.AddRange(item.Find(iri)?.AsItems() ?? []);
        item.Entries[iri] = values;
    }
}
