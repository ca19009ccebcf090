using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>The files of a case: data, and expected answers in any of the forms that the suites have.</summary>
internal static class SuiteFiles
{
    private const string Rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

    public static List<Quad> Quads(string path)
    {
        var quads = new List<Quad>();
        var error = RdfReader.ReadFile(path, quads.Add);
        Assert.Null(error);
        return quads;
    }

    /// <summary>An expected answer; its order counts only if <paramref name="isOrdered"/> says so.</summary>
    public static SparqlResult Result(string path, bool isGraph, out bool isOrdered)
    {
        isOrdered = false;
        ResultsFormat? format = Path.GetExtension(path) switch { ".srx" => ResultsFormat.Xml, ".srj" => ResultsFormat.Json, ".csv" => ResultsFormat.Csv, ".tsv" => ResultsFormat.Tsv, _ => null };
        if (format is { } known)
        {
            var read = SparqlResults.Read(File.ReadAllText(path), known, path);
            Assert.True(read.IsOk, read.Diagnostics.FirstOrDefault()?.ToString());
            return read.Value;
        }
        var triples = Quads(path).Select(q => q.Triple).ToList();
        return isGraph ? SparqlResult.Of(triples) : ResultSet(triples, out isOrdered);
    }

    // The vocabulary of the first suites.
    private static SparqlResult ResultSet(List<Triple> triples, out bool isOrdered)
    {
        var about = triples.ToLookup(t => t.Subject);
        IEnumerable<Term> Values(Term subject, string property) => about[subject].Where(t => t.Predicate.Value == Rs + property).Select(t => t.Object);
        var set = triples.First(t => t.Predicate == RdfTerms.Type && t.Object is Iri { LocalName: "ResultSet" }).Subject;
        isOrdered = false;
        if (Values(set, "boolean").FirstOrDefault() is Literal boolean) { return SparqlResult.Of(boolean.Lexical == "true"); }
        var names = Values(set, "resultVariable").Select(v => ((Literal)v).Lexical).ToList();
        var solutions = Values(set, "solution").ToList();
        isOrdered = solutions.Count > 0 && Values(solutions[0], "index").Any();
        if (isOrdered) { solutions = [.. solutions.OrderBy(s => int.Parse(((Literal)Values(s, "index").First()).Lexical, System.Globalization.CultureInfo.InvariantCulture))]; }
        var rows = new List<IReadOnlyList<Term?>>();
        foreach (var solution in solutions)
        {
            var row = new Term?[names.Count];
            foreach (var binding in Values(solution, "binding")) { row[names.IndexOf(((Literal)Values(binding, "variable").First()).Lexical)] = Values(binding, "value").First(); }
            rows.Add(row);
        }
        return SparqlResult.Of(new SparqlSolutions([.. names], rows));
    }
}
