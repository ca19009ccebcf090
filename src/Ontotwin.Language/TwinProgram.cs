using System.Collections.Immutable;
using Ontotwin.Ontology;

namespace Ontotwin.Language;

/// <summary>Everything that a set of <c>.twin</c> files declares, bound together against one ontology: what the rooms below run.</summary>
/// <param name="Ontology">The ontology it was checked against.</param>
public sealed record TwinProgram(OntologyModel Ontology)
{
    /// <summary>Modules, by name.</summary>
    public ImmutableArray<ModuleName> Modules { get; init; } = [];

    /// <summary>Sites.</summary>
    public ImmutableArray<SiteDeclaration> Sites { get; init; } = [];

    /// <summary>What sources write for an authority → its canonical form.</summary>
    public ImmutableDictionary<string, string> Authorities { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What sources write for a code system → its URI.</summary>
    public ImmutableDictionary<string, string> CodeSystems { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What sources write for a unit → its UCUM code.</summary>
    public ImmutableDictionary<string, string> UnitAliases { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Lookups.</summary>
    public ImmutableDictionary<string, LookupDeclaration> Lookups { get; init; } = ImmutableDictionary<string, LookupDeclaration>.Empty;

    /// <summary>Functions.</summary>
    public ImmutableDictionary<string, FunctionDeclaration> Functions { get; init; } = ImmutableDictionary<string, FunctionDeclaration>.Empty;

    /// <summary>Identity statements.</summary>
    public ImmutableArray<IdentityDeclaration> Identities { get; init; } = [];

    /// <summary>Maps.</summary>
    public ImmutableArray<MapDeclaration> Maps { get; init; } = [];

    /// <summary>
    /// By full name of a map: a hash over all that what it gives depends on (its words without comments, functions, lookups, identities, sites, tables), lower-case
    /// hex. Equal hashes give equal facts of a document.
    /// </summary>
    public ImmutableSortedDictionary<string, string> MapHashes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The part of every map's hash that is of no map alone: identities, sites, tables and the ontology; lower-case hex.</summary>
    public string CommonHash { get; init; } = "";

    /// <summary>Features.</summary>
    public ImmutableDictionary<string, FeatureDeclaration> Features { get; init; } = ImmutableDictionary<string, FeatureDeclaration>.Empty;

    /// <summary>Scores.</summary>
    public ImmutableDictionary<string, ScoreDeclaration> Scores { get; init; } = ImmutableDictionary<string, ScoreDeclaration>.Empty;

    /// <summary>Models.</summary>
    public ImmutableDictionary<string, ModelDeclaration> Models { get; init; } = ImmutableDictionary<string, ModelDeclaration>.Empty;

    /// <summary>Causal graphs.</summary>
    public ImmutableDictionary<string, CausalDeclaration> CausalGraphs { get; init; } = ImmutableDictionary<string, CausalDeclaration>.Empty;

    /// <summary>Guidelines.</summary>
    public ImmutableArray<GuidelineDeclaration> Guidelines { get; init; } = [];

    /// <summary>Tests.</summary>
    public ImmutableArray<TestDeclaration> Tests { get; init; } = [];

    /// <summary>SHA-256 over the texts of all modules and tables, lower-case hex: names exactly what was run.</summary>
    public string Hash { get; init; } = "";
}
