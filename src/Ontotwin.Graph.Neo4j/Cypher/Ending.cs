namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>How a transaction ends.</summary>
/// <param name="IsCommit">Whether what it did stays.</param>
/// <param name="Last">The statement that goes with the commit: what it locks is locked no longer than that; null for none.</param>
internal readonly record struct Ending(bool IsCommit, CypherStatement? Last)
{
    public static Ending RollBack => default;

    public static Ending Commit => new(true, null);

    public static Ending CommitWith(CypherStatement last) => new(true, last);
}
