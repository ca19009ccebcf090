using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Sources.Packed;

/// <summary>
/// Finds the documents of a zip by the headers before them (PKWARE's APPNOTE 4.3.7), from its beginning on, for one whose directory is missing. The last of them may be cut. Nothing is
/// unpacked: where a document's length stands behind it (4.3.9) it is looked for. O(bytes of the zip).
/// </summary>
internal static class ZipScan
{
    private const uint Header = 0x04034B50, Directory = 0x02014B50, DirectoryEnd = 0x06054B50;
    private const int HeaderBytes = 30, Encrypted = 1, LengthBehind = 8, Stored = 0, Deflated = 8;

    /// <summary>The documents, as many as are believed and one more.</summary>
    /// <param name="content">The zip.</param>
    /// <param name="cut">Where what can be found ends.</param>
    public static IReadOnlyList<ZipItem> Of(Stream content, out ZipCut cut)
    {
        var items = new List<ZipItem>();
        var (at, signature) = (0L, 0u);
        var head = new byte[HeaderBytes];
        while (items.Count <= ContainerLimits.MaxDocuments)
        {
            var read = ReadAt(content, at, head);
            signature = read >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(head) : 0;
            if (read < HeaderBytes || signature != Header || ItemAt(content, at, head, out var next) is not { } item) { break; }
            items.Add(item);
            at = next;
            if (item.Checksum is null) { break; }
        }
        cut = new(at, signature is Directory or DirectoryEnd);
        return items;
    }

    // The document whose header stands at a place; null where that is cut itself.
    private static ZipItem? ItemAt(Stream content, long at, ReadOnlySpan<byte> head, out long next)
    {
        next = at;
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
        var more = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..])];
        if (ReadAt(content, at + HeaderBytes, more) < more.Length) { return null; }
        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(head[26..]);
        var (path, start) = (Encoding.UTF8.GetString(more, 0, nameBytes), at + HeaderBytes + more.Length);
        uint? checksum = BinaryPrimitives.ReadUInt32LittleEndian(head[14..]);
        var length = LengthOf(BinaryPrimitives.ReadUInt32LittleEndian(head[18..]), more.AsSpan(nameBytes));
        next = start + length;
        if ((flags & LengthBehind) != 0) { (length, checksum, next) = ZipDescriptor.After(content, start); }
        if (next > content.Length || length < 0) { (length, checksum, next) = (content.Length - start, null, content.Length); }
        var stretch = (Start: start, Length: length, IsWhole: checksum is not null);
        return new(path, (flags & Encrypted) != 0, length, checksum, onFault => method switch
        {
            Stored => new StoredContent(content, stretch.Start, stretch.Length, stretch.IsWhole, onFault),
            Deflated => new DeflatedContent(content, stretch.Start, stretch.Length, stretch.IsWhole, onFault),
            _ => throw new NotSupportedException("a method of packing that is not known"),
        });
    }

    // In 64 bits where it says so (4.5.3); -1 where it does not say it.
    private static long LengthOf(uint length, ReadOnlySpan<byte> extra)
    {
        const int Zip64 = 1, FieldHead = 4, Unpacked = 8;
        if (length != uint.MaxValue) { return length; }
        while (extra.Length >= FieldHead)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var field = extra[FieldHead..Math.Min(extra.Length, FieldHead + size)];
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Zip64 && field.Length >= Unpacked + sizeof(long)) { return Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(field[Unpacked..]), -1, long.MaxValue / 2); }
            extra = extra[(FieldHead + field.Length)..];
        }
        return -1;
    }

    internal static int ReadAt(Stream content, long at, Span<byte> bytes)
    {
        content.Position = at;
        return content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }
}
