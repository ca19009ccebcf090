using Ontotwin.Values;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>What can be wrong with a server, in words that say what to do. The server's own messages may quote data: they go to the inner exception only.</summary>
internal static class Neo4jFaults
{
    public static GraphStoreException BadUrl() =>
        Fault("OT5011", "the store's URL is not of the form neo4j+http://user@host:7474/db/NAME", "leave the password out of it: set ONTOTWIN_NEO4J_PASSWORD");

    public static GraphStoreException Unreachable(StoreUrl url, Exception? cause) =>
        Fault("OT5012", $"no Neo4j answers at {url.Server}", "start the server, or check host and port (7474 is its HTTP port, 7687 is not)", cause);

    public static GraphStoreException TooOld(StoreUrl url, string version) =>
        Fault("OT5015", $"the server at {url.Server} is Neo4j {version}", "use 5.26 or later: labels and types from data need it");

    /// <param name="label">Of the nodes that were read.</param>
    /// <param name="cause">What is wrong with one of them; may quote data.</param>
    public static GraphStoreException NotUnderstood(string label, Exception cause) => Fault(
        "OT5017", $"a node with the label {label} in Neo4j is not as it was written",
        label is OwnLabels.Document or OwnLabels.Link or OwnLabels.Setting ? "something else made or changed it: restore the database, or take the node away and ingest its document again"
            : "something else changed it: restore the database, or erase and ingest the twin again", cause);

    public static GraphStoreException Of(StoreUrl url, CypherException cause) => cause.Code switch
    {
        "" => Unreachable(url, cause),
        "Neo.ClientError.Security.Unauthorized" or "Neo.ClientError.Security.AuthenticationRateLimit" or "Neo.ClientError.Security.CredentialsExpired" =>
            Fault("OT5013", $"the server at {url.Server} refuses the user or the password", "set ONTOTWIN_NEO4J_USER and ONTOTWIN_NEO4J_PASSWORD", cause),
        "Neo.ClientError.Database.DatabaseNotFound" => Fault("OT5014", $"the server at {url.Server} has no database {url.Database}", "create it, or name another: /db/neo4j is there by default", cause),
        _ when cause.IsTransient => Fault("OT5018", $"the server at {url.Server} stayed busy ({cause.Code})", "try again later; nothing was changed", cause),
        _ => Fault("OT5016", $"the server at {url.Server} refuses a statement ({cause.Code})", "check that the user may read, write and make constraints", cause),
    };

    private static GraphStoreException Fault(string code, string message, string? hint, Exception? cause = null) =>
        new(new Diagnostic(code, Severity.Error, message) { Hint = hint }, cause);
}
