using Ontotwin.Language;

namespace Ontotwin.Mapping;

/// <summary>What maps need beside the record: the program's tables, who is who, and how IRIs are made.</summary>
/// <param name="Program">The bound program.</param>
/// <param name="Identities">Who is who.</param>
/// <param name="Iris">How IRIs are made.</param>
public sealed record MappingServices(TwinProgram Program, IdentityTable Identities, IriMaker Iris)
{
    /// <summary>Whether origins carry hash, path and text; without them mapping is faster and nothing can be explained.</summary>
    public bool KeepsText { get; init; } = true;

    /// <summary>Lookups that tests replace: name → entries.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Values.Code>> LookupOverrides { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, Values.Code>>();

    /// <summary>
    /// Whether what a record gave is used up before the next one is mapped, by one thread: its nodes and facts then stand in memory that serves again, and nothing
    /// is allocated for them. False, the default: they stay.
    /// </summary>
    public bool Recycles { get; init; }

    /// <summary>Takes down what became of every statement; null, the default: nothing is taken down, and it costs nothing.</summary>
    public RunTrace? Trace { get; init; }

    /// <summary>Whether keys fall back to the document and path (<c>--keys document</c>), for trying things out.</summary>
    public bool KeysByDocument { get; init; }
}
