namespace Ontotwin.Durability;

/// <summary>
/// All that this room asks of a file system. The disk answers it (<see cref="DiskFiles"/>); tests answer it with one that forgets or reorders what was not
/// flushed when the power fails.
/// </summary>
public interface IFileSystem
{
    /// <summary>Whether there is a file.</summary>
    bool Exists(string path);

    /// <summary>A file to read from its beginning.</summary>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    Stream OpenRead(string path);

    /// <summary>A file to write: emptied, or at its end. Nothing of it is sure to be on the disk before <see cref="Flush"/>, nor its name before <see cref="FlushFolder"/>.</summary>
    /// <param name="path">Its folder must exist.</param>
    /// <param name="isAppended">Whether what it holds stays.</param>
    /// <param name="isPrivate">Whether, when it is made, only its owner may read it.</param>
    /// <exception cref="IOException">The folder is missing or full, or the file may not be written.</exception>
    Stream OpenWrite(string path, bool isAppended, bool isPrivate);

    /// <summary>Waits until what was written to a file is on the disk.</summary>
    void Flush(Stream file);

    /// <summary>Gives a file another name, in place of the file that has it.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; one that is not there is none to remove.</summary>
    void Delete(string path);

    /// <summary>Waits until the names in a folder are on the disk.</summary>
    void FlushFolder(string folder);
}
