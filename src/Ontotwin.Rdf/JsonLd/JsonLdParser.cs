using Ontotwin.Rdf.Reading;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>JSON-LD from bytes in a window that holds the document, or one item of a document that is an array.</summary>
internal sealed class JsonLdParser
{
    /// <summary>What must be in memory as a whole.</summary>
    public const string Unit = "object of the document";

    private readonly TextWindow window;
    private readonly JsonLdBudget budget = new();
    private readonly RemoteContexts documents;
    private readonly Expander expander;
    private readonly RdfDeserializer deserializer;
    private readonly JsonLdOptions options;
    private ActiveContext? initial;

    public JsonLdParser(TextWindow window, Action<Quad> sink, JsonLdOptions options)
    {
        (this.window, this.options, documents) = (window, options, new(options.Loader));
        expander = new(new ContextProcessor(documents, options.IsVersion10, budget), options.BaseIri);
        deserializer = new(sink, options.Direction);
    }

    /// <exception cref="RdfSyntaxException">The document is wrong.</exception>
    public void Run()
    {
        SkipSpace();
        if (!window.Is('[')) { One(isArray: false, 0); }
        else { All(); }
        SkipSpace();
        if (!window.AtEnd) { throw window.Error("more than one JSON value"); }
    }

    private void All()
    {
        window.Advance(1);
        SkipSpace();
        for (var index = 0; !window.Is(']'); index++)
        {
            if (index > 0)
            {
                if (!window.Is(',')) { throw window.Error("no well-formed JSON: expected ',' or ']'"); }
                window.Advance(1);
                SkipSpace();
            }
            One(isArray: true, index);
            SkipSpace();
        }
        window.Advance(1);
    }

    private void One(bool isArray, int index)
    {
        JsonItem? root = null;
        try
        {
            var length = Length();
            budget.Allow(length);
            root = JsonTree.Read(window.Rest[..length]);
            if (!isArray && !root.IsMap) { throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, root, "a document is an object or an array of objects"); }
            if (isArray) { Emit(expander.Expand(Initial, null, root)); }
            else { Statements(root); }
            window.Advance(length);
        }
        catch (JsonLdException error) { throw Located(error, root, isArray ? $"$[{index}]" : "$"); }
    }

    private int Length()
    {
        var extent = new JsonExtent();
        while (true)
        {
            if (extent.LengthOf(window.Rest, isWhole: false) is { } length) { return length; }
            if (!window.More()) { return extent.LengthOf(window.Rest, isWhole: true) ?? window.Rest.Length; }
        }
    }

    // Of a document that is an object: what has nothing but a graph is the default graph.
    private void Statements(JsonItem root)
    {
        if (root.Find(Keywords.Graph) is { } nodes && root.Entries.Keys.All(k => k is Keywords.Graph or Keywords.Context))
        {
            var active = root.Find(Keywords.Context) is { } context ? expander.Contexts.Process(Initial, context, new ContextUse(options.BaseIri, [])) : Initial;
            // The usual document: each node is expanded, said and forgotten before the next one.
            foreach (var node in nodes.AsItems()) { Emit(expander.Expand(active, Keywords.Graph, node)); }
            return;
        }
        var expanded = expander.Expand(Initial, null, root);
        Emit(expanded is { Entries.Count: 1 } && expanded.Find(Keywords.Graph) is { } graph ? graph : expanded);
    }

    private void Emit(JsonItem? expanded)
    {
        if (expanded is not null) { deserializer.Emit(expanded); }
    }

    private ActiveContext Initial => initial ??= First();

    private ActiveContext First()
    {
        var empty = new ActiveContext(budget) { BaseIri = options.BaseIri, OriginalBase = options.BaseIri };
        if (options.ExpandContext is not { } given) { return empty; }
        var document = JsonTree.Read(given);
        return expander.Contexts.Process(empty, document.Find(Keywords.Context) ?? document, new ContextUse(options.BaseIri, []));
    }

    private void SkipSpace()
    {
        while (window.Current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') { window.Advance(1); }
    }

    private RdfSyntaxException Located(JsonLdException error, JsonItem? root, string from)
    {
        var path = root is null ? null : JsonPlace.Of(root, error.At, from);
        var remote = path is null && root is not null ? documents.Documents.Select(d => (d.Key, Path: JsonPlace.Of(d.Value, error.At, "$"))).FirstOrDefault(d => d.Path is not null) : default;
        var place = path is not null ? $" (at {path})" : remote.Path is not null ? $" (at {remote.Path} of the context <{remote.Key}>)" : "";
        var at = window.Error($"{error.Error}: {error.Message}{place}", root is null || path is not null ? error.At.Offset : 0);
        if (root is null) { return at; }
        return error.MissingContext is null ? at.With(JsonLdReader.ErrorCode, null) : at.With(JsonLdReader.MissingContextCode, "contexts are not fetched from the network: get its file and name it, as in: ontotwin convert IN --to nquads --context IRI=FILE");
    }
}
