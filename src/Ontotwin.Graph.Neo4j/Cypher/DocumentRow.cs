using System.Text.Json;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A document as a node. Its rejects are packed; how many there are can be read.</summary>
internal static class DocumentRow
{
    public static string Id(string name, string hash) => hash + " " + name;

    public static Dictionary<string, object?> Properties(KeptDocument document) => new()
    {
        ["document"] = document.Name,
        ["documentHash"] = document.Hash,
        ["rules"] = document.Rules,
        ["rejects"] = Convert.ToBase64String(RejectPacking.Pack(document.Rejects)),
        ["rejectCount"] = document.RejectCount,
    };

    public static KeptDocument Read(JsonElement row) => new(FactRow.Text(row[0]), FactRow.Text(row[1]), FactRow.Instant(row[2]), FactRow.Text(row[3]))
    {
        Rejects = RejectPacking.Unpack(Convert.FromBase64String(FactRow.Text(row[4]))),
        RejectCount = row[5].GetInt64(),
        Twins = [.. row[6].EnumerateArray().Select(t => new TwinId(FactRow.Text(t)))],
    };
}
