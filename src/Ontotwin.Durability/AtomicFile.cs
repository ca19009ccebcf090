namespace Ontotwin.Durability;

/// <summary>
/// Writes a file so that a reader, and who starts after a power failure, sees the old content or the new, never a part: into a temporary file beside it, flushed
/// to the disk, then renamed over it, and the folder flushed. A device (<c>/dev/null</c>, <c>/dev/stdout</c>) is written to as it is: a file beside it would fill
/// the memory that <c>/dev</c> lies in, and a rename would put a file in its place.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly IFileSystem files;
    private readonly string path;
    private readonly string? temporary;
    private bool committed;

    private AtomicFile(string path, IFileSystem files, bool isPrivate)
    {
        this.files = files;
        this.path = Path.GetFullPath(path);
        temporary = IsDevice(this.path) ? null : this.path + ".part";
        Stream = temporary is null ? new FileStream(this.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 16)
            : files.OpenWrite(temporary, isAppended: false, isPrivate);
    }

    /// <summary>Where to write; becomes the file at <see cref="Commit"/>.</summary>
    public Stream Stream { get; }

    /// <summary>Begins to replace <paramref name="path"/>, whose folder must exist.</summary>
    /// <exception cref="IOException">The folder is missing or full, or the file may not be written.</exception>
    public static AtomicFile Create(string path) => Create(path, DiskFiles.Instance);

    /// <summary>The same on a file system of the caller's choice.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Where it lies.</param>
    /// <param name="isPrivate">Whether only its owner may read it.</param>
    /// <exception cref="IOException">The folder is missing or full, or the file may not be written.</exception>
    public static AtomicFile Create(string path, IFileSystem files, bool isPrivate = false) => new(path, files, isPrivate);

    /// <summary>Replaces a file by the given bytes.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content) => WriteAllBytes(path, content, DiskFiles.Instance);

    /// <summary>The same on a file system of the caller's choice.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content, IFileSystem files, bool isPrivate = false)
    {
        using var file = Create(path, files, isPrivate);
        file.Stream.Write(content);
        file.Commit();
    }

    /// <summary>Flushes to the disk and takes the old file's place.</summary>
    public void Commit()
    {
        if (temporary is null) { Stream.Dispose(); }
        else
        {
            files.Flush(Stream);
            Stream.Dispose();
            files.Rename(temporary, path);
            files.FlushFolder(Path.GetDirectoryName(path)!);
        }
        committed = true;
    }

    /// <summary>Without <see cref="Commit"/>: forgets what was written.</summary>
    public void Dispose()
    {
        if (committed) { return; }
        Stream.Dispose();
        if (temporary is not null) { files.Delete(temporary); }
    }

    // Shared memory is a folder like any other.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && (path.StartsWith("/proc/", StringComparison.Ordinal) || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)));
}
