using System.Text.Json;

namespace Ontotwin.Rdf.Writing;

/// <summary>RDF 1.1 JSON Alternate Serialization (RDF/JSON). A subject is one key, so statements are kept until the end. Graph names are dropped.</summary>
internal sealed class RdfJsonWriter(Stream output) : RdfWriter(output)
{
    private readonly Dictionary<Term, Dictionary<Iri, List<Term>>> subjects = [];

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        if (!subjects.TryGetValue(subject, out var properties)) { subjects.Add(subject, properties = []); }
        if (!properties.TryGetValue(predicate, out var values)) { properties.Add(predicate, values = []); }
        if (!values.Contains(value)) { values.Add(value); }
    }

    private protected override void Finish()
    {
        using var json = new Utf8JsonWriter(Output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        foreach (var (subject, properties) in subjects)
        {
            json.WriteStartObject(Name(subject));
            foreach (var (predicate, values) in properties)
            {
                json.WriteStartArray(predicate.Value);
                foreach (var value in values) { WriteValue(json, value); }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string Name(Term term) => term is Iri iri ? iri.Value : "_:" + ((BlankNode)term).Label;

    private static void WriteValue(Utf8JsonWriter json, Term value)
    {
        json.WriteStartObject();
        json.WriteString("type", value switch { Iri => "uri", BlankNode => "bnode", _ => "literal" });
        if (value is Literal literal)
        {
            json.WriteString("value", literal.Lexical);
            if (literal.Language is { } language) { json.WriteString("lang", language); }
            else if (literal.Datatype != Xsd.String) { json.WriteString("datatype", literal.Datatype.Value); }
        }
        else { json.WriteString("value", Name(value)); }
        json.WriteEndObject();
    }
}
