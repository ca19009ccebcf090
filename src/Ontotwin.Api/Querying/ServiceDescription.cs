using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Querying;

/// <summary>What the endpoint can do, as RDF (SPARQL 1.1 Service Description).</summary>
internal static class ServiceDescription
{
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    private const string Formats = "http://www.w3.org/ns/formats/";

    private static readonly string[] ResultFormats = ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD"];

    public static void Write(HttpContext context, bool isWritable)
    {
        var request = context.Request;
        if (MediaTypes.Choose(request, MediaTypes.Graphs) is not { } form) { form = MediaTypes.Graphs[0]; }
        var (service, dataset) = (new BlankNode("service"), new BlankNode("dataset"));
        Triple Says(string property, Term value) => new(service, new Iri(Sd + property), value);
        GraphBodies.Write(
            context,
            [
                Says("endpoint", new Iri(UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path))),
                new(service, RdfTerms.Type, new Iri(Sd + "Service")),
                Says("supportedLanguage", new Iri(Sd + "SPARQL11Query")),
                .. isWritable ? new[] { Says("supportedLanguage", new Iri(Sd + "SPARQL11Update")) } : [Says("feature", new Iri(Sd + "UnionDefaultGraph"))],
                .. ResultFormats.Select(f => Says("resultFormat", new Iri(Formats + f))),
                Says("defaultDataset", dataset),
                new(dataset, RdfTerms.Type, new Iri(Sd + "Dataset")),
            ],
            form);
    }
}
