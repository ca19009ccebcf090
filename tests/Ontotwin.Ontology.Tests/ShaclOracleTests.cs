using System.Text.Json;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Ontology.Tests;

/// <summary>Reports on which pySHACL and Jena agree, in the form that the oracle's README gives.</summary>
public partial class ShaclOracleTests
{
    [Fact]
    public void Every_report_is_that_of_two_engines()
    {
        var folders = Directory.GetDirectories(SharedData.Require("oracles", "shacl")).Order(StringComparer.Ordinal).ToList();
        var wrong = folders.Select(Run).OfType<string>().ToList();
        Assert.Equal(33, folders.Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Run(string folder)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var outcome = ShaclValidator.Validate(Read(Path.Combine(folder, "data.ttl")), Read(Path.Combine(folder, "shapes.ttl")));
        if (!outcome.IsOk) { return $"{folder}: {outcome.Diagnostics[0]}"; }
        var report = outcome.Value;
        var wanted = expected.RootElement.GetProperty("results").EnumerateArray().Select(r => Row(Names.Select(n => r.TryGetProperty(n, out var v) ? v.GetString() : null))).Order(StringComparer.Ordinal).ToList();
        var found = report.Results.Select(r => Row(
        [
            Shown(r.FocusNode), r.Path is null ? null : Shown(r.Path, report), r.Component.LocalName == "UniqueLangConstraintComponent" ? null : Shown(r.Value), r.Component.LocalName, r.Severity.LocalName, Shown(r.SourceShape),
        ])).Order(StringComparer.Ordinal).ToList();
        return expected.RootElement.GetProperty("conforms").GetBoolean() == report.Conforms && wanted.SequenceEqual(found) ? null
            : $"{folder}: missing {string.Join("; ", wanted.Except(found))}; too many {string.Join("; ", found.Except(wanted))}";
    }

    private static readonly string[] Names = ["focusNode", "path", "value", "component", "severity", "sourceShape"];

    private static string Row(IEnumerable<string?> cells) => string.Join(" | ", cells);

    // rdflib, which wrote the expected terms, writes the zone of UTC as a number.
    private static string? Shown(Term? term) => term is BlankNode ? "_:" : term?.ToString().Replace("Z\"^^", "+00:00\"^^", StringComparison.Ordinal);

    private static string Shown(Term path, ValidationReport report)
    {
        if (path is Iri) { return path.ToString(); }
        var text = report.PathText(path);
        if (Repeated().Match(text) is { Success: true } repeated)
        {
            var kind = repeated.Groups[2].Value switch { "*" => "zeroOrMorePath", "+" => "oneOrMorePath", _ => "zeroOrOnePath" };
            return $"[<http://www.w3.org/ns/shacl#{kind}> {repeated.Groups[1].Value}]";
        }
        return text.Contains(">|<", StringComparison.Ordinal) ? $"[<http://www.w3.org/ns/shacl#alternativePath> {text.Replace(">|<", "> <", StringComparison.Ordinal)}]" : $"({text.Replace(">/<", "> <", StringComparison.Ordinal)})";
    }

    [GeneratedRegex(@"^\(([^()]*)\)([*+?])$")]
    private static partial Regex Repeated();

    private static List<Triple> Read(string file)
    {
        var triples = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(file, q => triples.Add(q.Triple)));
        return triples;
    }
}
