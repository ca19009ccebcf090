#pragma warning disable CA1032, CA1064 // Internal, made in one place, and turned into a GraphStoreException before it leaves.
namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>The server answered with an error, or not at all (then <see cref="Code"/> is empty).</summary>
internal sealed class CypherException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Neo4j's status code.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the same again may work.</summary>
    public bool IsTransient => Code.Length == 0 || Code.StartsWith("Neo.TransientError.", StringComparison.Ordinal)
        || Code is "Neo.ClientError.Transaction.TransactionNotFound" or "Neo.ClientError.Transaction.TransactionTimedOut";
}
