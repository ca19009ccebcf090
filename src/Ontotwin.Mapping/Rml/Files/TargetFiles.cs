using System.Text;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Mapping.Rml.Plan;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Rml.Files;

/// <summary>The files of logical targets: N-Quads and N-Triples in UTF-8 are written as they come, anything else is kept and turned at the end.</summary>
internal sealed class TargetFiles(RmlOptions options, RunLog log) : IDisposable
{
    private readonly List<(QuadSink Sink, Stream Stream, string Path)> open = [];

    /// <summary>Opens a target.</summary>
    /// <exception cref="RmlStoppedException">It cannot be written here.</exception>
    public QuadSink Open(RmlTargetFile file)
    {
        var folder = Path.GetFullPath(file.IsFromMappingFolder ? options.MappingFolder : options.WorkingFolder);
        var path = Path.GetFullPath(Path.Combine(folder, file.Path));
        if (options.OpenTarget is null) { throw new RmlStoppedException("OT4806", $"the target '{file.Path}' is not written: targets are not allowed here"); }
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) { throw new RmlStoppedException("OT4806", $"the target '{file.Path}' lies outside its folder: a mapping writes below it only"); }
        if (FormatOf(file) is null) { throw new RmlStoppedException("OT4806", $"the serialization {file.Serialization} is not written; N-Quads, N-Triples, Turtle, N3, TriG, JSON-LD, RDF/XML and RDF/JSON are"); }
        if (file.Encoding is not null && EncodingOf(file.Encoding) is null) { throw new RmlStoppedException("OT4806", $"the encoding {file.Encoding} of the target '{file.Path}' is not known"); }
        open.Add(Begin(file, path, options.OpenTarget));
        return open[^1].Sink;
    }

    /// <summary>Writes what was kept; returns how many statements the targets took.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public long Finish()
    {
        foreach (var (sink, stream, path) in open)
        {
            try
            {
                sink.Flush();
                if (stream is MemoryStream kept) { Turn(sink.File!, kept, path); }
            }
            catch (RmlStoppedException stopped)
            {
                log.Error(stopped.Code, stopped.Message);
            }
        }
        return open.Sum(o => o.Sink.Count);
    }

    public void Dispose()
    {
        foreach (var (_, stream, _) in open) { stream.Dispose(); }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the list it goes into")]
    private static (QuadSink Sink, Stream Stream, string Path) Begin(RmlTargetFile file, string path, Func<string, Stream> openTarget)
    {
        Stream stream = IsDirect(file) ? openTarget(path) : new BoundedStream(file.Path);
        return (new QuadSink(stream, file), stream, path);
    }

    private static bool IsDirect(RmlTargetFile file) =>
        file.Compression == RmlCompression.None && file.Serialization is "formats:N-Quads" or "formats:N-Triples" && file.Encoding is null or "UTF-8";

    private static RdfFormat? FormatOf(RmlTargetFile file) => file.Serialization switch
    {
        "formats:N-Quads" or "formats:N-Triples" => RdfFormat.NQuads,
        "formats:Turtle" or "formats:N3" => RdfFormat.Turtle,
        "formats:TriG" => RdfFormat.TriG,
        "formats:JSON-LD" => RdfFormat.JsonLd,
        "formats:RDF_XML" => RdfFormat.RdfXml,
        "formats:RDF_JSON" => RdfFormat.RdfJson,
        _ => null,
    };

    private static Encoding? EncodingOf(string name) => Encoding.GetEncodings().FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))?.GetEncoding();

    private void Turn(RmlTargetFile file, MemoryStream kept, string path)
    {
        var content = kept.ToArray();
        if (FormatOf(file) is { } format and not RdfFormat.NQuads)
        {
            using var turned = new BoundedStream(file.Path);
            using (var writer = RdfWriter.Create(turned, format))
            {
                var fault = RdfReader.Read(Encoding.UTF8.GetString(content), file.Path, q => writer.Write(q.Triple, q.Graph), format: RdfFormat.NQuads);
                if (fault is not null) { log.Add(fault); }
            }
            content = turned.ToArray();
        }
        if (file.Encoding is { } name && EncodingOf(name) is { } encoding && encoding.CodePage != Encoding.UTF8.CodePage)
        {
            content = [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(content))];
        }
        using var output = options.OpenTarget!(path);
        output.Write(Archive.Pack(content, file.Path, file.Compression));
    }

    /// <summary>Memory up to the limit of a target.</summary>
    private sealed class BoundedStream(string name) : MemoryStream
    {
        // Spans come here too: a derived stream's way to write them.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > RmlLimits.MaxTargetBytes) { throw new RmlStoppedException("OT4816", $"the target '{name}' is kept in memory until its end and grows over the limit: write N-Quads in UTF-8"); }
            base.Write(buffer, offset, count);
        }
    }
}
