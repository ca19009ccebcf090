using Ontotwin.Cli.Output;
using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>Reads RDF files in the format that their names say, or as TriG.</summary>
internal static class RdfFiles
{
    /// <summary>All statements of a file; null when it cannot be read, and then that has been told.</summary>
    public static List<Quad>? Read(string path, string? baseIri = null, IDictionary<string, string>? prefixes = null)
    {
        if (RdfFormats.OfFile(path) is RdfFormat.JsonLd or RdfFormat.RdfJson) { throw new UsageException($"{path}: JSON forms of RDF are written and not read: .nt, .nq, .ttl, .trig, .rdf, .owl and .xml are read"); }
        var quads = new List<Quad>();
        if (RdfReader.ReadFile(path, quads.Add, prefixes, baseIri) is not { } error) { return quads; }
        Terminal.Diagnostics([error]);
        return null;
    }

    /// <summary>The format of a name that was given.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static RdfFormat FormatNamed(string name) => RdfFormats.OfName(name) ?? throw new UsageException($"'{name}' is not a format that is written: {RdfFormats.Names}");
}
