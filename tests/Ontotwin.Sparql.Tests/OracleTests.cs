using System.Text.Json;
using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Sparql.Tests;

/// <summary>Every query and update whose answer Jena and Oxigraph agree on, by value. What differs is listed with its reason.</summary>
public class OracleTests
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        // SPARQL 1.1, section 17.2.2: a number whose form its datatype does not have is false; both engines make it an error.
        ["0217"] = "the truth of \"abc\"^^xsd:integer",
        ["0604"] = "the truth of \"abc\"^^xsd:integer",
    };

    [Fact]
    public void Every_answer_that_two_engines_agree_on_is_ours()
    {
        var folder = SharedData.Require("oracles", "sparql");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var wrong = new List<string>();
        var count = 0;
        var data = new Dictionary<string, List<Quad>>();
        foreach (var test in manifest.RootElement.EnumerateArray())
        {
            var id = test.GetProperty("id").GetString()!;
            var failure = Run(folder, test, name => data.TryGetValue(name, out var known) ? known : data[name] = SuiteFiles.Quads(Path.Combine(folder, "data", name)));
            if (failure is null == Exceptions.ContainsKey(id)) { wrong.Add($"{id} ({test.GetProperty("group").GetString()}): {failure ?? "passes, and is listed as failing"}"); }
            count++;
        }
        Assert.True(wrong.Count == 0 && count == 439, $"{count} cases, {wrong.Count} wrong:\n{string.Join("\n\n", wrong)}");
    }

    private static string? Run(string folder, JsonElement test, Func<string, List<Quad>> data)
    {
        var path = Path.Combine(folder, test.GetProperty(test.TryGetProperty("query", out _) ? "query" : "update").GetString()!);
        var text = File.ReadAllText(path);
        var mustFail = test.TryGetProperty("expect", out var expect) && expect.GetString() == "syntax error";
        var isUpdate = path.EndsWith(".ru", StringComparison.Ordinal);
        var error = isUpdate ? SparqlUpdate.Parse(text, path).Diagnostics.FirstOrDefault() : SparqlQuery.Parse(text, path).Diagnostics.FirstOrDefault();
        if (mustFail || error is not null) { return mustFail && error is not null ? null : error?.ToString() ?? "parsed, and must be refused"; }
        var dataset = new SparqlDataset();
        dataset.AddDocument(data(test.GetProperty("data").GetString()!));
        var result = Path.Combine(folder, test.GetProperty("result").GetString()!);
        try
        {
            if (!isUpdate)
            {
                var query = SparqlQuery.Parse(text).Value!;
                var isOrdered = test.TryGetProperty("ordered", out var ordered) && ordered.GetBoolean();
                return AnswerComparison.Difference(SuiteFiles.Result(result, query.AnswersGraph, out _), query.Run(dataset, SparqlOptions.Default), isOrdered);
            }
            SparqlUpdate.Parse(text).Value!.Run(dataset, SparqlOptions.Default);
            return Same(SuiteFiles.Quads(result), dataset.Quads);
        }
        catch (SparqlException failure) { return failure.Diagnostic.ToString(); }
    }

    private static string? Same(IEnumerable<Quad> expected, IEnumerable<Quad> actual)
    {
        Quad Canonical(Quad quad) => quad with { Triple = new Triple(quad.Triple.Subject, quad.Triple.Predicate, AnswerComparison.Canonical(quad.Triple.Object)) };
        var (left, right) = (expected.Select(Canonical).ToHashSet(), actual.Select(Canonical).ToHashSet());
        return DatasetIsomorphism.AreIsomorphic(left, right) ? null : $"expected {left.Count} quads, got {right.Count}\nlacks {string.Join('\n', left.Except(right).Take(5))}\nhas {string.Join('\n', right.Except(left).Take(5))}";
    }
}
