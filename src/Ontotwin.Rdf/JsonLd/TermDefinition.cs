namespace Ontotwin.Rdf.JsonLd;

/// <summary>What a term's values stand in.</summary>
[Flags]
internal enum Containers : byte
{
    None = 0,
    Graph = 1,
    Id = 2,
    Index = 4,
    Language = 8,
    List = 16,
    Set = 32,
    Type = 64,
}

/// <summary>A mapping that may be to nothing, which is not the same as no mapping.</summary>
/// <param name="Value">What to; null: nothing.</param>
internal readonly record struct Mapping(string? Value);

/// <summary>What a term means in a context (JSON-LD 1.1 API, section 4.1). Not changed once it is in a context.</summary>
internal sealed record TermDefinition
{
    /// <summary>The IRI, blank node or keyword; null: the term means nothing.</summary>
    public string? Iri { get; set; }

    public bool IsPrefix { get; set; }

    public bool IsProtected { get; set; }

    public bool IsReverse { get; set; }

    public Containers Container { get; set; }

    public string? Type { get; set; }

    public Mapping? Language { get; set; }

    public Mapping? Direction { get; set; }

    public string? Nest { get; set; }

    public string? Index { get; set; }

    /// <summary>The context that its values are read in, as it was written.</summary>
    public JsonItem? Context { get; set; }

    /// <summary>What names of contexts in that context are relative to.</summary>
    public string? ContextBase { get; set; }

    public bool Includes(Containers container) => (Container & container) != 0;

    /// <summary>Whether it says the same, but for its protection.</summary>
    public bool IsSameAs(TermDefinition other) =>
        this with { IsProtected = false, Context = null, ContextBase = null } == other with { IsProtected = false, Context = null, ContextBase = null }
        && (Context is null || other.Context is null ? ReferenceEquals(Context, other.Context) : Context.IsSameAs(other.Context));
}
