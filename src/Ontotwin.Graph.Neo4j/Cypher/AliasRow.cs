using System.Text.Json;
using Ontotwin.Values;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>An identifier of a twin: the row of <see cref="Statements.LoadAliases"/>.</summary>
internal static class AliasRow
{
    public static Alias Read(JsonElement row)
    {
        var origin = new Origin(
            FactRow.Text(row[2]), FactRow.Text(row[3]), new ByteRange(row[4].GetInt64(), row[5].GetInt64()), FactRow.Text(row[6]), FactRow.Text(row[7]),
            FactRow.Text(row[8]), FactRow.Text(row[9]), FactRow.Text(row[10]));
        DateTimeOffset? until = row[12].ValueKind == JsonValueKind.Null ? null : FactRow.Instant(row[12]);
        return new(new Identifier(FactRow.Text(row[0]), FactRow.Text(row[1])), origin, FactRow.Instant(row[11]), until);
    }
}
