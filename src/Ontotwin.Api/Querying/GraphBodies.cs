using Microsoft.AspNetCore.Http;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Querying;

/// <summary>Graphs as bodies of answers.</summary>
internal static class GraphBodies
{
    public static void Write(HttpContext context, IEnumerable<Triple> graph, (string Type, RdfFormat Format) form)
    {
        if (form.Format == RdfFormat.RdfXml) { Answers.WriteWhole(context, form.Type, held => Write(held, graph, form.Format)); }
        else
        {
            using var output = Answers.Begin(context, form.Type + (form.Type.StartsWith("text/", StringComparison.Ordinal) ? "; charset=utf-8" : ""));
            Write(output, graph, form.Format);
        }
    }

    private static void Write(Stream output, IEnumerable<Triple> graph, RdfFormat format)
    {
        using var writer = RdfWriter.Create(output, format, OntologyModel.UsualPrefixes);
        foreach (var triple in graph) { writer.Write(triple, null); }
    }
}
