using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A fact as the properties of a <c>:Fact</c> node, and back.</summary>
internal static class FactRow
{
    /// <summary>What a query over facts <c>f</c> returns for <see cref="Read"/>.</summary>
    public const string Columns = "f.subject, f.predicate, f.object, f.rule, f.ruleVersion, f.premises, f.document, f.documentHash, f.start, f.end, f.path, f.text, "
        + "f.lookups, toString(f.knownFrom), toString(f.knownUntil)";

    /// <summary>Unique among what is held: one twin, statement and justification.</summary>
    public static string HeldKey(TwinId twin, Fact fact)
    {
        var parts = new List<string> { TermText.Of(fact.Triple.Subject), fact.Triple.Predicate.Value, TermText.Of(fact.Triple.Object) };
        if (fact.Justification is Derived rule) { parts.AddRange(["derived", rule.Rule, rule.RuleVersion, .. Premises(rule)]); }
        else if (fact.Justification is Asserted { Origin: var o })
        {
            parts.AddRange(["asserted", o.Document, o.DocumentHash, Number(o.Bytes.Start), Number(o.Bytes.End), o.Path, o.Text, o.Rule, o.RuleVersion, o.Lookups]);
        }
        return Key(twin, parts);
    }

    /// <summary>A key of one twin's that is as unique as its parts, and shows none of them.</summary>
    public static string Key(TwinId twin, IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) { text.Append(Number(part.Length)).Append(':').Append(part); }
        return $"{twin}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }

    /// <param name="fact">The fact.</param>
    /// <param name="property">The readable name of its predicate.</param>
    public static Dictionary<string, object?> Properties(Fact fact, string property)
    {
        var properties = new Dictionary<string, object?>
        {
            ["subject"] = TermText.Of(fact.Triple.Subject),
            ["predicate"] = fact.Triple.Predicate.Value,
            ["object"] = TermText.Of(fact.Triple.Object),
            ["property"] = property,
        };
        if (fact.Justification is Derived rule)
        {
            (properties["justification"], properties["rule"], properties["ruleVersion"]) = ("derived", rule.Rule, rule.RuleVersion);
            properties["premises"] = Premises(rule);
        }
        else if (fact.Justification is Asserted said)
        {
            properties["justification"] = "asserted";
            Add(properties, said.Origin);
        }
        return properties;
    }

    public static void Add(Dictionary<string, object?> properties, Origin origin)
    {
        (properties["rule"], properties["ruleVersion"], properties["lookups"]) = (origin.Rule, origin.RuleVersion, origin.Lookups);
        (properties["document"], properties["documentHash"]) = (origin.Document, origin.DocumentHash);
        (properties["start"], properties["end"], properties["path"], properties["text"]) = (origin.Bytes.Start, origin.Bytes.End, origin.Path, origin.Text);
    }

    public static Fact Read(JsonElement row)
    {
        var triple = new Triple(TermText.Parse(Text(row[0])), new Iri(Text(row[1])), TermText.Parse(Text(row[2])));
        Justification why = row[5].ValueKind == JsonValueKind.Array
            ? new Derived(Text(row[3]), Text(row[4]), PremisesOf(row[5]))
            : new Asserted(new Origin(Text(row[6]), Text(row[7]), new ByteRange(row[8].GetInt64(), row[9].GetInt64()), Text(row[10]), Text(row[11]), Text(row[3]), Text(row[4]), Text(row[12])));
        return new(triple, why, Instant(row[13]), row[14].ValueKind == JsonValueKind.Null ? null : Instant(row[14]));
    }

    public static string Text(JsonElement cell) => cell.GetString() ?? throw new InvalidDataException("a property is missing");

    public static DateTimeOffset Instant(JsonElement cell) => DateTimeOffset.Parse(Text(cell), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Three texts a premise.
    private static string[] Premises(Derived rule) =>
        [.. rule.Premises.SelectMany(p => (string[])[TermText.Of(p.Subject), p.Predicate.Value, TermText.Of(p.Object)])];

    private static ImmutableArray<Triple> PremisesOf(JsonElement texts)
    {
        var all = texts.EnumerateArray().Select(Text).ToArray();
        if (all.Length % 3 != 0) { throw new InvalidDataException("premises are torn"); }
        return [.. all.Chunk(3).Select(p => new Triple(TermText.Parse(p[0]), new Iri(p[1]), TermText.Parse(p[2])))];
    }
}
