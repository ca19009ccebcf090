using System.Text;
using System.Text.Json;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>Writes nodes, their graphs and values in expanded form.</summary>
/// <param name="json">Where to.</param>
/// <param name="options">How.</param>
internal sealed class ExpandedWriter(Utf8JsonWriter json, JsonLdWriteOptions options)
{
    public void Write(RdfSerializer dataset)
    {
        json.WriteStartArray();
        foreach (var node in Ordered(dataset.Default.Nodes.Values, n => Name(n.Id)))
        {
            var graph = dataset.Named(node.Id);
            if (node.IsSaid || graph is not null) { Write(node, graph); }
        }
        json.WriteEndArray();
    }

    public static string Name(Term term) => term is Iri iri ? iri.Value : "_:" + ((BlankNode)term).Label;

    private IEnumerable<T> Ordered<T>(IEnumerable<T> items, Func<T, string> nameOf) => options.IsOrdered ? items.OrderBy(nameOf, StringComparer.Ordinal) : items;

    private void Write(GraphNode node, GraphNodes? graph)
    {
        json.WriteStartObject();
        json.WriteString(Keywords.Id, Name(node.Id));
        if (graph is not null)
        {
            json.WriteStartArray(Keywords.Graph);
            foreach (var inner in Ordered(graph.Nodes.Values.Where(n => n.IsSaid), n => Name(n.Id))) { Write(inner, null); }
            json.WriteEndArray();
        }
        if (node.Types.Count > 0)
        {
            json.WriteStartArray(Keywords.Type);
            foreach (var type in node.Types) { json.WriteStringValue(Name(type)); }
            json.WriteEndArray();
        }
        foreach (var (property, values) in Ordered(node.Properties, p => p.Key.Value))
        {
            json.WriteStartArray(property.Value);
            foreach (var value in values) { Write(value); }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        if (json.BytesPending > 1 << 15) { json.Flush(); }
    }

    private void Write(NodeValue value)
    {
        json.WriteStartObject();
        if (value.List is { } items)
        {
            json.WriteStartArray(Keywords.List);
            foreach (var item in items) { Write(item); }
            json.WriteEndArray();
        }
        else if (value.Compound is { } compound) { Write(compound); }
        else if (value.Term is Literal literal) { Write(literal); }
        else { json.WriteString(Keywords.Id, Name(value.Term)); }
        json.WriteEndObject();
    }

    private void Write(GraphNode compound)
    {
        string? Of(Iri property) => compound.Properties.TryGetValue(property, out var values) ? ((Literal)values[0].Term).Lexical : null;
        json.WriteString(Keywords.Value, Of(JsonLdTerms.Value));
        if (Of(JsonLdTerms.Language) is { } language) { json.WriteString(Keywords.Language, language); }
        if (Of(JsonLdTerms.Direction) is { } direction) { json.WriteString(Keywords.Direction, direction); }
    }

    private void Write(Literal literal)
    {
        var datatype = literal.Datatype.Value;
        if (literal.Datatype == JsonLdTerms.Json)
        {
            json.WritePropertyName(Keywords.Value);
            json.WriteRawValue(CanonicalJson.Of(JsonTree.Read(Encoding.UTF8.GetBytes(literal.Lexical))), skipInputValidation: true);
            json.WriteString(Keywords.Type, Keywords.Json);
        }
        else if (literal.Language is { } language)
        {
            json.WriteString(Keywords.Value, literal.Lexical);
            json.WriteString(Keywords.Language, language);
        }
        else if (options.UseNativeTypes && Native(literal) is { } native)
        {
            json.WritePropertyName(Keywords.Value);
            json.WriteRawValue(native, skipInputValidation: true);
        }
        else if (options.Direction == RdfDirection.I18nDatatype && datatype.StartsWith(JsonLdTerms.I18n, StringComparison.Ordinal)) { WriteDirected(literal.Lexical, datatype[JsonLdTerms.I18n.Length..]); }
        else
        {
            json.WriteString(Keywords.Value, literal.Lexical);
            if (literal.Datatype != Xsd.String) { json.WriteString(Keywords.Type, datatype); }
        }
    }

    private void WriteDirected(string lexical, string both)
    {
        var split = both.LastIndexOf('_');
        json.WriteString(Keywords.Value, lexical);
        if (split > 0) { json.WriteString(Keywords.Language, both[..split]); }
        json.WriteString(Keywords.Direction, both[(split + 1)..]);
    }

    // The JSON of a boolean or number; null: it has none, and stays as it is.
    private static string? Native(Literal literal)
    {
        if (literal.Datatype == Xsd.Boolean) { return XsdDatatypes.Boolean(literal.Lexical) switch { true => "true", false => "false", _ => null }; }
        var isNumber = literal.Datatype == Xsd.Integer || literal.Datatype == Xsd.Double;
        return isNumber && XsdNumber.Read(literal.Lexical, literal.Datatype) is { } number ? CanonicalJson.Number(number.Real) : null;
    }
}
