using System.Globalization;
using System.Text;

namespace Ontotwin.Durability;

/// <summary>
/// Says of every file in a folder how long it is and what its checksum is. Written by who closes the folder in order, taken away by who opens it to write: as long as
/// it is there, any change and any cut of a file is known as one.
/// </summary>
/// <param name="Files">Length and checksum by name.</param>
public sealed record FolderSeal(IReadOnlyDictionary<string, (long Length, uint Checksum)> Files)
{
    private const string FirstLine = "Ontotwin seal 1";

    /// <summary>Makes the seal of a folder's files. Cost: O(bytes of files that are not <paramref name="known"/>).</summary>
    /// <param name="folder">The folder; folders in it are left out.</param>
    /// <param name="isSealed">Whether a file of this name counts.</param>
    /// <param name="known">Files that never change once they are there, with their length and checksum from before.</param>
    public static FolderSeal Of(string folder, Func<string, bool> isSealed, IReadOnlyDictionary<string, (long Length, uint Checksum)> known)
    {
        var sealedFiles = new SortedDictionary<string, (long Length, uint Checksum)>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(f => isSealed(f.Name)))
        {
            sealedFiles[file.Name] = known.TryGetValue(file.Name, out var old) && old.Length == file.Length ? old : (file.Length, ChecksumOf(file.FullName));
        }
        return new FolderSeal(sealedFiles);
    }

    /// <summary>Reads a seal; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The seal itself is damaged.</exception>
    public static FolderSeal? Read(string path)
    {
        byte[] text;
        try { text = File.ReadAllBytes(path); }
        catch (FileNotFoundException) { return null; }
        var end = Array.LastIndexOf(text, (byte)'\n', Math.Max(0, text.Length - 2)) + 1;
        if (text.Length == 0 || text[^1] != '\n' || Encoding.Latin1.GetString(text, end, text.Length - end) != Hex(Crc32C.Of(text.AsSpan(0, end))) + "\n") { throw Damaged(path); }
        var lines = Encoding.UTF8.GetString(text, 0, end).Split('\n')[..^1];
        if (lines.Length == 0 || lines[0] != FirstLine) { throw Damaged(path); }
        var files = new Dictionary<string, (long, uint)>(StringComparer.Ordinal);
        foreach (var parts in lines.Skip(1).Select(l => l.Split(' ')))
        {
            if (parts.Length != 3) { throw Damaged(path); }
            files[parts[2]] = (long.Parse(parts[0], CultureInfo.InvariantCulture), uint.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
        return new FolderSeal(files);
    }

    /// <summary>Writes the seal, whole or not at all.</summary>
    public void Write(string path)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        foreach (var (name, (length, checksum)) in Files) { text.Append(CultureInfo.InvariantCulture, $"{length} {Hex(checksum)} {name}\n"); }
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        AtomicFile.WriteAllBytes(path, [.. bytes, .. Encoding.ASCII.GetBytes(Hex(Crc32C.Of(bytes)) + "\n")]);
    }

    /// <summary>Takes the seal away, for good before the call returns.</summary>
    public static void Remove(string path)
    {
        if (!File.Exists(path)) { return; }
        DiskFiles.Instance.Delete(path);
        DiskFiles.Instance.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>What of the folder is not as it was sealed, in words that name the file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isSealed">Whether a file of this name counts.</param>
    /// <param name="isRead">Whether a file's bytes are compared, beside its length. Cost: O(their bytes).</param>
    public IEnumerable<string> Differences(string folder, Func<string, bool> isSealed, Func<string, bool> isRead)
    {
        foreach (var (name, (length, checksum)) in Files)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            if (!file.Exists) { yield return $"{name} is missing"; }
            else if (file.Length != length) { yield return string.Create(CultureInfo.InvariantCulture, $"{name} has {file.Length} bytes and not {length}"); }
            else if (isRead(name) && ChecksumOf(file.FullName) != checksum) { yield return $"{name} has other bytes than were written"; }
        }
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(f => isSealed(f.Name) && !Files.ContainsKey(f.Name))) { yield return $"{file.Name} was not there"; }
    }

    private static uint ChecksumOf(string path)
    {
        using var file = DiskFiles.Instance.OpenRead(path);
        var (buffer, checksum) = (new byte[1 << 20], 0u);
        // Of each stretch, then of the checksums: one pass, and no state to hand on.
        for (int read; (read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;) { checksum = Crc32C.Of(BitConverter.GetBytes(checksum), buffer.AsSpan(0, read)); }
        return checksum;
    }

    private static string Hex(uint value) => value.ToString("x8", CultureInfo.InvariantCulture);

    private static InvalidDataException Damaged(string path) => new($"{Path.GetFileName(path)} is damaged");
}
