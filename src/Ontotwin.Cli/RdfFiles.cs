using Ontotwin.Cli.Output;
using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>Reads RDF files in the format that their names say: .nt and .nq strictly by lines, .rdf, .owl and .xml as RDF/XML, all others as Turtle or TriG.</summary>
internal static class RdfFiles
{
    /// <summary>All statements of a file; null when it cannot be read, and then that has been told.</summary>
    public static List<Quad>? Read(string path, string? baseIri = null, IDictionary<string, string>? prefixes = null)
    {
        var quads = new List<Quad>();
        var (text, from) = (File.ReadAllText(path), baseIri ?? new Uri(Path.GetFullPath(path)).AbsoluteUri);
        var extension = Path.GetExtension(path);
        var error = extension is ".rdf" or ".owl" or ".xml" ? RdfReader.ReadXml(text, path, quads.Add, from)
            : RdfReader.Read(text, path, quads.Add, from, prefixes, linesOnly: extension is ".nt" or ".nq");
        if (error is null) { return quads; }
        Terminal.Diagnostics([error]);
        return null;
    }
}
