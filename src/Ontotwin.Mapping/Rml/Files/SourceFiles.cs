using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Mapping.Rml.Plan;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Rml.Files;

/// <summary>Opens the files of sources. The one opened last is kept, for joins often read a file that is mapped next.</summary>
internal sealed class SourceFiles(RmlOptions options)
{
    private (string Path, RmlCompression Compression, SourceDocument Document)? last;

    /// <summary>The document, unpacked; null, with an error, when there is none.</summary>
    public SourceDocument? Open(RmlSource source, RunLog log)
    {
        var path = Find(source);
        if (last is { } kept && kept.Path == path && kept.Compression == source.Compression) { return kept.Document; }
        if (path is null)
        {
            log.Error("OT4808", $"the source '{source.Path}' is not there: looked in {string.Join(" and ", Folders(source).Distinct())}", hint: source.Path.Contains("://", StringComparison.Ordinal) ? "nothing is fetched over a network: lay the file beside the mapping" : null);
            return null;
        }
        if (new FileInfo(path).Length > RmlLimits.MaxSourceBytes)
        {
            log.Error("OT4816", $"the source '{source.Path}' is larger than the limit of 1 GiB", hint: "divide it");
            return null;
        }
        if (Archive.Unpack(File.ReadAllBytes(path), source.Compression) is not { } bytes)
        {
            log.Error("OT4809", $"the source '{source.Path}' is not packed as the mapping says ({source.Compression}), is damaged, or grows over the limit of 1 GiB");
            return null;
        }
        var document = new SourceDocument(source.Path, bytes);
        last = (path, source.Compression, document);
        return document;
    }

    private IEnumerable<string> Folders(RmlSource source) => source.IsFromWorkingFolder ? [options.WorkingFolder]
        : source.IsFromMappingFolder ? [options.MappingFolder, options.WorkingFolder] : [options.WorkingFolder, options.MappingFolder];

    private string? Find(RmlSource source)
    {
        var path = source.Path;
        // A file named by its web address may lie beside the mapping.
        if (path.Contains("://", StringComparison.Ordinal)) { path = path[(path.LastIndexOf('/') + 1)..]; }
        return Folders(source).Select(f => Path.Combine(f, path)).FirstOrDefault(File.Exists);
    }
}
