using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Sparql.Tests;

/// <summary>A case of a W3C suite.</summary>
internal sealed record SuiteCase(string Name, string Type, Iri Id, SuiteManifest Manifest)
{
    public Term? Action => Manifest.Value(Id, SuiteManifest.Mf + "action");

    public Term? Result => Manifest.Value(Id, SuiteManifest.Mf + "result");
}

/// <summary>A manifest file: its cases in order.</summary>
internal sealed class SuiteManifest
{
    public const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    public const string Qt = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
    public const string Ut = "http://www.w3.org/2009/sparql/tests/test-update#";
    private readonly ILookup<Term, Triple> about;

    private SuiteManifest(string path)
    {
        Folder = Path.GetDirectoryName(path)!;
        var triples = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(path, q => triples.Add(q.Triple)));
        about = triples.ToLookup(t => t.Subject);
        var entries = triples.FirstOrDefault(t => t.Predicate.Value == Mf + "entries");
        Cases = entries is null ? [] : [.. Items(entries.Object).OfType<Iri>().Where(about.Contains).Select(id => new SuiteCase(
            ((Literal)Value(id, Mf + "name")!).Lexical, ((Iri)Value(id, RdfTerms.Type.Value)!).LocalName, id, this))];
        Included = triples.Where(t => t.Predicate.Value == Mf + "include").SelectMany(t => Items(t.Object)).OfType<Iri>().Select(LocalPath).ToList();
    }

    public string Folder { get; }

    public IReadOnlyList<SuiteCase> Cases { get; }

    private IReadOnlyList<string> Included { get; }

    /// <summary>The cases of a manifest and of those that it includes.</summary>
    public static IEnumerable<SuiteCase> CasesOf(params string[] parts) => All(SharedData.Require(["suites", "rdf-tests", "sparql", .. parts]));

    public static string LocalPath(Iri iri) => new Uri(iri.Value).LocalPath;

    public Term? Value(Term subject, string property) => Values(subject, property).FirstOrDefault();

    public IEnumerable<Term> Values(Term subject, string property) => about[subject].Where(t => t.Predicate.Value == property).Select(t => t.Object);

    private static IEnumerable<SuiteCase> All(string path)
    {
        var manifest = new SuiteManifest(path);
        return manifest.Cases.Concat(manifest.Included.SelectMany(All));
    }

    private IEnumerable<Term> Items(Term list)
    {
        for (; Value(list, RdfTerms.First.Value) is { } first; list = Value(list, RdfTerms.Rest.Value)!) { yield return first; }
    }
}
