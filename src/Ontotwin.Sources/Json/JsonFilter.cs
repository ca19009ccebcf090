using System.Globalization;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Json;

/// <summary>A condition on a value (RFC 9535, section 2.3.5).</summary>
internal abstract class JsonFilter
{
    public abstract bool Holds(JsonRecord record, int node);
}

/// <summary>One of them, or all of them.</summary>
internal sealed class JunctionFilter(JsonFilter[] parts, bool all) : JsonFilter
{
    public override bool Holds(JsonRecord record, int node) =>
        all ? Array.TrueForAll(parts, p => p.Holds(record, node)) : Array.Exists(parts, p => p.Holds(record, node));
}

/// <summary><c>!…</c></summary>
internal sealed class NotFilter(JsonFilter inner) : JsonFilter
{
    public override bool Holds(JsonRecord record, int node) => !inner.Holds(record, node);
}

/// <summary>Whether a path selects anything.</summary>
internal sealed class ExistsFilter(JsonOperand path) : JsonFilter
{
    public override bool Holds(JsonRecord record, int node) => path.Find(record, node) >= 0;
}

/// <summary>A comparison of two operands; what is absent equals only what is absent, and values of different kinds are unequal.</summary>
internal sealed class CompareFilter(JsonOperand left, string sign, JsonOperand right) : JsonFilter
{
    public override bool Holds(JsonRecord record, int node)
    {
        var (a, b) = (left.Value(record, node), right.Value(record, node));
        return sign switch
        {
            "==" => a.Equals(b),
            "!=" => !a.Equals(b),
            "<" => Order(a, b) < 0,
            ">" => Order(a, b) > 0,
            "<=" => a.Equals(b) || Order(a, b) < 0,
            _ => a.Equals(b) || Order(a, b) > 0,
        };
    }

    private static int? Order(JsonScalar a, JsonScalar b) => (a, b) switch
    {
        ({ Kind: JsonKind.Number }, { Kind: JsonKind.Number }) => a.Number.CompareTo(b.Number),
        ({ Kind: JsonKind.Text }, { Kind: JsonKind.Text }) => string.CompareOrdinal(a.Text, b.Text),
        _ => null,
    };
}

/// <summary>A value to compare: numbers by what they are worth, texts, true and false by their characters.</summary>
internal readonly record struct JsonScalar(JsonKind Kind, string Text, double Number)
{
    public static JsonScalar Of(JsonRecord record, int node)
    {
        if (node < 0) { return default; }
        var kind = JsonReader.KindOf(new Field(record, node));
        var text = record.TextOf(node);
        return kind switch
        {
            JsonKind.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new(kind, "", number),
            // Objects and arrays equal themselves only.
            JsonKind.Object or JsonKind.Array => new(kind, "", node),
            _ => new(kind, text, 0),
        };
    }
}

/// <summary>A literal, or a path from the value at hand (<c>@</c>) or from the record's root (<c>$</c>).</summary>
internal sealed class JsonOperand(JsonPath? path, bool fromRoot, JsonScalar literal)
{
    public bool IsPath => path is not null;

    public int Find(JsonRecord record, int node)
    {
        var found = path!.Nodes(record, fromRoot ? 0 : node);
        return found.Count > 0 ? found[0] : -1;
    }

    public JsonScalar Value(JsonRecord record, int node) => path is null ? literal : JsonScalar.Of(record, Find(record, node));
}
