namespace Ontotwin.Rdf.JsonLd;

/// <summary>Create Term Definition (JSON-LD 1.1 API, section 5.2) for the terms of one local context, each when it is needed first.</summary>
/// <param name="contexts">Reads the contexts of terms.</param>
/// <param name="budget">What may grow.</param>
/// <param name="active">The context that is made.</param>
/// <param name="local">The context that is read.</param>
/// <param name="use">How it is read.</param>
internal sealed class TermDefiner(ContextProcessor contexts, JsonLdBudget budget, ActiveContext active, JsonItem local, ContextUse use)
{
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        Keywords.Id, Keywords.Reverse, Keywords.Container, Keywords.Context, Keywords.Direction, Keywords.Index, Keywords.Language, Keywords.Nest, Keywords.Prefix,
        Keywords.Protected, Keywords.Type,
    };

    private static readonly HashSet<string> Since11 = new(StringComparer.Ordinal) { Keywords.Context, Keywords.Direction, Keywords.Index, Keywords.Nest, Keywords.Prefix, Keywords.Protected };

    // Whether a term is defined, or only begun.
    private readonly Dictionary<string, bool> defined = new(StringComparer.Ordinal);
    private int depth;

    /// <summary>Defines a term, when the context defines it and has not done so yet.</summary>
    public void Need(string term)
    {
        if (!local.Entries.TryGetValue(term, out var value)) { return; }
        if (!defined.TryGetValue(term, out var isDone))
        {
            if (++depth > Limits.MaxContextDepth) { throw Wrong(JsonLdErrors.ContextOverflow, value, $"more than {Limits.MaxContextDepth} terms that are defined by one another"); }
            Define(term, value);
            depth--;
        }
        else if (!isDone) { throw Wrong(JsonLdErrors.CyclicIriMapping, value, "the term is defined by itself"); }
    }

    private void Define(string term, JsonItem value)
    {
        budget.Define(value);
        if (term.Length == 0) { throw Wrong(JsonLdErrors.InvalidTermDefinition, value, "a term has at least one character"); }
        defined[term] = false;
        Set(term, value);
        defined[term] = true;
    }

    private void Set(string term, JsonItem value)
    {
        if (!MayBeDefined(term, value)) { return; }
        var previous = active.Find(term);
        active.Terms = active.Terms.Remove(term);
        if (!value.IsNull && !value.IsText && !value.IsMap) { throw Wrong(JsonLdErrors.InvalidTermDefinition, value, "a term is defined by an IRI, null or an object"); }
        if (Defined(term, value) is not { } definition) { return; }
        if (!use.MayOverride && previous is { IsProtected: true })
        {
            if (!definition.IsSameAs(previous)) { throw Wrong(JsonLdErrors.ProtectedTermRedefinition, value, "the term is protected, and this defines it otherwise"); }
            definition = previous;
        }
        active.Terms = active.Terms.SetItem(term, definition);
    }

    private bool MayBeDefined(string term, JsonItem value)
    {
        if (term == Keywords.Type && !contexts.IsVersion10)
        {
            var isSet = value.Find(Keywords.Container) is { IsText: true, Text: Keywords.Set };
            if (value.Entries.Count > 0 && value.Entries.Keys.All(k => k == Keywords.Protected || (k == Keywords.Container && isSet))) { return true; }
        }
        if (Keywords.Is(term)) { throw Wrong(JsonLdErrors.KeywordRedefinition, value, "a keyword is no term; only @type may be told that it is always a set"); }
        return !Keywords.HasForm(term);
    }

    // Null: the definition is ignored.
    private TermDefinition? Defined(string term, JsonItem value)
    {
        if (contexts.IsVersion10 && value.Entries.Keys.FirstOrDefault(Since11.Contains) is { } early) { throw Wrong(JsonLdErrors.InvalidTermDefinition, value, $"JSON-LD 1.0 has no {early} in the definition of a term"); }
        var definition = new TermDefinition { IsProtected = IsTrue(value.Find(Keywords.Protected) ?? local.Find(Keywords.Protected), JsonLdErrors.InvalidProtectedValue, Keywords.Protected) };
        if (value.Entries.FirstOrDefault(e => !Allowed.Contains(e.Key)) is { Key: not null } other) { throw Wrong(JsonLdErrors.InvalidTermDefinition, other.Value, "the definition of a term has no such entry"); }
        if (value.Find(Keywords.Type) is { } type) { definition.Type = TypeOf(type); }
        if (value.Find(Keywords.Reverse) is { } reverse) { return Reversed(definition, value, reverse); }
        if (!Means(definition, term, value)) { return null; }
        if (value.Find(Keywords.Container) is { } container) { SetContainer(definition, container); }
        if (value.Find(Keywords.Index) is { } index) { SetIndex(definition, index); }
        if (value.Find(Keywords.Context) is { } context) { SetContext(definition, context); }
        if (!value.Has(Keywords.Type))
        {
            if (value.Find(Keywords.Language) is { } language) { definition.Language = new(ContextProcessor.TextOrNull(language, JsonLdErrors.InvalidLanguageMapping, "@language is a language tag or null")); }
            if (value.Find(Keywords.Direction) is { } direction) { definition.Direction = new(ContextProcessor.DirectionOf(direction)); }
        }
        if (value.Find(Keywords.Nest) is { } nest) { definition.Nest = NestOf(nest); }
        if (value.Find(Keywords.Prefix) is { } prefix) { SetPrefix(definition, term, prefix); }
        return definition;
    }

    private string TypeOf(JsonItem type)
    {
        var expanded = type.IsText ? active.Expand(type.Text, isVocab: true, definer: this) : null;
        var isKeyword = expanded is Keywords.Id or Keywords.Vocab || (!contexts.IsVersion10 && expanded is Keywords.Json or Keywords.None);
        return expanded is not null && (isKeyword || Iris.IsWellFormed(expanded)) ? expanded
            : throw Wrong(JsonLdErrors.InvalidTypeMapping, type, "@type is an IRI, \"@id\", \"@vocab\", \"@json\" or \"@none\"");
    }

    private TermDefinition? Reversed(TermDefinition definition, JsonItem value, JsonItem reverse)
    {
        if (value.Has(Keywords.Id) || value.Has(Keywords.Nest)) { throw Wrong(JsonLdErrors.InvalidReverseProperty, value, "@reverse stands neither beside @id nor beside @nest"); }
        if (!reverse.IsText) { throw Wrong(JsonLdErrors.InvalidIriMapping, reverse, "@reverse is the IRI of a property"); }
        if (Keywords.HasForm(reverse.Text)) { return null; }
        definition.Iri = active.Expand(reverse.Text, isVocab: true, definer: this);
        if (definition.Iri is null || !Iris.IsWellFormedOrBlank(definition.Iri)) { throw Wrong(JsonLdErrors.InvalidIriMapping, reverse, "@reverse does not become an IRI"); }
        if (value.Find(Keywords.Container) is { IsNull: false } container)
        {
            definition.Container = container switch
            {
                { IsText: true, Text: Keywords.Set } => Containers.Set,
                { IsText: true, Text: Keywords.Index } => Containers.Index,
                _ => throw Wrong(JsonLdErrors.InvalidReverseProperty, container, "a reverse property's @container is \"@set\", \"@index\" or null"),
            };
        }
        if (value.Find(Keywords.Index) is { } index) { SetIndex(definition, index); }
        definition.IsReverse = true;
        return definition;
    }

    // Whether the definition counts.
    private bool Means(TermDefinition definition, string term, JsonItem value)
    {
        var id = value.IsMap ? value.Find(Keywords.Id) : value;
        if (id is not null && !(id.IsText && id.Text == term)) { return id.IsNull || MeansId(definition, term, id, isSimple: value.IsText); }
        if (term.IndexOf(':', 1) > 0) { definition.Iri = OfCompactIri(term); }
        else if (term.Contains('/', StringComparison.Ordinal))
        {
            definition.Iri = active.Expand(term, isVocab: true);
            if (definition.Iri is null || !Iris.IsWellFormed(definition.Iri)) { throw Wrong(JsonLdErrors.InvalidIriMapping, value, "the term does not become an IRI"); }
        }
        else if (term == Keywords.Type) { definition.Iri = Keywords.Type; }
        else { definition.Iri = active.Vocab is { } vocab ? budget.Join(vocab, term) : throw Wrong(JsonLdErrors.InvalidIriMapping, value, "the term has no @id, and there is no @vocab"); }
        return true;
    }

    private bool MeansId(TermDefinition definition, string term, JsonItem id, bool isSimple)
    {
        if (!id.IsText) { throw Wrong(JsonLdErrors.InvalidIriMapping, id, "@id is an IRI, a keyword or null"); }
        if (Keywords.HasForm(id.Text) && !Keywords.Is(id.Text)) { return false; }
        definition.Iri = active.Expand(id.Text, isVocab: true, definer: this);
        if (definition.Iri is null || !(Keywords.Is(definition.Iri) || Iris.IsWellFormedOrBlank(definition.Iri))) { throw Wrong(JsonLdErrors.InvalidIriMapping, id, "the term does not become an IRI, a blank node or a keyword"); }
        if (definition.Iri == Keywords.Context) { throw Wrong(JsonLdErrors.InvalidKeywordAlias, id, "@context has no other name"); }
        var colon = term.IndexOf(':', 1);
        if ((colon > 0 && colon < term.Length - 1) || term.Contains('/', StringComparison.Ordinal))
        {
            defined[term] = true;
            if (active.Expand(term, isVocab: true, definer: this) != definition.Iri) { throw Wrong(JsonLdErrors.InvalidIriMapping, id, "the term looks like an IRI, and means another one"); }
        }
        if (isSimple && !term.AsSpan().ContainsAny(':', '/'))
        {
            definition.IsPrefix = ":/?#[]@".Contains(definition.Iri[^1], StringComparison.Ordinal) || definition.Iri.StartsWith("_:", StringComparison.Ordinal);
        }
        return true;
    }

    private string OfCompactIri(string term)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        var prefix = term[..colon];
        if (prefix.Length > 0) { Need(prefix); }
        return active.Find(prefix) is { Iri: { } space } ? budget.Join(space, term.AsSpan(colon + 1)) : term;
    }

    private void SetContainer(TermDefinition definition, JsonItem container)
    {
        if (container.IsNull) { throw Wrong(JsonLdErrors.InvalidContainerMapping, container, "@container names containers"); }
        var all = container.AsItems().Aggregate(Containers.None, (sum, item) => sum | ContainerOf(item));
        var rest = all & ~Containers.Set;
        var isKnown = rest is Containers.None or Containers.Id or Containers.Index or Containers.Language or Containers.Type or Containers.Graph
            or (Containers.Graph | Containers.Id) or (Containers.Graph | Containers.Index) || all == Containers.List;
        if (!isKnown || all == Containers.None || System.Numerics.BitOperations.PopCount((uint)all) < container.AsItems().Count) { throw Wrong(JsonLdErrors.InvalidContainerMapping, container, "these containers do not go together"); }
        if (contexts.IsVersion10 && (!container.IsText || (all & (Containers.Graph | Containers.Id | Containers.Type)) != 0)) { throw Wrong(JsonLdErrors.InvalidContainerMapping, container, "JSON-LD 1.0 has no such container"); }
        definition.Container = all;
        if (!definition.Includes(Containers.Type)) { return; }
        definition.Type ??= Keywords.Id;
        if (definition.Type is not (Keywords.Id or Keywords.Vocab)) { throw Wrong(JsonLdErrors.InvalidTypeMapping, container, "what is kept by its @type is a node: its @type is \"@id\" or \"@vocab\""); }
    }

    private static Containers ContainerOf(JsonItem item) => (item.IsText ? item.Text : "") switch
    {
        Keywords.Graph => Containers.Graph,
        Keywords.Id => Containers.Id,
        Keywords.Index => Containers.Index,
        Keywords.Language => Containers.Language,
        Keywords.List => Containers.List,
        Keywords.Set => Containers.Set,
        Keywords.Type => Containers.Type,
        _ => throw Wrong(JsonLdErrors.InvalidContainerMapping, item, "a container is @graph, @id, @index, @language, @list, @set or @type"),
    };

    private void SetIndex(TermDefinition definition, JsonItem index)
    {
        if (!definition.Includes(Containers.Index)) { throw Wrong(JsonLdErrors.InvalidTermDefinition, index, "@index wants the container @index"); }
        var property = index.IsText ? active.Expand(index.Text, isVocab: true, definer: this) : null;
        if (property is null || !Iris.IsWellFormed(property)) { throw Wrong(JsonLdErrors.InvalidTermDefinition, index, "@index is a property"); }
        definition.Index = index.Text;
    }

    private void SetContext(TermDefinition definition, JsonItem context)
    {
        try { contexts.Process(active, context, use with { MayOverride = true, Propagates = true, IsOnlyChecked = true }); }
        catch (JsonLdException error) { throw new JsonLdException(JsonLdErrors.InvalidScopedContext, error.At, $"the term's context has an error ({error.Error}): {error.Message}") { MissingContext = error.MissingContext }; }
        (definition.Context, definition.ContextBase) = (context, use.BaseUrl);
    }

    private static string NestOf(JsonItem nest) => nest.IsText && (nest.Text == Keywords.Nest || !Keywords.Is(nest.Text)) ? nest.Text
        : throw Wrong(JsonLdErrors.InvalidNestValue, nest, "@nest is \"@nest\" or a term");

    private static void SetPrefix(TermDefinition definition, string term, JsonItem prefix)
    {
        if (term.AsSpan().ContainsAny(':', '/')) { throw Wrong(JsonLdErrors.InvalidTermDefinition, prefix, "a prefix has neither a colon nor a slash"); }
        definition.IsPrefix = IsTrue(prefix, JsonLdErrors.InvalidPrefixValue, Keywords.Prefix);
        if (definition.IsPrefix && definition.Iri is { } iri && Keywords.Is(iri)) { throw Wrong(JsonLdErrors.InvalidTermDefinition, prefix, "a keyword is no prefix"); }
    }

    private static bool IsTrue(JsonItem? value, string error, string keyword) =>
        value is null ? false : value.IsBoolean ? value.Kind == JsonItemKind.True : throw Wrong(error, value, $"{keyword} is true or false");

    private static JsonLdException Wrong(string error, JsonItem at, string what) => new(error, at, what);
}
