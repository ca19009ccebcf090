using Ontotwin.Sources.Packed;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Files that hold documents: zip, and gzip with one. A document in one is named by the container's path, a slash and its own name
/// (<c>export.zip/apple_health_export/export.xml</c>, <c>notes.ndjson.gz/notes.ndjson</c>); its bytes and its hash are those of its content. Nothing is
/// written, and what a container says of sizes is not believed: content is read until a limit. A gzip in a zip is opened too; other containers in containers are not.
/// </summary>
public static class SourceContainer
{
    private const int PieceBytes = 1 << 16;

    /// <summary>Whether a file is a container by its name: <c>.zip</c>, or <c>.gz</c> but not <c>.tar.gz</c>.</summary>
    public static bool IsNamedSo(string path) =>
        path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || IsGzip(path);

    /// <summary>The container that a path leads into and the document's name in it; null where no part of the path is a container that exists.</summary>
    /// <param name="path">The path of a document.</param>
    /// <param name="exists">Whether there is a file of a name.</param>
    public static (string Container, string Name)? Split(string path, Func<string, bool> exists)
    {
        ArgumentNullException.ThrowIfNull(exists);
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (IsNamedSo(path[..slash]) && exists(path[..slash])) { return (path[..slash], path[(slash + 1)..]); }
        }
        return null;
    }

    /// <summary>
    /// The folder that a document lies in, as a full path: a zip is a folder of its own, for it is one export; a gzip is not, for it is one of the files that lie
    /// together.
    /// </summary>
    public static string FolderOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return IsGzip(folder) ? Path.GetDirectoryName(folder) ?? "" : folder;
    }

    /// <summary>The path of a file of this name that lies with a document: in its folder or zip, or where its gzip lies.</summary>
    public static string Beside(string path, string name)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        return Path.Combine(IsGzip(folder) ? Path.GetDirectoryName(folder)! : folder, name);
    }

    /// <summary>Whether the container of that name is a gzip: one document.</summary>
    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Paths of the documents in a container, in ordinal order; a diagnostic when it is none, or holds more than the limit. Of a zip whose directory at its end is cut off or damaged, those
    /// that are found before the cut, then its own path, and a diagnostic that says where it ends.
    /// </summary>
    /// <param name="path">The container's path.</param>
    /// <param name="content">Its content, which can seek; stays open.</param>
    public static Outcome<IReadOnlyList<string>> Find(string path, Stream content)
    {
        if (IsGzip(path))
        {
            return content.ReadByte() == 0x1F && content.ReadByte() == 0x8B ? Outcome<IReadOnlyList<string>>.Ok([$"{path}/{Path.GetFileName(path)[..^3]}"]) : Outcome<IReadOnlyList<string>>.Fail(Unreadable(path, "is no gzip"));
        }
        try
        {
            using var zip = ZipDirectory.Of(content);
            if (zip.Items.Count > ContainerLimits.MaxDocuments) { return Outcome<IReadOnlyList<string>>.Fail(Limited(path, $"holds more than {ContainerLimits.MaxDocuments} documents")); }
            var found = zip.Items.Where(i => i.Name.Length > 0).Select(i => $"{path}/{i.Path}{(IsGzip(i.Name) ? $"/{i.Name[..^3]}" : "")}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return zip.Cut is { } cut ? Outcome<IReadOnlyList<string>>.Ok([.. found, path], ContainerFlaw.Of(path, cut, zip.Items)) : Outcome<IReadOnlyList<string>>.Ok([.. found]);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return Outcome<IReadOnlyList<string>>.Fail(Unreadable(path, "is no zip, or is damaged"));
        }
    }

    /// <summary>
    /// A document in a container; a diagnostic when it is not there, is damaged or encrypted, or grows beyond the limits. Of a gzip that is cut, what was unpacked:
    /// <see cref="Checked"/> tells so with its items.
    /// </summary>
    /// <param name="path">The container's path.</param>
    /// <param name="name">The document's name in it.</param>
    /// <param name="content">The container's content, which can seek; stays open.</param>
    /// <param name="maxBytes">The most that the document may have.</param>
    public static Outcome<SourceDocument> Read(string path, string name, Stream content, long maxBytes)
    {
        try
        {
            return IsGzip(path) ? ReadGzip(path, name, content, maxBytes) : ReadZip(path, name, content, maxBytes);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return Outcome<SourceDocument>.Fail(Unreadable($"{path}/{name}", "cannot be unpacked: the container is damaged or cut"));
        }
    }

    /// <summary>What is to be said of a document that is a container itself, by its first bytes; null of one that is none.</summary>
    public static Diagnostic? IsOne(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Bytes.Span is not ([0x1F, 0x8B, 8, ..] or [(byte)'P', (byte)'K', 3, 4, ..])) { return null; }
        return Unreadable(document.Name, "is a zip or a gzip, which is not opened here: its name does not end so, or it lies in another one") with
        {
            Place = new SourcePlace(document.Name, "", document.Extent),
            Hint = "unpack it, or name it so (.zip, .gz)",
        };
    }

    /// <summary>What is said of a container, or of a document in it, that cannot be read.</summary>
    internal static Diagnostic Unreadable(string path, string why) =>
        new("OT3002", Severity.Error, $"the document {why}") { Place = new SourcePlace(path, "", default), Hint = "make the container again, or give the document itself" };

    /// <summary>The items that a document's reader gives, and what is wrong with the container that it was unpacked from.</summary>
    public static IEnumerable<SourceItem> Checked(SourceDocument document, IEnumerable<SourceItem> items)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Flaw is null ? items : ContainerFlaw.Told(items, () => document.Flaw);
    }

    private static Outcome<SourceDocument> ReadZip(string path, string name, Stream content, long maxBytes)
    {
        using var zip = ZipDirectory.Of(content);
        var found = zip.Items.Where(i => i.Path == name).ToList();
        // A gzip in a zip is a folder of one document.
        var packed = found.Count == 0 && IsGzip(Path.GetDirectoryName(name) ?? "") ? Path.GetDirectoryName(name)! : name;
        if (packed != name) { found = [.. zip.Items.Where(i => i.Path == packed)]; }
        if (found.Count == 0) { return Outcome<SourceDocument>.Fail(Unreadable($"{path}/{name}", "is not in the container")); }
        if (found[0].IsEncrypted) { return Outcome<SourceDocument>.Fail(Unreadable($"{path}/{name}", "is encrypted")); }
        if (found.Count > 1) { return Outcome<SourceDocument>.Fail(Unreadable($"{path}/{name}", "stands twice in the container, and which one is meant cannot be told")); }
        UnpackEnd? end = null;
        using var stream = found[0].Open(why => end ??= why);
        var unpacked = Inflate(path, name, stream, found[0].PackedBytes, maxBytes);
        if (!unpacked.IsOk) { return unpacked; }
        if (packed == name && end is not null) { return Ended(path, name, unpacked.Value, end); }
        // The framework's reader believes the size that is written, and does not look at the checksum.
        if (found[0].Checksum is { } checksum && Crc32.Of(unpacked.Value.Bytes.Span) != checksum) { return Outcome<SourceDocument>.Fail(Unreadable($"{path}/{name}", "is not what was packed: its checksum differs")); }
        if (packed == name) { return unpacked; }
        using var inner = new MemoryStream(unpacked.Value.Bytes.ToArray(), writable: false);
        return ReadGzip($"{path}/{packed}", name[(packed.Length + 1)..], inner, maxBytes);
    }

    private static Outcome<SourceDocument> ReadGzip(string path, string name, Stream content, long maxBytes)
    {
        UnpackEnd? end = null;
        using var gzip = new GzipContent(content, marks: null, why => end = why, leaveOpen: true);
        var read = Inflate(path, name, gzip, content.Length, maxBytes);
        return !read.IsOk || end is null ? read : Ended(path, name, read.Value, end);
    }

    private static Outcome<SourceDocument> Ended(string path, string name, SourceDocument read, UnpackEnd end)
    {
        var flaw = ContainerFlaw.Of(path, name, end);
        // What is damaged may have been wrong long before it was noticed; what is cut was right up to there.
        if (end is { Why: UnpackFault.Followed or UnpackFault.Unchecked } or { Why: UnpackFault.Cut, At: > 0 }) { return Outcome<SourceDocument>.Ok(read.With(flaw)); }
        // There is no document for a place to be in: it is the container's.
        return Outcome<SourceDocument>.Fail(flaw with { Place = new SourcePlace(path, "", new ByteRange(end.PackedAt ?? 0, end.PackedAt ?? 0)) });
    }

    private static Outcome<SourceDocument> Inflate(string path, string name, Stream stream, long packedBytes, long maxBytes)
    {
        using var inflated = new MemoryStream();
        var piece = new byte[PieceBytes];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            inflated.Write(piece, 0, read);
            if (inflated.Length > maxBytes) { return Outcome<SourceDocument>.Fail(Limited($"{path}/{name}", $"has more than {maxBytes >> 20} MiB")); }
            if (inflated.Length > ContainerLimits.FreeBytes && inflated.Length / ContainerLimits.MaxRatio > packedBytes)
            {
                return Outcome<SourceDocument>.Fail(Limited($"{path}/{name}", $"grows to more than {ContainerLimits.MaxRatio} times what it takes in the container"));
            }
        }
        return Outcome<SourceDocument>.Ok(new SourceDocument($"{path}/{name}", inflated.GetBuffer().AsMemory(0, (int)inflated.Length)));
    }

    /// <summary>What is said of a document that is larger than is believed.</summary>
    internal static Diagnostic Limited(string path, string why, string so = "it is not read") =>
        new("OT3003", Severity.Error, $"the document {why}: {so}") { Place = new SourcePlace(path, "", default), Hint = "unpack it yourself if it is what it should be" };

    /// <summary>Whether it is what the readers of containers throw at bytes that are none.</summary>
    internal static bool IsDamage(Exception fault) => fault is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException;
}
