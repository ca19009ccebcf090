namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// Every label that the store gives to nodes of its own. A class of such a name would put a person's data among the store's books, so classes are kept apart
/// from all of them (<see cref="ReadableName"/>).
/// </summary>
internal static class OwnLabels
{
    public const string Twin = "Twin", Fact = "Fact", Alias = "Alias", Resource = "Resource", Value = "Value", Chunk = "SeriesChunk", Document = "KeptDocument", Link = "TwinLink",
        Applied = "AppliedKey", Setting = "OntotwinSetting", Name = "OntotwinName", Feed = "OntotwinFeed", Change = "OntotwinChange";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Twin, Fact, Alias, Resource, Value, Chunk, Document, Link, Applied, Setting, Name, Feed, Change };
}
