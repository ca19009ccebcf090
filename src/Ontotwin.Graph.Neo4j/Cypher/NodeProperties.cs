#pragma warning disable IDE1006 // The names are those that the statement asks rows for.
namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>Properties of a resource's node: a single value is of Neo4j's type; none, or several, is none, and several stand in value nodes.</summary>
internal sealed record NodeProperties(string iri)
{
    public Dictionary<string, object?> values { get; } = [];

    /// <summary>Name and text of what JSON has no type for, by what makes a value of it.</summary>
    public List<string[]> reals { get; } = [];

    public List<string[]> dates { get; } = [];

    public List<string[]> datetimes { get; } = [];

    public List<string[]> localdatetimes { get; } = [];

    public void Set(string name, NativeValue? value)
    {
        // Null removes what was there before.
        values[name] = value is { Kind: NativeKind.AsIs } ? value.Value : null;
        if (value is { Value: string text } && ListOf(value.Kind) is { } list) { list.Add([name, text]); }
    }

    private List<string[]>? ListOf(NativeKind kind) => kind switch
    {
        NativeKind.Real => reals,
        NativeKind.Date => dates,
        NativeKind.DateTime => datetimes,
        NativeKind.LocalDateTime => localdatetimes,
        _ => null,
    };
}
