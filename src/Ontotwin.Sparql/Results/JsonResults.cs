using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Results;

/// <summary>SPARQL 1.1 Query Results JSON Format.</summary>
internal static class JsonResults
{
    private const int FlushBytes = 1 << 16;

    public static long Write(SparqlResult result, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var count = 0L;
        json.WriteStartObject();
        json.WriteStartObject("head");
        if (result.Solutions is { } head)
        {
            json.WriteStartArray("vars");
            foreach (var name in head.Variables) { json.WriteStringValue(name); }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        if (result.Boolean is { } answer) { json.WriteBoolean("boolean", answer); }
        else
        {
            json.WriteStartObject("results");
            json.WriteStartArray("bindings");
            foreach (var row in result.Solutions!.Rows)
            {
                WriteRow(json, result.Solutions.Variables, row);
                count++;
                if (json.BytesPending > FlushBytes) { json.Flush(); }
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        return count;
    }

    public static Outcome<SparqlResult> Read(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.TryGetProperty("boolean", out var boolean)) { return Outcome<SparqlResult>.Ok(SparqlResult.Of(boolean.GetBoolean())); }
            ImmutableArray<string> names = [.. root.GetProperty("head").GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
            var rows = root.GetProperty("results").GetProperty("bindings").EnumerateArray().Select(b => ReadRow(b, names)).ToList();
            return Outcome<SparqlResult>.Ok(SparqlResult.Of(new SparqlSolutions(names, rows)));
        }
        catch (JsonException error)
        {
            return SparqlResults.Unreadable(file, "no JSON", new TextPosition((int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1));
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException)
        {
            return SparqlResults.Unreadable(file, "JSON that is no answer of a query: head, vars, results, bindings or boolean are missing or of another kind");
        }
    }

    private static void WriteRow(Utf8JsonWriter json, ImmutableArray<string> names, IReadOnlyList<Term?> row)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            if (row[i] is not { } term) { continue; }
            json.WriteStartObject(names[i]);
            json.WriteString("type", term switch { Iri => "uri", BlankNode => "bnode", _ => "literal" });
            json.WriteString("value", term switch { Iri iri => iri.Value, BlankNode blank => blank.Label, _ => ((Literal)term).Lexical });
            if (term is Literal { Language: { } language }) { json.WriteString("xml:lang", language); }
            else if (term is Literal literal && literal.Datatype != Xsd.String) { json.WriteString("datatype", literal.Datatype.Value); }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static Term?[] ReadRow(JsonElement binding, ImmutableArray<string> names) =>
        [.. names.Select(n => binding.TryGetProperty(n, out var term) ? ReadTerm(term) : null)];

    private static Term ReadTerm(JsonElement term)
    {
        var value = term.GetProperty("value").GetString()!;
        return term.GetProperty("type").GetString() switch
        {
            "uri" => new Iri(value),
            "bnode" => new BlankNode(value),
            _ => term.TryGetProperty("xml:lang", out var language) ? Literal.InLanguage(value, language.GetString()!)
                : term.TryGetProperty("datatype", out var datatype) ? new Literal(value, new Iri(datatype.GetString()!)) : Literal.Text(value),
        };
    }
}
