using System.Text.Json;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>How statements reach a server: HTTP here; Bolt or a driver could take its place.</summary>
internal interface ICypherTransport : IDisposable
{
    /// <summary>A transaction, which begins with its first statement; it is rolled back unless committed.</summary>
    ICypherTransaction Begin();

    /// <summary>Runs one statement in a transaction of its own.</summary>
    Task<IReadOnlyList<JsonElement>> RunAsync(CypherStatement statement, CancellationToken cancellationToken);
}

/// <summary>Statements that happen together or not at all.</summary>
internal interface ICypherTransaction : IAsyncDisposable
{
    /// <summary>The rows of the answer, each an array.</summary>
    Task<IReadOnlyList<JsonElement>> RunAsync(CypherStatement statement, CancellationToken cancellationToken);

    /// <summary>Runs a last statement, if there is one, and makes everything durable.</summary>
    Task CommitAsync(CypherStatement? last, CancellationToken cancellationToken);
}

/// <summary>A constant text and its parameters: nothing that comes from data is ever part of the text.</summary>
internal sealed record CypherStatement(string Text, IReadOnlyDictionary<string, object?> Parameters)
{
    public CypherStatement(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
        : this(text, ToDictionary(parameters))
    {
    }

    private static Dictionary<string, object?> ToDictionary(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var all = new Dictionary<string, object?>(parameters.Length);
        foreach (var (name, value) in parameters) { all.Add(name, value); }
        return all;
    }
}
