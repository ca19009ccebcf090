using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>Runs one case of a suite; null when it passes, else what went wrong.</summary>
internal static class SuiteRunner
{
    public static string? Run(SuiteCase test)
    {
        try
        {
            return test.Type switch
            {
                "QueryEvaluationTest" or "CSVResultFormatTest" => Query(test),
                "UpdateEvaluationTest" => Update(test),
                _ => Syntax(test),
            };
        }
        catch (SparqlException error) { return error.Diagnostic.ToString(); }
    }

    private static string? Syntax(SuiteCase test)
    {
        var path = SuiteManifest.LocalPath((Iri)test.Action!);
        var text = File.ReadAllText(path);
        var error = test.Type.Contains("Update", StringComparison.Ordinal) ? SparqlUpdate.Parse(text, path, new Uri(path).AbsoluteUri).Diagnostics.FirstOrDefault() : SparqlQuery.Parse(text, path, new Uri(path).AbsoluteUri).Diagnostics.FirstOrDefault();
        if (test.Type.Contains("Negative", StringComparison.Ordinal)) { return error is null ? "parsed, and must be refused" : null; }
        return error?.ToString();
    }

    private static string? Query(SuiteCase test)
    {
        var action = test.Action!;
        var path = SuiteManifest.LocalPath((Iri)test.Manifest.Value(action, SuiteManifest.Qt + "query")!);
        var parsed = SparqlQuery.Parse(File.ReadAllText(path), path, new Uri(path).AbsoluteUri);
        if (!parsed.IsOk) { return parsed.Diagnostics[0].ToString(); }
        var dataset = new SparqlDataset();
        foreach (var file in test.Manifest.Values(action, SuiteManifest.Qt + "data").OfType<Iri>()) { dataset.AddDocument(SuiteFiles.Quads(SuiteManifest.LocalPath(file))); }
        foreach (var file in test.Manifest.Values(action, SuiteManifest.Qt + "graphData").OfType<Iri>()) { dataset.AddDocument(SuiteFiles.Quads(SuiteManifest.LocalPath(file)), file); }
        // What FROM names is read from where it is.
        foreach (var file in parsed.Value.NamedGraphs.Where(g => !dataset.GraphNames.Contains(g)).ToList()) { dataset.AddDocument(SuiteFiles.Quads(SuiteManifest.LocalPath(file)), file); }
        var expectedPath = SuiteManifest.LocalPath((Iri)test.Result!);
        var expected = SuiteFiles.Result(expectedPath, parsed.Value.AnswersGraph, out var isOrdered);
        var actual = parsed.Value.Run(dataset, SparqlOptions.Default);
        return AnswerComparison.Difference(expected, expectedPath.EndsWith(".csv", StringComparison.Ordinal) ? Reread(actual) : actual, isOrdered, expectedPath.EndsWith(".csv", StringComparison.Ordinal));
    }

    private static SparqlResult Reread(SparqlResult result)
    {
        using var csv = new MemoryStream();
        SparqlResults.Write(result, ResultsFormat.Csv, csv);
        return SparqlResults.Read(Encoding.UTF8.GetString(csv.ToArray()), ResultsFormat.Csv, "csv").Value!;
    }

    private static string? Update(SuiteCase test)
    {
        var path = SuiteManifest.LocalPath((Iri)test.Manifest.Value(test.Action!, SuiteManifest.Ut + "request")!);
        var parsed = SparqlUpdate.Parse(File.ReadAllText(path), path, new Uri(path).AbsoluteUri);
        if (!parsed.IsOk) { return parsed.Diagnostics[0].ToString(); }
        var dataset = Dataset(test, test.Action!);
        parsed.Value.Run(dataset, SparqlOptions.Default);
        var (expected, actual) = (Dataset(test, test.Result!).Quads.ToList(), dataset.Quads.ToList());
        return DatasetIsomorphism.AreIsomorphic(expected, actual) ? null : $"expected\n{string.Join('\n', expected)}\ngot\n{string.Join('\n', actual)}";
    }

    private static SparqlDataset Dataset(SuiteCase test, Term state)
    {
        var dataset = new SparqlDataset();
        foreach (var file in test.Manifest.Values(state, SuiteManifest.Ut + "data").OfType<Iri>()) { dataset.AddDocument(SuiteFiles.Quads(SuiteManifest.LocalPath(file))); }
        foreach (var graph in test.Manifest.Values(state, SuiteManifest.Ut + "graphData"))
        {
            var file = (Iri)test.Manifest.Value(graph, SuiteManifest.Ut + "graph")!;
            var name = (Literal)test.Manifest.Value(graph, Rdfs.Label.Value)!;
            dataset.AddDocument(SuiteFiles.Quads(SuiteManifest.LocalPath(file)), new Iri(name.Lexical));
        }
        return dataset;
    }
}
