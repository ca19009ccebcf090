using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Ontology.Tests;

/// <summary>
/// The competency questions, asked over the ontology, the example data and what <em>our</em> reasoner derives from them. The questions are asked by Jena, for
/// two reasons: we have no SPARQL engine yet, and an engine by others cannot share a misreading of RDF with our reasoner.
/// </summary>
public sealed class CompetencyTests
{
    private static readonly Lazy<string> ClosedData = new(Close);

    public static TheoryData<string> Questions =>
        [.. Directory.GetFiles(Path.Combine(Shipped.Folder, "competency"), "*.rq").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_ontology_answers(string question)
    {
        var jena = SharedData.RequirePeer("rdf", "jena.sh");
        var path = Path.Combine(Shipped.Folder, "competency", question);
        var data = Shipped.Files.Append(ClosedData.Value).Select(f => "--data=" + f);
        var (output, error, exitCode) = Peer.Run(jena, ["run", "arq.arq", .. data, "--query=" + path + ".rq", "--results=CSV"]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(Rows(File.ReadAllText(path + ".expected.csv")), Rows(output));
    }

    // Rows in any order, the header first; an ASK answers "yes" or "no" in Jena's words.
    private static List<string> Rows(string csv)
    {
        var lines = csv.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is [_, "true" or "false"]) { lines = [lines[1]]; }
        return [.. lines.Take(1).Concat(lines.Skip(1).Order(StringComparer.Ordinal))];
    }

    private static string Close()
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        var origin = new Origin("data.ttl", "", new ByteRange(0, 0), "", "", "competency", "1", "");
        var error = RdfReader.ReadFile(Path.Combine(Shipped.Folder, "competency", "data.ttl"), q => facts.Add(new(q.Triple, new Asserted(origin), DateTimeOffset.UnixEpoch)));
        Assert.Null(error);
        var closure = new OwlReasoner(Shipped.Model).Close(new Twin(new TwinId("competency"), facts.ToImmutable(), [], []));
        Assert.Empty(closure.Diagnostics);
        var path = Path.Combine(Directory.CreateTempSubdirectory("ontotwin-competency-").FullName, "closed.nt");
        using var stream = File.Create(path);
        using var writer = RdfWriter.Create(stream, RdfFormat.NQuads);
        foreach (var triple in closure.Twin.Facts.Select(f => f.Triple).Distinct()) { writer.Write(triple, null); }
        return path;
    }
}
