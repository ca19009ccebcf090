namespace Ontotwin.Rdf.JsonLd;

/// <summary>How a context is read.</summary>
/// <param name="BaseUrl">What names of other contexts are relative to.</param>
/// <param name="Remote">The contexts that are being read, from the outermost one on.</param>
/// <param name="MayOverride">Whether protected terms may be defined anew.</param>
/// <param name="Propagates">Whether it holds for nodes within the node, too.</param>
/// <param name="IsOnlyChecked">Whether a context that is being read already is passed over.</param>
internal readonly record struct ContextUse(string? BaseUrl, IReadOnlyList<string> Remote, bool MayOverride = false, bool Propagates = true, bool IsOnlyChecked = false);

/// <summary>Context Processing (JSON-LD 1.1 API, section 5.1).</summary>
/// <param name="documents">Remote contexts.</param>
/// <param name="isVersion10">Whether what JSON-LD 1.1 has brought is an error.</param>
/// <param name="budget">What may grow.</param>
internal sealed class ContextProcessor(RemoteContexts documents, bool isVersion10, JsonLdBudget budget)
{
    private const int MaxKept = 4096;
    private readonly Dictionary<(ActiveContext, object, ContextUse), ActiveContext> kept = [];

    public bool IsVersion10 => isVersion10;

    /// <summary>The context at a place where a local context stands.</summary>
    public ActiveContext Process(ActiveContext active, JsonItem local, ContextUse use)
    {
        if (local.Find(Keywords.Propagate) is { IsBoolean: true } propagate) { use = use with { Propagates = propagate.Kind == JsonItemKind.True }; }
        var result = active;
        if (!use.Propagates && active.Previous is null)
        {
            result = active.Copy();
            result.Previous = active;
        }
        return local.AsItems().Aggregate(result, (current, context) => One(current, context, use));
    }

    /// <summary>The context for the values of a term, or of a node of a type: that of the place when the term has none of its own.</summary>
    public ActiveContext Scoped(ActiveContext active, TermDefinition? definition, bool mayOverride, bool propagates)
    {
        if (definition?.Context is not { } local) { return active; }
        var use = new ContextUse(definition.ContextBase, [], mayOverride, propagates);
        return Kept(active, local, use, () => Process(active, local, use));
    }

    private ActiveContext Kept(ActiveContext active, object local, ContextUse use, Func<ActiveContext> make)
    {
        var key = (active, local, use with { Remote = [] });
        if (kept.TryGetValue(key, out var known)) { return known; }
        if (kept.Count >= MaxKept) { kept.Clear(); }
        return kept[key] = make();
    }

    private ActiveContext One(ActiveContext active, JsonItem context, ContextUse use) => context.Kind switch
    {
        JsonItemKind.Null => Nothing(active, context, use),
        JsonItemKind.Text => Remote(active, context, use),
        JsonItemKind.Map => Definition(active, context, use),
        _ => throw new JsonLdException(JsonLdErrors.InvalidLocalContext, context, "a context is an object, the IRI of one, null, or an array of these"),
    };

    private ActiveContext Nothing(ActiveContext active, JsonItem context, ContextUse use)
    {
        if (!use.MayOverride && active.Terms.Values.Any(t => t.IsProtected))
        {
            throw new JsonLdException(JsonLdErrors.InvalidContextNullification, context, "null would clear terms that are protected");
        }
        return new(budget) { BaseIri = active.OriginalBase, OriginalBase = active.OriginalBase, Previous = use.Propagates ? null : active };
    }

