using System.Buffers.Binary;

namespace Ontotwin.Durability;

/// <summary>
/// Records appended to one file, each on the disk before its call returns. A record's length and content have checksums that know their place. What a power
/// failure cuts short was never acknowledged and is left out when the file is opened again; anything else that does not fit is damage, and is told.
/// </summary>
/// <remarks>Layout: <c>OTJRNL1\n</c>, then of each record: length, checksum of place and length, content, checksum of place, length and content.</remarks>
public sealed class Journal : IDisposable
{
    private static readonly byte[] Magic = "OTJRNL1\n"u8.ToArray();
    private const int HeadBytes = sizeof(int) + Crc32C.Bytes;

    private readonly string path;
    private readonly IFileSystem files;
    private Stream stream;
    private long length;
    private bool isBroken;

    private Journal(string path, IFileSystem files, Stream stream, long length)
    {
        this.path = path;
        this.files = files;
        this.stream = stream;
        this.length = length;
    }

    /// <summary>Makes a journal with its first records, whole or not at all.</summary>
    public static Journal Create(string path, IEnumerable<byte[]> records, IFileSystem files)
    {
        var length = Write(path, records, files);
        return new Journal(path, files, files.OpenWrite(path, isAppended: true, isPrivate: true), length);
    }

    /// <summary>Opens a journal to append to; a tail that was cut short is taken away first.</summary>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    public static Journal Open(string path, IFileSystem files, out IReadOnlyList<byte[]> records)
    {
        records = Read(path, files, out var isTorn);
        if (isTorn) { return Create(path, records, files); }
        var length = Magic.Length + records.Sum(r => (long)(HeadBytes + r.Length + Crc32C.Bytes));
        return new Journal(path, files, files.OpenWrite(path, isAppended: true, isPrivate: true), length);
    }

    /// <summary>The records of a journal. Cost: O(its bytes).</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Where it lies.</param>
    /// <param name="isTorn">Whether a record at the end was cut short and left out.</param>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    public static IReadOnlyList<byte[]> Read(string path, IFileSystem files, out bool isTorn)
    {
        var bytes = ReadAll(path, files);
        var records = new List<byte[]>();
        isTorn = false;
        if (!bytes.AsSpan().StartsWith(Magic)) { throw new InvalidDataException($"{Path.GetFileName(path)} does not begin as a journal"); }
        for (var at = Magic.Length; at < bytes.Length;)
        {
            if (RecordAt(bytes, at) is { } record)
            {
                records.Add(record);
                at += HeadBytes + record.Length + Crc32C.Bytes;
                continue;
            }
            // What was cut short has nothing whole behind it.
            for (var later = at + 1; later <= bytes.Length - HeadBytes; later++)
            {
                if (RecordAt(bytes, later) is not null) { throw new InvalidDataException($"{Path.GetFileName(path)} is damaged at byte {at}"); }
            }
            isTorn = true;
            break;
        }
        return records;
    }

    /// <summary>Appends a record; it is on the disk when the call returns.</summary>
    /// <exception cref="IOException">It could not be written; the journal takes no more until it is opened again.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        if (isBroken) { throw new IOException($"{path} could not be written before: what it holds is not known until it is opened again"); }
        isBroken = true;
        var framed = Framed(length, record);
        stream.Write(framed);
        files.Flush(stream);
        length += framed.Length;
        isBroken = false;
    }

    /// <summary>Takes other records in place of all it has, whole or not at all; of the old ones no byte stays in the file.</summary>
    public void Replace(IEnumerable<byte[]> records)
    {
        isBroken = true;
        stream.Dispose();
        length = Write(path, records, files);
        stream = files.OpenWrite(path, isAppended: true, isPrivate: true);
        isBroken = false;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    private static long Write(string path, IEnumerable<byte[]> records, IFileSystem files)
    {
        using var file = AtomicFile.Create(path, files, isPrivate: true);
        long at = Magic.Length;
        file.Stream.Write(Magic);
        foreach (var record in records)
        {
            var framed = Framed(at, record);
            file.Stream.Write(framed);
            at += framed.Length;
        }
        file.Commit();
        return at;
    }

    private static byte[] Framed(long place, ReadOnlySpan<byte> record)
    {
        if (record.Length > Limits.MaxJournalRecordBytes) { throw new ArgumentException($"a record of {record.Length} bytes: at most {Limits.MaxJournalRecordBytes}", nameof(record)); }
        var framed = new byte[HeadBytes + record.Length + Crc32C.Bytes];
        BinaryPrimitives.WriteInt32LittleEndian(framed, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(sizeof(int)), HeadChecksum(place, record.Length));
        record.CopyTo(framed.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(HeadBytes + record.Length), Checksum(place, record));
        return framed;
    }

    private static byte[]? RecordAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at < HeadBytes) { return null; }
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + sizeof(int))..]) != HeadChecksum(at, size)) { return null; }
        if (size < 0 || size > Limits.MaxJournalRecordBytes || bytes.Length - at - HeadBytes - Crc32C.Bytes < size) { return null; }
        var record = bytes.Slice(at + HeadBytes, size);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + HeadBytes + size)..]) == Checksum(at, record) ? record.ToArray() : null;
    }

    private static uint HeadChecksum(long place, int size)
    {
        Span<byte> head = stackalloc byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(head, place);
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(long)..], size);
        return Crc32C.Of(head);
    }

    private static uint Checksum(long place, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(head, place);
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(long)..], record.Length);
        return Crc32C.Of(head, record);
    }

    private static byte[] ReadAll(string path, IFileSystem files)
    {
        using var stream = files.OpenRead(path);
        if (stream.Length > Limits.MaxJournalBytes) { throw new InvalidDataException($"{Path.GetFileName(path)} is longer than {Limits.MaxJournalBytes} bytes"); }
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
