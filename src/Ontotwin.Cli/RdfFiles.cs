using Ontotwin.Cli.Output;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Cli;

/// <summary>Reads RDF files in the format that their names say, or as TriG.</summary>
internal static class RdfFiles
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>All statements of a file; null when it cannot be read, and then that has been told.</summary>
    public static List<Quad>? Read(string path, string? baseIri = null, IDictionary<string, string>? prefixes = null) => Read(path, null, baseIri, prefixes, new());

    /// <summary>The same in a format that is given, JSON-LD with its contexts.</summary>
    /// <param name="path">The file, or <see cref="StandardInput"/>.</param>
    /// <param name="format">Its format; null: what its name says.</param>
    /// <param name="baseIri">What relative IRIs are relative to; null: the file.</param>
    /// <param name="prefixes">Filled with the document's.</param>
    /// <param name="json">How JSON-LD is read.</param>
    public static List<Quad>? Read(string path, RdfFormat? format, string? baseIri, IDictionary<string, string>? prefixes, JsonLdOptions json)
    {
        var quads = new List<Quad>();
        if (Error(path, format ?? RdfFormats.OfFile(path) ?? RdfFormat.TriG, baseIri, prefixes, json, quads) is not { } error) { return quads; }
        Terminal.Diagnostics([error]);
        return null;
    }

    private static Diagnostic? Error(string path, RdfFormat format, string? baseIri, IDictionary<string, string>? prefixes, JsonLdOptions json, List<Quad> quads)
    {
        if (format == RdfFormat.RdfJson) { throw new UsageException($"{path}: RDF/JSON is written and not read: .nt, .nq, .ttl, .trig, .rdf, .owl, .xml and .jsonld are read"); }
        using var input = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        var name = path == StandardInput ? "<stdin>" : path;
        var from = baseIri ?? (path == StandardInput ? null : new Uri(Path.GetFullPath(path)).AbsoluteUri);
        return format == RdfFormat.JsonLd ? JsonLdReader.Read(input, name, quads.Add, json with { BaseIri = from }) : RdfReader.Read(input, name, quads.Add, from, prefixes, format);
    }

    /// <summary>The format of a name that was given.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static RdfFormat FormatNamed(string name) => RdfFormats.OfName(name) ?? throw new UsageException($"'{name}' is not a format that is written: {RdfFormats.Names}");
}
