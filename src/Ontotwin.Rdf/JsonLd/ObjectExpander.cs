namespace Ontotwin.Rdf.JsonLd;

/// <summary>Expansion of one object: steps 12 to 20 of the algorithm.</summary>
/// <param name="expander">Expands what is in it.</param>
/// <param name="active">What names mean in it.</param>
/// <param name="typeScope">What names of its types mean: the context before those of the types.</param>
/// <param name="property">The key it stands under; null: under none.</param>
/// <param name="isJson">Whether its type is @json.</param>
internal sealed class ObjectExpander(Expander expander, ActiveContext active, ActiveContext typeScope, string? property, bool isJson)
{
    private JsonItem result = new(JsonItemKind.Map, 0);

    public JsonItem? Expand(JsonItem element)
    {
        result = new(JsonItemKind.Map, element.Offset);
        Entries(element, active);
        return Finished(element);
    }

    private void Entries(JsonItem element, ActiveContext context)
    {
        List<string>? nests = null;
        foreach (var (key, value) in element.Entries)
        {
            if (key == Keywords.Context || context.Expand(key, isVocab: true) is not { } expanded) { continue; }
            if (expanded == Keywords.Nest) { (nests ??= []).Add(key); }
            if (Keywords.Is(expanded)) { Keyword(expanded, value, context); }
            else if (expanded.Contains(':', StringComparison.Ordinal)) { Property(key, expanded, value, context); }
        }
        foreach (var key in nests ?? []) { Nested(element.Entries[key], expander.Contexts.Scoped(context, context.Find(key), mayOverride: true, propagates: true)); }
    }

    private void Nested(JsonItem values, ActiveContext context)
    {
        foreach (var nested in values.AsItems())
        {
            if (!nested.IsMap || nested.Entries.Keys.Any(k => context.Expand(k, isVocab: true) == Keywords.Value)) { throw Wrong(JsonLdErrors.InvalidNestValue, nested, "what is nested is an object without @value"); }
            Entries(nested, context);
        }
    }

    private void Keyword(string keyword, JsonItem value, ActiveContext context)
    {
        if (property == Keywords.Reverse) { throw Wrong(JsonLdErrors.InvalidReversePropertyMap, value, "@reverse holds properties and no keywords"); }
        if (result.Has(keyword) && keyword is not (Keywords.Included or Keywords.Type)) { throw Wrong(JsonLdErrors.CollidingKeywords, value, $"{keyword} stands twice in one object"); }
        switch (keyword)
        {
            case Keywords.Id: result.Entries.Add(keyword, IdOf(value, context)); break;
            case Keywords.Type: AddTypes(value); break;
            case Keywords.Graph: result.Entries.Add(keyword, (expander.Expand(context, Keywords.Graph, value) ?? new(JsonItemKind.Array, value.Offset)).ToArray()); break;
            case Keywords.Included when !expander.Contexts.IsVersion10: Include(value, context); break;
            case Keywords.Value: result.Entries.Add(keyword, ValueOf(value)); break;
            case Keywords.Language: result.Entries.Add(keyword, TextOf(value, JsonLdErrors.InvalidLanguageTaggedString, "@language is a language tag")); break;
            case Keywords.Direction when !expander.Contexts.IsVersion10: AddDirection(value); break;
            case Keywords.Index: result.Entries.Add(keyword, TextOf(value, JsonLdErrors.InvalidIndexValue, "@index is a text")); break;
            case Keywords.List when property is not (null or Keywords.Graph):
                result.Entries.Add(keyword, (expander.Expand(context, property, value) ?? new(JsonItemKind.Array, value.Offset)).ToArray());
                break;
            case Keywords.Set: result.Entries.Add(keyword, expander.Expand(context, property, value) ?? new(JsonItemKind.Array, value.Offset)); break;
            case Keywords.Reverse: Reverse(value, context); break;
        }
    }

    private static JsonItem IdOf(JsonItem value, ActiveContext context) =>
        context.Expand(TextOf(value, JsonLdErrors.InvalidIdValue, "@id is an IRI or the label of a blank node").Text, isRelative: true) is { } id
            ? JsonItem.OfText(id, value.Offset) : new(JsonItemKind.Null, value.Offset);

    private void AddTypes(JsonItem value)
    {
        JsonItem? One(JsonItem type) =>
            typeScope.Expand(TextOf(type, JsonLdErrors.InvalidTypeValue, "@type is an IRI or an array of IRIs").Text, isVocab: true, isRelative: true) is { } iri ? JsonItem.OfText(iri, type.Offset) : null;
        var types = value.AsItems().Select(One).OfType<JsonItem>().ToList();
        if (result.Has(Keywords.Type) || value.IsArray) { result.Append(Keywords.Type, JsonItem.OfArray(types)); }
        else if (types.Count > 0) { result.Entries.Add(Keywords.Type, types[0]); }
    }

    private void Include(JsonItem value, ActiveContext context)
    {
        // Under a key, so that values are told and not dropped.
        var included = (expander.Expand(context, Keywords.Included, value) ?? new(JsonItemKind.Array, value.Offset)).ToArray();
        if (included.Items.Exists(i => !IsNode(i))) { throw Wrong(JsonLdErrors.InvalidIncludedValue, value, "@included holds nodes"); }
        result.Append(Keywords.Included, included);
    }

    private JsonItem ValueOf(JsonItem value)
    {
        if ((!isJson || expander.Contexts.IsVersion10) && (value.IsMap || value.IsArray)) { throw Wrong(JsonLdErrors.InvalidValueObjectValue, value, "@value is a text, a number, true, false or null"); }
        return value;
    }

