using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Ontology.Loading;

/// <summary>Reads the modules of an ontology folder into one model; blank nodes of different files are kept apart.</summary>
internal static class OntologyLoader
{
    private static readonly Iri VersionInfo = new(Owl.Namespace + "versionInfo");

    public static Outcome<OntologyModel> Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Outcome<OntologyModel>.Fail(new Diagnostic("OT2001", Severity.Error, $"there is no ontology folder '{folder}'")
            {
                Hint = "run from the repository's root, or give --ontology",
            });
        }
        var triples = new List<Triple>();
        var prefixes = new Dictionary<string, string>();
        foreach (var (file, number) in Directory.EnumerateFiles(folder, "*.ttl").Order(StringComparer.Ordinal).Select((f, i) => (f, i)))
        {
            var error = RdfReader.ReadFile(file, quad => triples.Add(quad.Triple.Relabel(BlankNode.OfDocument(number))), prefixes);
            if (error is not null) { return Outcome<OntologyModel>.Fail(error); }
        }
        var version = triples.FirstOrDefault(t => t.Predicate == VersionInfo && t.Subject is Iri { Value: var iri } && iri.EndsWith("/hdt", StringComparison.Ordinal));
        return Outcome<OntologyModel>.Ok(new OntologyModel(triples, prefixes, (version?.Object as Literal)?.Lexical ?? ""));
    }
}
