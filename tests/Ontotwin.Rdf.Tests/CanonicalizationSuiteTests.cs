using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Rdf.Tests;

/// <summary>W3C's suite of RDFC-1.0 by its manifest: canonical N-Quads to the byte, the map of labels, and one dataset that must be given up.</summary>
public class CanonicalizationSuiteTests
{
    [Fact]
    public void The_suite_passes()
    {
        var folder = SharedData.Require("suites", "rdf-canon", "tests");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.jsonld")));
        var cases = manifest.RootElement.GetProperty("entries").EnumerateArray().ToList();
        var failures = cases.Select(c => (c.GetProperty("id").GetString()!, Failure: Run(folder, c))).Where(r => r.Failure is not null).Select(r => (r.Item1, r.Failure!)).ToList();
        Conformance.Hold("RDFC-1.0", cases.Count, failures);
    }

    [Fact]
    public void Any_order_and_any_labels_give_the_same_lines()
    {
        const string Ring = "_:a <urn:p> _:b .\n_:b <urn:p> _:c .\n_:c <urn:p> _:a .\n_:x <urn:q> _:b <urn:g> .\n";
        const string Turned = "_:k <urn:q> _:m <urn:g> .\n_:z <urn:p> _:n .\n_:n <urn:p> _:m .\n_:m <urn:p> _:z .\n";
        Assert.Equal(Lines(Canonical(Ring)), Lines(Canonical(Turned)));
        Assert.NotEqual(Lines(Canonical(Ring)), Lines(Canonical(Turned.Replace("_:k <urn:q> _:m", "_:k <urn:q> _:k", StringComparison.Ordinal))));
    }

    private static string? Run(string folder, JsonElement test)
    {
        var name = test.GetProperty("id").GetString();
        var algorithm = test.TryGetProperty("hashAlgorithm", out var hash) && hash.GetString() == "SHA384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        var quads = new List<Quad>();
        Assert.Null(RdfReader.ReadFile(Path.Combine(folder, test.GetProperty("action").GetString()!), quads.Add));
        if (!test.TryGetProperty("result", out var result)) { return Record.Exception(() => DatasetCanonicalization.Canonicalize(quads, algorithm)) is InvalidOperationException ? null : $"{name}: must be given up"; }
        var canonical = DatasetCanonicalization.Canonicalize(quads, algorithm);
        var expected = File.ReadAllText(Path.Combine(folder, result.GetString()!));
        if (test.GetProperty("type").GetString() == "rdfc:RDFC10EvalTest") { return Lines(canonical) == expected ? null : $"{name}: {Lines(canonical)}"; }
        var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(expected)!;
        return labels.Count == canonical.Labels.Count && labels.All(l => canonical.Labels.GetValueOrDefault(l.Key) == l.Value) ? null : $"{name}: {string.Join(' ', canonical.Labels)}";
    }

    private static CanonicalDataset Canonical(string text)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(text, "x", quads.Add, format: RdfFormat.NQuads));
        return DatasetCanonicalization.Canonicalize(quads);
    }

    private static string Lines(CanonicalDataset dataset)
    {
        using var stream = new MemoryStream();
        using (var writer = RdfWriter.Create(stream, RdfFormat.NQuads))
        {
            foreach (var quad in dataset.Quads) { writer.Write(quad.Triple, quad.Graph); }
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
