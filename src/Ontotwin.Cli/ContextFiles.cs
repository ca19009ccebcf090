using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>Contexts of JSON-LD from files that stand for their IRIs; nothing is fetched from a network.</summary>
internal sealed class ContextFiles : IJsonLdLoader
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    /// <param name="given"><c>IRI=FILE</c>, each.</param>
    /// <exception cref="UsageException">One is not of that form, or its file is not there.</exception>
    public ContextFiles(IEnumerable<string> given)
    {
        foreach (var pair in given)
        {
            // An IRI may hold '=': the file begins behind the first one that a file follows.
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            while (split >= 0 && !File.Exists(pair[(split + 1)..])) { split = pair.IndexOf('=', split + 1); }
            if (split <= 0) { throw new UsageException($"--context {pair}: give the context's IRI and its file, as in --context https://schema.org=schema.jsonld, and the file must be there"); }
            files[pair[..split]] = pair[(split + 1)..];
        }
    }

    public byte[]? Load(string iri) => files.TryGetValue(iri, out var file) ? File.ReadAllBytes(file) : null;
}
