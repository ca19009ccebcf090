using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>What forms of graphs and of answers are called over HTTP, the one that is given to whoever asks for none first.</summary>
internal static class MediaTypes
{
    public static readonly (string Type, RdfFormat Format)[] Graphs =
    [
        ("text/turtle", RdfFormat.Turtle), ("application/n-triples", RdfFormat.NTriples), ("application/rdf+xml", RdfFormat.RdfXml), ("application/ld+json", RdfFormat.JsonLd), ("application/rdf+json", RdfFormat.RdfJson),
    ];

    public static readonly (string Type, ResultsFormat Format)[] Solutions =
    [
        ("application/sparql-results+json", ResultsFormat.Json), ("application/sparql-results+xml", ResultsFormat.Xml), ("text/csv", ResultsFormat.Csv), ("text/tab-separated-values", ResultsFormat.Tsv),
        ("application/json", ResultsFormat.Json), ("application/xml", ResultsFormat.Xml),
    ];

    /// <summary>Yes or no has no form in CSV and TSV.</summary>
    public static readonly (string Type, ResultsFormat Format)[] Booleans = [.. Solutions.Where(s => s.Format is ResultsFormat.Json or ResultsFormat.Xml)];

    /// <summary>The best of what is offered, by the request's Accept (RFC 9110, section 12.5.1); null: none is accepted.</summary>
    public static (string Type, T Format)? Choose<T>(HttpRequest request, (string Type, T Format)[] offers)
    {
        if (request.Headers.Accept.Count == 0) { return offers[0]; }
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) { return null; }
        var ranges = accepted.Where(a => a.Quality is not 0).OrderByDescending(a => a.Quality ?? 1);
        foreach (var range in ranges)
        {
            foreach (var offer in offers)
            {
                if (MediaTypeHeaderValue.Parse(offer.Type).IsSubsetOf(new MediaTypeHeaderValue(range.MediaType))) { return offer; }
            }
        }
        return null;
    }

    /// <summary>The format in which a body says a graph; null: none that is read.</summary>
    public static RdfFormat? OfBody(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) && IsUtf8(type)
        ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/turtle" or "application/x-turtle" => RdfFormat.Turtle,
            "application/n-triples" or "text/plain" => RdfFormat.NTriples,
            "application/rdf+xml" => RdfFormat.RdfXml,
            "application/ld+json" => RdfFormat.JsonLd,
            _ => null,
        }
        : null;

    /// <summary>Whether a media type says no other encoding than UTF-8.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue type) => !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
