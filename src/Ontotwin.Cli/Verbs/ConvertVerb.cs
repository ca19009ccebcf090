using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Rdf;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>convert IN --to FORMAT</c>: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD in; these and RDF/JSON out.</summary>
internal static class ConvertVerb
{
    /// <summary>What is asked for.</summary>
    private sealed record Request(string Input, RdfFormat? From, string? BaseIri, JsonLdOptions Json, RdfFormat To, bool IsCanonical, bool Merges, JsonLdWriteOptions JsonOut, string? Output);

    public static Command Create()
    {
        var input = new Argument<string>("in") { Description = "an RDF file, or - for standard input" };
        var to = new Option<string>("--to") { Description = "nquads, ntriples, turtle, trig, jsonld, rdfxml or rdfjson", Required = true };
        var from = new Option<string?>("--from") { Description = "the input's format; by default its name says it" };
        var baseIri = new Option<string?>("--base") { Description = "what relative IRIs are relative to; by default the file" };
        var contexts = new Option<string[]>("--context") { Description = "IRI=FILE: the file of a context that JSON-LD names; none is fetched", DefaultValueFactory = _ => [] };
        var direction = new Option<string>("--direction") { Description = "none, i18n or compound: what JSON-LD's direction of text is in RDF (rdfDirection)", DefaultValueFactory = _ => "none" };
        direction.AcceptOnlyFromAmong("none", "i18n", "compound");
        var native = new Option<bool>("--native-types") { Description = "booleans, integers and doubles as JSON's own, which may change their form; with jsonld" };
        var ordered = new Option<bool>("--ordered") { Description = "nodes and properties in the order of their names; with jsonld" };
        var canonical = new Option<bool>("--canonical") { Description = "RDFC-1.0: blank nodes renamed and statements sorted, so that files that say the same are the same; with nquads" };
        var merge = new Option<bool>("--merge-graphs") { Description = "statements of all graphs as one graph, without their names: ntriples, turtle, rdfxml and rdfjson hold only one" };
        var output = new Option<string?>("--out") { Description = "file to write; by default standard output" };
        var json = new Option<bool>("--json") { Description = "what was written, for machines; with --out" };
        var command = new Command("convert", "converts RDF") { input, to, from, baseIri, contexts, direction, native, ordered, canonical, merge, output, json };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(to)!;
            var towards = parsed.GetValue(direction) switch { "i18n" => RdfDirection.I18nDatatype, "compound" => RdfDirection.CompoundLiteral, _ => RdfDirection.None };
            var request = new Request(
                parsed.GetValue(input)!, parsed.GetValue(from) is { } known ? RdfFiles.FormatNamed(known) : null, parsed.GetValue(baseIri),
                new() { Loader = new ContextFiles(parsed.GetValue(contexts)!), Direction = towards }, RdfFiles.FormatNamed(name), parsed.GetValue(canonical), parsed.GetValue(merge),
                new() { Direction = towards, UseNativeTypes = parsed.GetValue(native), IsOrdered = parsed.GetValue(ordered) }, parsed.GetValue(output));
            var isJson = parsed.GetValue(json);
            Check(request, isJson);
            return Run(request, count => { if (isJson) { Terminal.WriteJson(new { @in = request.Input, @out = request.Output, to = name, quads = count }); } });
        });
        return command;
    }

    private static void Check(Request request, bool isJson)
    {
        if (isJson && request.Output is null) { throw new UsageException("--json tells what was written to a file: name it with --out"); }
        if (request.IsCanonical && request.To != RdfFormat.NQuads) { throw new UsageException("--canonical is a form of N-Quads: give --to nquads"); }
        if (request.Input == RdfFiles.StandardInput && request.From is null) { throw new UsageException("standard input has no name that says its format: give --from"); }
        if (request.To != RdfFormat.JsonLd && (request.JsonOut.UseNativeTypes || request.JsonOut.IsOrdered)) { throw new UsageException("--native-types and --ordered are of JSON-LD: give --to jsonld"); }
    }

    private static int Run(Request request, Action<int> done)
    {
        var prefixes = new Dictionary<string, string>();
        if (RdfFiles.Read(request.Input, request.From, request.BaseIri, prefixes, request.Json) is not { } quads) { return ExitCode.Input; }
        if (request.IsCanonical && Canonical(quads, request.Input) is var sorted)
        {
            if (sorted is null) { return ExitCode.Input; }
            quads = sorted;
        }
        if (HoldsOneGraph(request.To) && !request.Merges && quads.Exists(q => q.Graph is not null))
        {
            Terminal.Error($"{request.Input} has statements in named graphs, which {request.To} cannot hold. What to do: give --to nquads, trig or jsonld, or --merge-graphs to leave the names out");
            return ExitCode.Input;
        }
        using var file = request.Output is null ? null : AtomicFile.Create(request.Output);
        using (var stream = file is null ? Console.OpenStandardOutput() : null)
        {
            if (!Write(quads, file?.Stream ?? stream!, request, prefixes)) { return ExitCode.Input; }
        }
        file?.Commit();
        done(quads.Count);
        return ExitCode.Done;
    }

    private static bool HoldsOneGraph(RdfFormat format) => format is RdfFormat.NTriples or RdfFormat.Turtle or RdfFormat.RdfXml or RdfFormat.RdfJson;

    private static bool Write(List<Quad> quads, Stream output, Request request, Dictionary<string, string> prefixes)
    {
        if (request.To == RdfFormat.JsonLd)
        {
            if (JsonLdDocument.Write(quads, output, request.JsonOut) is not { } error) { return true; }
            Terminal.Diagnostics([error]);
            return false;
        }
        using var writer = RdfWriter.Create(output, request.To, prefixes);
        foreach (var quad in quads) { writer.Write(quad.Triple, quad.Graph); }
        return true;
    }

    private static List<Quad>? Canonical(List<Quad> quads, string input)
    {
        try { return [.. DatasetCanonicalization.Canonicalize(quads).Quads]; }
        catch (BlankNodesAlikeException undecided)
        {
            Terminal.Diagnostics([undecided.Diagnostic with { Message = $"{input}: {undecided.Message}" }]);
            return null;
        }
    }
}
