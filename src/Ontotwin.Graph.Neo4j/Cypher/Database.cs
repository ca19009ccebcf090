using System.Globalization;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A database that is about to be used: new enough, and with the store's constraints and indexes.</summary>
internal static class Database
{
    public static async Task PrepareAsync(StoreUrl url, QueryApiTransport transport, CancellationToken cancellationToken)
    {
        var version = await transport.VersionAsync(cancellationToken);
        if (!IsNewEnough(version)) { throw Neo4jFaults.TooOld(url, version); }
        foreach (var statement in Statements.Schema) { await Attempts.RunAsync(url, () => MakeAsync(transport, statement, cancellationToken), cancellationToken); }
    }

    // Two processes that open a new database at once make the same index: "IF NOT EXISTS" looks before it locks, so the later one is told that it is there.
    private static async Task<bool> MakeAsync(QueryApiTransport transport, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await transport.RunAsync(new(statement), cancellationToken);
            return true;
        }
        catch (CypherException cause) when (cause.Code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal) && cause.Code.EndsWith("AlreadyExists", StringComparison.Ordinal))
        {
            return false;
        }
    }

    // 5.26 and later, and the calendar versions (2025.01) that follow.
    private static bool IsNewEnough(string version)
    {
        var parts = version.Split('.', '-');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) && (major > 5 || (major == 5 && minor >= 26));
    }
}