    private void AddDirection(JsonItem value)
    {
        if (ContextProcessor.DirectionOf(value) is null) { throw Wrong(JsonLdErrors.InvalidBaseDirection, value, "@direction is \"ltr\" or \"rtl\""); }
        result.Entries.Add(Keywords.Direction, value);
    }

    private void Reverse(JsonItem value, ActiveContext context)
    {
        if (!value.IsMap) { throw Wrong(JsonLdErrors.InvalidReverseValue, value, "@reverse is an object of properties"); }
        foreach (var (key, items) in expander.Expand(context, Keywords.Reverse, value)?.Entries ?? [])
        {
            if (key != Keywords.Reverse) { AddReverse(key, items, value); }
            // What is reversed twice is not reversed.
            else { foreach (var (twice, values) in items.Entries) { result.Append(twice, values); } }
        }
    }

    private void AddReverse(string iri, JsonItem values, JsonItem at)
    {
        if (values.AsItems().Any(v => v.Has(Keywords.Value) || v.Has(Keywords.List))) { throw Wrong(JsonLdErrors.InvalidReversePropertyValue, at, "what a property comes from is a node, and no value or list"); }
        if (!result.Entries.TryGetValue(Keywords.Reverse, out var map)) { result.Entries.Add(Keywords.Reverse, map = new(JsonItemKind.Map, at.Offset)); }
        map.Append(iri, values);
    }

    private void Property(string key, string iri, JsonItem value, ActiveContext context)
    {
        var definition = context.Find(key);
        var container = definition?.Container ?? Containers.None;
        JsonItem? expanded;
        if (definition?.Type == Keywords.Json)
        {
            expanded = JsonItem.OfEntry(Keywords.Value, value);
            expanded.Entries.Add(Keywords.Type, JsonItem.OfText(Keywords.Json, value.Offset));
        }
        else if (value.IsMap && (container & Containers.Language) != 0) { expanded = ContainerMaps.Languages(context, definition!, value); }
        else if (value.IsMap && (container & (Containers.Index | Containers.Type | Containers.Id)) != 0) { expanded = new ContainerMaps(expander, context, key, definition!).Indexed(value); }
        else { expanded = expander.Expand(context, key, value); }
        if (expanded is null) { return; }
        if ((container & Containers.List) != 0 && !expanded.Has(Keywords.List)) { expanded = JsonItem.OfEntry(Keywords.List, expanded.ToArray()); }
        if ((container & Containers.Graph) != 0 && (container & (Containers.Id | Containers.Index)) == 0)
        {
            expanded = JsonItem.OfArray(expanded.AsItems().Select(g => JsonItem.OfEntry(Keywords.Graph, g.ToArray())));
        }
        if (definition?.IsReverse == true) { AddReverse(iri, expanded, value); }
        else { result.Append(iri, expanded); }
    }

    private JsonItem? Finished(JsonItem element)
    {
        if (result.Find(Keywords.Value) is { } value)
        {
            CheckValue(value, element);
            if (value.IsNull && !isJson) { return null; }
        }
        else if (result.Find(Keywords.Type) is { IsArray: false } type) { result.Entries[Keywords.Type] = JsonItem.OfArray(type); }
        if (result.Has(Keywords.Set) || result.Has(Keywords.List))
        {
            if (result.Entries.Keys.Any(k => k is not (Keywords.Set or Keywords.List or Keywords.Index)) || (result.Has(Keywords.Set) && result.Has(Keywords.List))) { throw Wrong(JsonLdErrors.InvalidSetOrListObject, element, "beside @set or @list stands nothing but @index"); }
            if (result.Find(Keywords.Set) is { } set) { return set; }
        }
        if (result.Entries.Count == 1 && result.Has(Keywords.Language)) { return null; }
        return property is null or Keywords.Graph && IsFreeFloating() ? null : result;
    }

    private bool IsFreeFloating() =>
        result.Entries.Count == 0 || result.Has(Keywords.Value) || result.Has(Keywords.List) || (result.Entries.Count == 1 && result.Has(Keywords.Id));

    private void CheckValue(JsonItem value, JsonItem element)
    {
        var (type, language) = (result.Find(Keywords.Type), result.Find(Keywords.Language));
        var isAllowed = result.Entries.Keys.All(k => k is Keywords.Value or Keywords.Language or Keywords.Type or Keywords.Index or Keywords.Direction);
        if (!isAllowed || (type is not null && (language is not null || result.Has(Keywords.Direction)))) { throw Wrong(JsonLdErrors.InvalidValueObject, element, "beside @value stand @index, and @type or @language and @direction"); }
        if (type is { IsText: true, Text: Keywords.Json } || value.IsNull) { return; }
        if (!value.IsText && language is not null) { throw Wrong(JsonLdErrors.InvalidLanguageTaggedValue, element, "only text is in a language"); }
        if (type is not null && !(type.IsText && Iris.IsWellFormed(type.Text))) { throw Wrong(JsonLdErrors.InvalidTypedValue, element, "a value's @type is one IRI"); }
    }

    private static bool IsNode(JsonItem item) => item.IsMap && !item.Has(Keywords.Value) && !item.Has(Keywords.List) && !item.Has(Keywords.Set);

    private static JsonItem TextOf(JsonItem value, string error, string what) => value.IsText ? value : throw Wrong(error, value, what);

    private static JsonLdException Wrong(string error, JsonItem at, string what) => new(error, at, what);
}
