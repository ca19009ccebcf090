using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Ontology.Tests;

/// <summary>The SHACL shapes as Jena and our own validator check them: the example data conform, and what is wrong is told in the words of the shape.</summary>
public sealed class ShapesTests
{
    private const string Wrong = """
        @prefix hdt: <https://w3id.org/ontotwin/hdt#> .
        @prefix ex: <https://example.org/wrong/> .
        ex:plan a hdt:CarePlan ; hdt:subject ex:p ; hdt:code ex:c .
        ex:name a hdt:HumanName ; hdt:surname "Nobody's" .
        ex:empty a hdt:CodedValue ; hdt:partOf ex:p .
        ex:relative a hdt:RelatedPerson .
        ex:specimen a hdt:Specimen .
        ex:bill a hdt:FinancialRecord ; hdt:amount 3.0 ; hdt:currencyCode "EUR" , "USD" .
        ex:spread a hdt:Measurement ; hdt:code ex:c ; hdt:spreadOf ex:c .
        ex:region a hdt:ImageRegion .
        ex:waves a hdt:WaveformGroup ; hdt:partOf ex:p ; hdt:samplingFrequencyHertz 0 .
        ex:dose a hdt:DosePrescription ; hdt:partOf ex:p ; hdt:dose 6000 .
        """;

    [Theory]
    [InlineData("core")]
    [InlineData("physiology")]
    [InlineData("administration")]
    [InlineData("imaging")]
    public void The_example_data_conform(string shapes)
    {
        var data = Path.Combine(Shipped.Folder, "competency", "data.ttl");
        Assert.Contains("Conforms", Report(shapes, data), StringComparison.Ordinal);
        Assert.Empty(Own(shapes, data));
    }

    [Theory]
    [InlineData("administration", 6, "A plan, goal, request", "belongs to a record", "has a code or words", "tied to exactly one person", "A specimen is of a person", "at most one currency")]
    [InlineData("imaging", 4, "A standard deviation", "belongs to the object", "sampling frequency above 0 Hz", "between 0 and 200 Gy")]
    public void What_is_wrong_is_told(string shapes, int count, params string[] messages)
    {
        var data = Path.Combine(Directory.CreateTempSubdirectory("ontotwin-shapes-").FullName, "wrong.ttl");
        File.WriteAllText(data, Wrong);
        var report = Report(shapes, data);
        Assert.All(messages, m => Assert.Contains(m, report, StringComparison.Ordinal));
        Assert.Equal(count, report.Split("Message:").Length - 1);
        var own = Own(shapes, data);
        Assert.Equal(count, own.Count);
        Assert.All(messages, m => Assert.Contains(own, r => r.Messages.Any(text => text.Lexical.Contains(m, StringComparison.Ordinal))));
    }

    private static string Report(string shapes, string data)
    {
        var (output, error, _) = Peer.Run(SharedData.RequirePeer("rdf", "jena.sh"), ["run", "shacl.shacl", "validate", "--text", "--shapes", Path.Combine(Shipped.Folder, "shapes", shapes + ".ttl"), "--data", data]);
        Assert.True(output.Length > 0, error);
        return output;
    }

    private static List<ValidationResult> Own(string shapes, string data) =>
        [.. ShaclValidator.Validate(Triples(data), Triples(Path.Combine(Shipped.Folder, "shapes", shapes + ".ttl"))).Value!.Results];

    private static List<Triple> Triples(string file)
    {
        var triples = new List<Triple>();
        Assert.Null(RdfReader.ReadFile(file, q => triples.Add(q.Triple)));
        return triples;
    }

    [Theory]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:property [ sh:path ex:a ; sh:minCuont 1 ] .", "sh:minCuont")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:sparql [ sh:select \"SELECT\" ] .", "sh:sparql")]
    [InlineData("ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] ; sh:nodeKind sh:IRI .", "sh:target")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClas ex:P ; sh:nodeKind sh:IRI .", "sh:targetClas")]
    public void What_a_shape_says_and_is_not_checked_is_told(string shape, string name)
    {
        List<Triple> shapes = [], data = [];
        Assert.Null(RdfReader.Read("@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e/> . " + shape, "s.ttl", q => shapes.Add(q.Triple), format: RdfFormat.Turtle));
        Assert.Null(RdfReader.Read("<http://e/x> a <http://e/P> .", "d.ttl", q => data.Add(q.Triple), format: RdfFormat.Turtle));
        var outcome = ShaclValidator.Validate(data, shapes);
        var remark = Assert.Single(outcome.Diagnostics);
        Assert.Equal("OT9102", remark.Code);
        Assert.Contains(name + " of ", remark.Message, StringComparison.Ordinal);
    }
}
