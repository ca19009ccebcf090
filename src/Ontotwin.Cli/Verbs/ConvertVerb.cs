using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Rdf;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>convert IN --to FORMAT</c>: Turtle, TriG, N-Triples, N-Quads and RDF/XML in; these, JSON-LD and RDF/JSON out.</summary>
internal static class ConvertVerb
{
    public static Command Create()
    {
        var input = new Argument<string>("in") { Description = "an RDF file" };
        var to = new Option<string>("--to") { Description = "nquads, ntriples, turtle, trig, jsonld, rdfxml or rdfjson", Required = true };
        var baseIri = new Option<string?>("--base") { Description = "what relative IRIs are relative to" };
        var canonical = new Option<bool>("--canonical") { Description = "RDFC-1.0: blank nodes renamed and statements sorted, so that files that say the same are the same; with nquads" };
        var output = new Option<string?>("--out") { Description = "file to write; by default standard output" };
        var json = new Option<bool>("--json") { Description = "what was written, for machines; with --out" };
        var command = new Command("convert", "converts RDF") { input, to, baseIri, canonical, output, json };
        command.SetAction(parsed =>
        {
            var (from, name, file, isJson) = (parsed.GetValue(input)!, parsed.GetValue(to)!, parsed.GetValue(output), parsed.GetValue(json));
            if (isJson && file is null) { throw new UsageException("--json tells what was written to a file: name it with --out"); }
            var format = RdfFiles.FormatNamed(name);
            if (parsed.GetValue(canonical) && format != RdfFormat.NQuads) { throw new UsageException("--canonical is a form of N-Quads: give --to nquads"); }
            return Run(from, format, parsed.GetValue(baseIri), parsed.GetValue(canonical), file, count => { if (isJson) { Terminal.WriteJson(new { @in = from, @out = file, to = name, quads = count }); } });
        });
        return command;
    }

    private static int Run(string input, RdfFormat format, string? baseIri, bool isCanonical, string? output, Action<int> done)
    {
        var prefixes = new Dictionary<string, string>();
        if (RdfFiles.Read(input, baseIri, prefixes) is not { } quads) { return ExitCode.Input; }
        if (isCanonical && Canonical(quads) is var sorted)
        {
            if (sorted is null) { return ExitCode.Input; }
            quads = sorted;
        }
        using var file = output is null ? null : AtomicFile.Create(output);
        using (var stream = file is null ? Console.OpenStandardOutput() : null)
        using (var writer = RdfWriter.Create(file?.Stream ?? stream!, format, prefixes))
        {
            foreach (var quad in quads) { writer.Write(quad.Triple, quad.Graph); }
        }
        file?.Commit();
        done(quads.Count);
        return ExitCode.Done;
    }

    private static List<Quad>? Canonical(List<Quad> quads)
    {
        try { return [.. DatasetCanonicalization.Canonicalize(quads).Quads]; }
        catch (InvalidOperationException undecided)
        {
            Terminal.Error(undecided.Message);
            return null;
        }
    }
}
