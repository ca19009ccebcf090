namespace Ontotwin.Durability;

/// <summary>One process at a time changes what lies in a folder. The operating system ends the lock with its process, however that ends.</summary>
public sealed class FolderLock : IDisposable
{
    /// <summary>The file in the folder that is locked; nothing is in it.</summary>
    public const string FileName = "ontotwin-lock";

    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes a folder's lock; null when another has it.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be written to.</exception>
    public static FolderLock? TryTake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException cause) when (File.Exists(path) && cause is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Lets the next one have it.</summary>
    public void Dispose() => stream.Dispose();
}
