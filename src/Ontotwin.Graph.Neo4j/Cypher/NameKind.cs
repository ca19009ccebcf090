namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>What a readable name is for: labels and the names of properties and relationships are two lists.</summary>
internal enum NameKind
{
    /// <summary>A class: a label.</summary>
    Class,

    /// <summary>A property: a relationship type, and a property of nodes.</summary>
    Property,
}
