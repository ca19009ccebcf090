using System.Diagnostics;
using Ontotwin.Testing;

namespace Ontotwin.Cli.Tests;

public class RdfVerbTests
{
    private const string Prefixes = "@prefix : <urn:> . @prefix sh: <http://www.w3.org/ns/shacl#> . ";

    [Fact]
    public async Task Files_that_say_the_same_have_one_canonical_form()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), Prefixes + "[] :p [ :q 1 ] . :a :p [] .");
        File.WriteAllText(folder.File("b.nt"), "<urn:a> <urn:p> _:x .\n_:y <urn:q> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:b0 <urn:p> _:y .\n");
        var a = await OntotwinCommand.RunAsync("convert", folder.File("a.ttl"), "--to", "nquads", "--canonical");
        Assert.Equal(a, await OntotwinCommand.RunAsync("convert", folder.File("b.nt"), "--to", "nquads", "--canonical"));
        Assert.Equal(3, a.Output.Split("c14n").Length - 1 - 1);
        Assert.Equal(2, (await OntotwinCommand.RunAsync("convert", folder.File("a.ttl"), "--to", "turtle", "--canonical")).ExitCode);
    }

    [Fact]
    public async Task Blank_nodes_that_cannot_be_told_apart_are_told_with_their_files()
    {
        using var folder = new TemporaryFolder();
        var (a, b) = (folder.File("a.nt"), folder.File("b.nt"));
        File.WriteAllLines(a, from i in Enumerable.Range(0, 12) from j in Enumerable.Range(0, 12) where i != j select $"_:a{i} <urn:p> _:a{j} .");
        var (code, output, error) = await OntotwinCommand.RunAsync("convert", a, "--to", "nquads", "--canonical");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"error OT9004 {a}: ", error, StringComparison.Ordinal);
        Assert.Contains("without --canonical", error, StringComparison.Ordinal);
        // Two thousand and more that only their pairing tells apart, at one node.
        File.WriteAllLines(a, from i in Enumerable.Range(0, 2_500) select $"_:hub <urn:p> _:a{i} .");
        File.WriteAllLines(b, from i in Enumerable.Range(0, 2_500) select $"_:b{i} <urn:p> _:hub .");
        Assert.Equal(1, (await OntotwinCommand.RunAsync("compare", a, b)).ExitCode);
        (code, output, error) = await OntotwinCommand.RunAsync("compare", a, a);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"error OT9004 {a} and {a}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graphs_are_given_up_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.trig"), Prefixes + ":g { :a :p :b } :h { :a :p :c }");
        var (code, output, error) = await OntotwinCommand.RunAsync("convert", folder.File("a.trig"), "--to", "ntriples");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("--merge-graphs", error, StringComparison.Ordinal);
        Assert.Equal(2, (await OntotwinCommand.RunAsync("convert", folder.File("a.trig"), "--to", "ntriples", "--merge-graphs")).Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Shapes_that_are_of_nothing_do_not_look_like_data_that_conform()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), Prefixes + ":a :p :b .");
        var (code, output, error) = await OntotwinCommand.RunAsync("validate", "--shapes", folder.File("a.ttl"), "--data", folder.File("a.ttl"));
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("nothing was checked", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yes_or_no_has_no_form_in_tables()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), Prefixes + ":a :p :b .");
        var (code, _, error) = await OntotwinCommand.RunAsync("query", "ASK {}", "--data", folder.File("a.ttl"), "--results", "csv");
        Assert.Equal(2, code);
        Assert.Contains("ASK gives table, json or xml", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graphs_in_Turtle_are_an_error_with_its_place_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), ":g { }".Insert(0, Prefixes + "\n"));
        var (code, _, error) = await OntotwinCommand.RunAsync("convert", folder.File("a.ttl"), "--to", "nquads");
        Assert.Equal(1, code);
        Assert.Contains("a.ttl:2:4", error, StringComparison.Ordinal);
        Assert.Contains(".trig", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_LD_is_read_with_the_files_of_its_contexts_and_never_without()
    {
        const string Document = """{ "@context": "https://example.org/people", "@id": "urn:a", "knows": ["urn:b", "urn:c"] }""";
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("people.jsonld"), """{ "@context": { "knows": { "@id": "urn:knows", "@type": "@id", "@container": "@list" } } }""");
        string[] convert = ["convert", "-", "--from", "jsonld", "--to"];
        var (code, _, error) = await OntotwinCommand.RunWithInputAsync(Document, [.. convert, "nquads"]);
        Assert.Equal(1, code);
        Assert.Contains("OT9003 <stdin>:1:15 loading remote context failed: the context <https://example.org/people> is not at hand (at $.@context)", error, StringComparison.Ordinal);
        string[] context = ["--context", "https://example.org/people=" + folder.File("people.jsonld")];
        var (done, lines, _) = await OntotwinCommand.RunWithInputAsync(Document, [.. convert, "nquads", .. context]);
        Assert.Equal((0, 5), (done, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        var back = (await OntotwinCommand.RunWithInputAsync(lines, "convert", "-", "--from", "nquads", "--to", "jsonld")).Output;
        Assert.Equal("""[{"@id":"urn:a","urn:knows":[{"@list":[{"@id":"urn:b"},{"@id":"urn:c"}]}]}]""", string.Concat(back.Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal(2, (await OntotwinCommand.RunWithInputAsync(Document, "convert", "-", "--to", "nquads")).ExitCode);
        Assert.Equal(2, (await OntotwinCommand.RunAsync("convert", folder.File("people.jsonld"), "--to", "nquads", "--context", "https://example.org/people=nowhere")).ExitCode);
    }

    [Fact]
    public async Task Data_are_checked_against_shapes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("shapes.ttl"), Prefixes + ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:maxCount 0 ; sh:message \"none\"@en ] .");
        File.WriteAllText(folder.File("data.ttl"), Prefixes + ":x a :C ; :p :y . :z :q :y . :ok a :C .");
        string[] validate = ["validate", "--shapes", folder.File("shapes.ttl"), "--data", folder.File("data.ttl")];
        var text = await OntotwinCommand.RunAsync(validate);
        Assert.Equal(1, text.ExitCode);
        Assert.Contains("Violation: :x :p/^:q", text.Output, StringComparison.Ordinal);
        Assert.Contains("none (MaxCountConstraintComponent", text.Output, StringComparison.Ordinal);
        Assert.Contains("\"conforms\":false", (await OntotwinCommand.RunAsync([.. validate, "--json"])).Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("sh:focusNode :x", (await OntotwinCommand.RunAsync([.. validate, "--to", "turtle"])).Output, StringComparison.Ordinal);
        File.WriteAllText(folder.File("data.ttl"), Prefixes + ":ok a :C .");
        Assert.Equal((0, "conforms"), await OntotwinCommand.RunAsync(validate) is var (exit, output, _) ? (exit, output.Trim()) : default);
        File.WriteAllText(folder.File("shapes.ttl"), Prefixes + ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:minCount 1 ] .");
        Assert.Contains("OT9101", (await OntotwinCommand.RunAsync(validate)).Error, StringComparison.Ordinal);
    }

    /// <summary>What the shipped mappings make of the shipped samples is as the shipped shapes want it, but for what the samples themselves leave out.</summary>
    [Fact]
    public async Task What_is_mapped_conforms_to_the_shapes()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await OntotwinCommand.RunAsync("map", "--with", "mappings", "--input", "samples", "--to", "trig", "--out", folder.File("all.trig"))).ExitCode);
        string[] ontology = [.. Directory.GetFiles(Path.Combine(Repository.Root, "ontologies"), "*.ttl")];
        string[] shapes = [.. Directory.GetFiles(Path.Combine(Repository.Root, "ontologies", "shapes"), "*.ttl")];
        var (_, output, error) = await OntotwinCommand.RunAsync(["validate", "--shapes", .. shapes, "--data", folder.File("all.trig"), .. ontology]);
        Assert.DoesNotContain("Violation", output, StringComparison.Ordinal);
        // Numbers of visits and diagnoses that came without the name of who gave them out.
        Assert.True(output.Contains("Warning", StringComparison.Ordinal) && output.Split("names who gave it out").Length == 7, output + error);
    }

    [Fact]
    public async Task Files_are_served_without_a_store()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), Prefixes + ":a :p 1, 2 .");
        Assert.Equal(2, (await OntotwinCommand.RunAsync("serve")).ExitCode);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ontotwin.dll"), "serve", "--data", folder.File("a.ttl"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardError = true,
        })!;
        try
        {
            var said = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            var address = said!.Split(' ').First(w => w.StartsWith("http://127.0.0.1", StringComparison.Ordinal));
            using var client = new HttpClient();
            Assert.Contains("\"2\"", await client.GetStringAsync(new Uri($"{address}?query={Uri.EscapeDataString("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")}"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally { process.Kill(entireProcessTree: true); }
    }
}
