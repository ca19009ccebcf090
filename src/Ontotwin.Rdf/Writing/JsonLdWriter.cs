using System.Text.Json;

namespace Ontotwin.Rdf.Writing;

/// <summary>
/// JSON-LD in expanded form: one array of the default graph's node objects and of graph objects, one node object for each run of statements with the same subject. Node
/// objects of one <c>@id</c> may stand several times, which JSON-LD reads as one node; a graph object without one would be a graph of a blank node's name.
/// </summary>
internal sealed class JsonLdWriter : RdfWriter
{
    private readonly Utf8JsonWriter json;
    private readonly Dictionary<Iri, List<Term>> pending = [];
    private Term? openGraph;
    private bool anyGraph;
    private Term? openSubject;

    public JsonLdWriter(Stream output)
        : base(output)
    {
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
    }

    public override void Write(Term subject, Iri predicate, Term value, Term? graph)
    {
        if (!anyGraph || graph != openGraph) { OpenGraph(graph); }
        if (subject != openSubject) { CloseSubject(); }
        openSubject = subject;
        if (!pending.TryGetValue(predicate, out var objects)) { pending.Add(predicate, objects = []); }
        objects.Add(value);
    }

    private protected override void Finish()
    {
        CloseGraph();
        json.WriteEndArray();
        json.Dispose();
    }

    private void OpenGraph(Term? graph)
    {
        CloseGraph();
        (openGraph, anyGraph) = (graph, true);
        if (graph is null) { return; }
        json.WriteStartObject();
        json.WriteString("@id", Id(graph));
        json.WriteStartArray("@graph");
    }

    private void CloseGraph()
    {
        CloseSubject();
        if (anyGraph && openGraph is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
        anyGraph = false;
    }

    private void CloseSubject()
    {
        if (openSubject is null) { return; }
        json.WriteStartObject();
        json.WriteString("@id", Id(openSubject));
        foreach (var (predicate, objects) in pending) { WriteProperty(predicate, objects); }
        json.WriteEndObject();
        pending.Clear();
        openSubject = null;
        if (json.BytesPending > 1 << 15) { json.Flush(); }
    }

    private void WriteProperty(Iri predicate, List<Term> objects)
    {
        var isType = predicate == RdfTerms.Type && objects.TrueForAll(o => o is not Literal);
        json.WriteStartArray(isType ? "@type" : predicate.Value);
        foreach (var value in objects)
        {
            if (isType) { json.WriteStringValue(Id(value)); }
            else { WriteValue(value); }
        }
        json.WriteEndArray();
    }

    private void WriteValue(Term value)
    {
        json.WriteStartObject();
        if (value is Literal literal)
        {
            json.WriteString("@value", literal.Lexical);
            if (literal.Language is { } language) { json.WriteString("@language", language); }
            else if (literal.Datatype != Xsd.String) { json.WriteString("@type", literal.Datatype.Value); }
        }
        else { json.WriteString("@id", Id(value)); }
        json.WriteEndObject();
    }

    private static string Id(Term term) => term is Iri iri ? iri.Value : "_:" + ((BlankNode)term).Label;
}
