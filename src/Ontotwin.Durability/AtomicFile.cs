namespace Ontotwin.Durability;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a part: into a temporary file beside it, flushed to the disk, then
/// renamed over it. A device (<c>/dev/null</c>, <c>/dev/stdout</c>) is written to as it is: a file beside it would fill the memory that <c>/dev</c> lies in, and a
/// rename would put a file in its place.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string path;
    private readonly string? temporary;
    private readonly FileStream stream;
    private bool committed;

    private AtomicFile(string path)
    {
        this.path = Path.GetFullPath(path);
        temporary = IsDevice(this.path) ? null : this.path + ".part";
        stream = temporary is null ? new FileStream(this.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 16)
            : new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <summary>Where to write; becomes the file at <see cref="Commit"/>.</summary>
    public Stream Stream => stream;

    /// <summary>Begins to replace <paramref name="path"/>, whose folder must exist.</summary>
    /// <exception cref="IOException">The folder is missing or full, or the file may not be written.</exception>
    public static AtomicFile Create(string path) => new(path);

    /// <summary>Replaces a file by the given bytes.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using var file = Create(path);
        file.Stream.Write(content);
        file.Commit();
    }

    /// <summary>Flushes to the disk and takes the old file's place.</summary>
    public void Commit()
    {
        stream.Flush(flushToDisk: temporary is not null);
        stream.Dispose();
        if (temporary is not null) { File.Move(temporary, path, overwrite: true); }
        committed = true;
    }

    /// <summary>Without <see cref="Commit"/>: forgets what was written.</summary>
    public void Dispose()
    {
        if (committed) { return; }
        stream.Dispose();
        if (temporary is not null) { File.Delete(temporary); }
    }

    // Shared memory is a folder like any other.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && (path.StartsWith("/proc/", StringComparison.Ordinal) || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)));
}