    private ActiveContext Remote(ActiveContext active, JsonItem name, ContextUse use)
    {
        var url = Iris.Resolve(name.Text, use.BaseUrl) ?? throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, name, "the IRI of a context is relative, and no base is known");
        if (use.IsOnlyChecked && use.Remote.Contains(url)) { return active; }
        if (use.Remote.Count >= Limits.MaxContextDepth) { throw new JsonLdException(JsonLdErrors.ContextOverflow, name, $"more than {Limits.MaxContextDepth} contexts that name one another"); }
        var inner = use with { BaseUrl = url, Remote = [.. use.Remote, url] };
        ActiveContext Read() => Process(active, documents.Context(url, name), inner);
        return use.Remote.Count == 0 ? Kept(active, url, use, Read) : Read();
    }

    private ActiveContext Definition(ActiveContext active, JsonItem given, ContextUse use)
    {
        CheckVersion(given);
        var context = given.Find(Keywords.Import) is { } import ? Imported(given, import, use) : given;
        var result = active.Copy();
        if (use.Remote.Count == 0 && context.Find(Keywords.Base) is { } baseIri) { SetBase(result, baseIri); }
        if (context.Find(Keywords.Vocab) is { } vocab) { SetVocab(result, vocab); }
        if (context.Find(Keywords.Language) is { } language)
        {
            result.Language = TextOrNull(language, JsonLdErrors.InvalidDefaultLanguage, "@language is a language tag or null");
        }
        if (context.Find(Keywords.Direction) is { } direction) { result.Direction = DirectionOf(Since11(direction)); }
        if (context.Find(Keywords.Propagate) is { } propagate && !Since11(propagate).IsBoolean) { throw new JsonLdException(JsonLdErrors.InvalidPropagateValue, propagate, "@propagate is true or false"); }
        if (context.Find(Keywords.Protected) is { IsBoolean: false } isProtected) { throw new JsonLdException(JsonLdErrors.InvalidProtectedValue, isProtected, "@protected is true or false"); }
        var definer = new TermDefiner(this, budget, result, context, use);
        foreach (var term in context.Entries.Keys.Where(IsTerm)) { definer.Need(term); }
        return result;
    }

    private static bool IsTerm(string key) =>
        key is not (Keywords.Base or Keywords.Direction or Keywords.Import or Keywords.Language or Keywords.Propagate or Keywords.Protected or Keywords.Version or Keywords.Vocab);

    private void CheckVersion(JsonItem context)
    {
        if (context.Find(Keywords.Version) is not { } version) { return; }
        if (version.Kind != JsonItemKind.Number || CanonicalJson.Number(version.Text) != "1.1") { throw new JsonLdException(JsonLdErrors.InvalidVersionValue, version, "@version is the number 1.1"); }
        if (isVersion10) { throw new JsonLdException(JsonLdErrors.ProcessingModeConflict, version, "the context wants JSON-LD 1.1, and it is read as 1.0"); }
    }

    private JsonItem Since11(JsonItem value) =>
        isVersion10 ? throw new JsonLdException(JsonLdErrors.InvalidContextEntry, value, "JSON-LD 1.0 has no such entry") : value;

    private JsonItem Imported(JsonItem context, JsonItem import, ContextUse use)
    {
        if (!Since11(import).IsText) { throw new JsonLdException(JsonLdErrors.InvalidImportValue, import, "@import is the IRI of a context"); }
        var url = Iris.Resolve(import.Text, use.BaseUrl) ?? throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, import, "the IRI of a context is relative, and no base is known");
        var imported = documents.Context(url, import);
        if (!imported.IsMap) { throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, import, "a context that is imported is one object"); }
        if (imported.Has(Keywords.Import)) { throw new JsonLdException(JsonLdErrors.InvalidContextEntry, import, "a context that is imported imports no other one"); }
        var merged = new JsonItem(JsonItemKind.Map, context.Offset);
        foreach (var (key, value) in imported.Entries.Concat(context.Entries)) { merged.Entries[key] = value; }
        return merged;
    }

    private static void SetBase(ActiveContext result, JsonItem value)
    {
        if (!value.IsNull && !value.IsText) { throw new JsonLdException(JsonLdErrors.InvalidBaseIri, value, "@base is an IRI or null"); }
        result.BaseIri = value.IsNull ? null
            : Iris.Resolve(value.Text, result.BaseIri) ?? throw new JsonLdException(JsonLdErrors.InvalidBaseIri, value, "@base is relative, and no base is known");
    }

    private void SetVocab(ActiveContext result, JsonItem value)
    {
        if (!value.IsNull && !value.IsText) { throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, value, "@vocab is an IRI or null"); }
        if (isVersion10 && value.IsText && !Iris.IsWellFormedOrBlank(value.Text)) { throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, value, "@vocab is an absolute IRI in JSON-LD 1.0"); }
        result.Vocab = value.IsNull ? null : result.Expand(value.Text, isVocab: true, isRelative: true);
        if (value.IsText && (result.Vocab is null || Keywords.Is(result.Vocab))) { throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, value, "@vocab is no IRI"); }
    }

    /// <summary>A text, or null for nothing.</summary>
    public static string? TextOrNull(JsonItem value, string error, string what) => value.IsText ? value.Text : value.IsNull ? null : throw new JsonLdException(error, value, what);

    /// <summary>A direction of text, or null for none.</summary>
    public static string? DirectionOf(JsonItem value) =>
        value.IsNull ? null : value is { IsText: true, Text: "ltr" or "rtl" } ? value.Text : throw new JsonLdException(JsonLdErrors.InvalidBaseDirection, value, "@direction is \"ltr\", \"rtl\" or null");
}
