using System.Globalization;
using System.Text.Json;
using Ontotwin.Values;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>What was said of two twins, as a node.</summary>
internal static class LinkRow
{
    public static string Id(TwinLink link) => string.Join(
        ' ', link.Kept, link.Other, link.Kind, link.At?.UtcTicks.ToString(CultureInfo.InvariantCulture), link.Origin.DocumentHash, link.Origin.Bytes.Start.ToString(CultureInfo.InvariantCulture), link.Origin.Bytes.End.ToString(CultureInfo.InvariantCulture));

    public static Dictionary<string, object?> Properties(TwinLink link)
    {
        var properties = new Dictionary<string, object?>
        {
            ["kept"] = link.Kept.Value, ["other"] = link.Other.Value, ["kind"] = link.Kind.ToString(),
            ["keptAuthority"] = link.KeptKey.Authority, ["keptValue"] = link.KeptKey.Value, ["otherAuthority"] = link.OtherKey.Authority, ["otherValue"] = link.OtherKey.Value,
        };
        if (link.Since is { } since) { properties["since"] = since.ToIso(); }
        if (link.Until is { } until) { properties["until"] = until.ToIso(); }
        FactRow.Add(properties, link.Origin);
        return properties;
    }

    public static TwinLink Read(JsonElement row)
    {
        var origin = new Origin(
            FactRow.Text(row[7]), FactRow.Text(row[8]), new ByteRange(row[9].GetInt64(), row[10].GetInt64()), FactRow.Text(row[11]), FactRow.Text(row[12]), FactRow.Text(row[13]), FactRow.Text(row[14]), FactRow.Text(row[15]));
        DateTimeOffset? at = row[16].ValueKind == JsonValueKind.Null ? null : FactRow.Instant(row[16]);
        return new TwinLink(
            new(FactRow.Text(row[0])), new(FactRow.Text(row[1])), Kind(FactRow.Text(row[2])), new(FactRow.Text(row[3]), FactRow.Text(row[4])), new(FactRow.Text(row[5]), FactRow.Text(row[6])), origin, at,
            FactRow.Instant(row[17]))
        {
            Since = Time(row[18]), Until = Time(row[19]),
        };
    }

    private static TwinLinkKind Kind(string text) => Enum.TryParse<TwinLinkKind>(text, out var kind) ? kind : throw new InvalidDataException("a link is of an unknown kind");

    private static PartialDateTime? Time(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null
        : PartialDateTime.TryParseIso(FactRow.Text(text), out var time) ? time : throw new InvalidDataException("a link's time is none");
}
