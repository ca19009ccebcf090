using System.IO.Enumeration;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The documents under the paths that a user gave.</summary>
public static class InputFiles
{
    // A link to a folder may lead back above it, or to files that are read already.
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = 0 };

    private const int BeginningBytes = 1 << 16;

    /// <summary>
    /// Files in ordinal order of their paths; a folder stands for every file in it and below, links to folders left out; a container (<see cref="SourceContainer"/>) for
    /// the documents in it. A path that is not there is a diagnostic, and so is nothing at all.
    /// </summary>
    public static IReadOnlyList<string> Find(IReadOnlyCollection<string> paths, ICollection<Diagnostic> diagnostics)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) { files.AddRange(FilesBelow(path).Order(StringComparer.Ordinal).SelectMany(Within)); }
            else if (File.Exists(path)) { files.AddRange(Within(path)); }
            else if (SourceContainer.Split(path, File.Exists) is not null) { files.Add(path); }
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

    // A container that cannot be read stands for itself: opening it tells why.
    private static IReadOnlyList<string> Within(string path)
    {
        if (!SourceContainer.IsNamedSo(path)) { return [path]; }
        try
        {
            return FindWithin(path) is { IsOk: true } found ? found.Value : [path];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [path];
        }
    }

    private static SourceDocument? OpenWithin(string container, string name, out Diagnostic? problem)
    {
        using var content = File.OpenRead(container);
        var read = SourceContainer.Read(container, name, content, Mapping.Limits.MaxDocumentBytes);
        problem = read.IsOk ? null : read.Diagnostics[0];
        return read.Value;
    }

    private static Outcome<IReadOnlyList<string>> FindWithin(string container)
    {
        using var content = File.OpenRead(container);
        return SourceContainer.Find(container, content);
    }

    /// <summary>Reads a document; null with a diagnostic when it cannot be read or is larger than is held in memory.</summary>
    public static SourceDocument? Open(string path, out Diagnostic? problem)
    {
        problem = null;
        try
        {
            if (SourceContainer.Split(path, File.Exists) is var (container, name)) { return OpenWithin(container, name, out problem); }
            if (SourceContainer.IsNamedSo(path) && (problem = FindWithin(path).Diagnostics.FirstOrDefault()) is not null) { return null; }
            var length = new FileInfo(path).Length;
            // Pipes and devices have no length, and opening one could wait for ever.
            if (length == 0) { return new SourceDocument(path, ReadOnlyMemory<byte>.Empty); }
            if (length <= Mapping.Limits.MaxDocumentBytes) { return new SourceDocument(path, File.ReadAllBytes(path)); }
            // What is too large to be held may still be read in stretches.
            problem = Refuse(path, $"the document is larger than {Mapping.Limits.MaxDocumentBytes >> 20} MiB, and its format or this command does not read it in stretches");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = Refuse(path, "the document cannot be opened");
        }
        return null;
    }

    /// <summary>
    /// The records of a document that is read in stretches; null for one that is small, that can only be read whole, or that cannot be opened. They must be
    /// taken one after another: a record is good until the second one after it is asked for.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">What reads it.</param>
    /// <param name="isNullText">Whether a field says that there is no value.</param>
    public static IEnumerable<SourceItem>? Stream(string path, Mapping.DocumentReader reader, Func<Field, bool> isNullText)
    {
        try
        {
            if (SourceContainer.Split(path, File.Exists) is var (container, name)) { return StreamWithin(container, name, reader, isNullText); }
            if (new FileInfo(path).Length < Mapping.Limits.LargeDocumentBytes) { return null; }
            var beginning = new byte[BeginningBytes];
            using var file = OpenSequential(path);
            var read = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
            return reader.Read(new LargeDocument(path, () => OpenSequential(path)) { IsFile = true }, beginning.AsSpan(0, read), isNullText);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Reading it whole tells what is wrong.
            return null;
        }
    }

    // How much it unpacks to is not known; a packed length is believed to be a tenth of it.
    private static IEnumerable<SourceItem>? StreamWithin(string container, string name, Mapping.DocumentReader reader, Func<Field, bool> isNullText)
    {
        if (new FileInfo(container).Length < Mapping.Limits.LargeDocumentBytes / 10) { return null; }
        var packed = new PackedDocument(container, name, () => OpenSequential(container));
        var beginning = new byte[BeginningBytes];
        try
        {
            if (packed.PackedBytes < Mapping.Limits.LargeDocumentBytes / 10) { return null; }
            using var content = packed.Open();
            var read = content.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
            return reader.Read(packed.Document, beginning.AsSpan(0, read), isNullText) is { } items ? packed.Checked(items) : null;
        }
        catch (InvalidDataException)
        {
            // As above.
            return null;
        }
    }

    // Stretches are larger than any buffer of the stream's own.
    private static FileStream OpenSequential(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>The reader of a program's documents, which finds the files that maps join to them.</summary>
    public static Mapping.DocumentReader ReaderOf(Language.TwinProgram program) => new(program) { OpenBeside = OpenBeside };

    /// <summary>Reads a document that another one is joined to, by its path or as a gzip of that name; null when it cannot be.</summary>
    internal static SourceDocument? OpenBeside(string path)
    {
        var packed = !File.Exists(path) && File.Exists(path + ".gz");
        // Rows that a cut took away would be rows that are not there.
        return Open(packed ? NamesBeside(path)[1] : path, out _) is { Flaw: not { Severity: Severity.Error } } document ? document : null;
    }

    /// <summary>The names that such a document may have: its path, and that in a gzip.</summary>
    internal static string[] NamesBeside(string path) => [path, $"{path}.gz/{Path.GetFileName(path)}"];

    private static Diagnostic Refuse(string path, string message) => new("OT8002", Severity.Error, message) { Place = new SourcePlace(path, "", default) };
}
