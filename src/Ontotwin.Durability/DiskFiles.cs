using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ontotwin.Durability;

/// <summary>The disk.</summary>
public sealed partial class DiskFiles : IFileSystem
{
    private const int BufferBytes = 1 << 16;

    private DiskFiles()
    {
    }

    /// <summary>The one there is.</summary>
    public static DiskFiles Instance { get; } = new();

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public Stream OpenRead(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);

    /// <inheritdoc/>
    public Stream OpenWrite(string path, bool isAppended, bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = isAppended ? FileMode.Append : FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = BufferBytes,
        };
        if (isPrivate && !OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        return new FileStream(path, options);
    }

    /// <inheritdoc/>
    public void Flush(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        // Windows keeps its names in a journal of its own and opens no folder as a file.
        if (OperatingSystem.IsWindows()) { return; }
        var descriptor = Open(folder, 0);
        if (descriptor < 0) { throw new IOException($"the folder {folder} cannot be opened (errno {Marshal.GetLastPInvokeError()})"); }
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    // .NET opens no folder: its own calls refuse what is no file.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
