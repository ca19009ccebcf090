using Microsoft.AspNetCore.Http;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Querying;

/// <summary>Graphs as bodies of answers.</summary>
internal static class GraphBodies
{
    public static void Write(HttpContext context, IEnumerable<Triple> graph, (string Type, RdfFormat Format) form)
    {
        using var output = Answers.Begin(context, form.Type + (form.Type.StartsWith("text/", StringComparison.Ordinal) ? "; charset=utf-8" : ""));
        using var writer = RdfWriter.Create(output, form.Format, OntologyModel.UsualPrefixes);
        foreach (var triple in graph) { writer.Write(triple, null); }
    }
}
