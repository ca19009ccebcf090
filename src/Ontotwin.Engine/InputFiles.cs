using System.IO.Enumeration;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The documents under the paths that a user gave.</summary>
public static class InputFiles
{
    // A link to a folder may lead back above it, or to files that are read already.
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = 0 };

    /// <summary>
    /// Files in ordinal order of their paths; a folder stands for every file in it and below, links to folders left out. A path that is not there is a diagnostic, and so is nothing at all.
    /// </summary>
    public static IReadOnlyList<string> Find(IReadOnlyCollection<string> paths, ICollection<Diagnostic> diagnostics)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) { files.AddRange(FilesBelow(path).Order(StringComparer.Ordinal)); }
            else if (File.Exists(path)) { files.Add(path); }
            else { diagnostics.Add(new Diagnostic("OT8001", Severity.Error, $"there is no file or folder '{path}'")); }
        }
        if (files.Count == 0 && diagnostics.Count == 0) { diagnostics.Add(new Diagnostic("OT8001", Severity.Error, $"there is no document in {string.Join(", ", paths.Select(p => $"'{p}'"))}")); }
        return files;
    }

    private static FileSystemEnumerable<string> FilesBelow(string folder) => new(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Below)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    /// <summary>Reads a document; null with a diagnostic when it cannot be read or is larger than is held in memory.</summary>
    public static SourceDocument? Open(string path, out Diagnostic? problem)
    {
        problem = null;
        try
        {
            var length = new FileInfo(path).Length;
            // Pipes and devices have no length, and opening one could wait for ever.
            if (length == 0) { return new SourceDocument(path, ReadOnlyMemory<byte>.Empty); }
            if (length <= Mapping.Limits.MaxDocumentBytes) { return new SourceDocument(path, File.ReadAllBytes(path)); }
            problem = Refuse(path, $"the document is larger than {Mapping.Limits.MaxDocumentBytes >> 20} MiB");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = Refuse(path, "the document cannot be opened");
        }
        return null;
    }

    /// <summary>The reader of a program's documents, which finds the files that maps join to them.</summary>
    public static Mapping.DocumentReader ReaderOf(Language.TwinProgram program) => new(program) { OpenBeside = OpenBeside };

    /// <summary>Reads a document that another one is joined to; null when it cannot be.</summary>
    private static SourceDocument? OpenBeside(string path) => Open(path, out _);

    private static Diagnostic Refuse(string path, string message) => new("OT8002", Severity.Error, message) { Place = new SourcePlace(path, "", default) };
}
