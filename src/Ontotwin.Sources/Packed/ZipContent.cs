namespace Ontotwin.Sources.Packed;

/// <summary>A document in a zip, from its beginning to its end.</summary>
internal sealed class ZipContent : UnpackedStream
{
    // A byte of deflated data stands for 1,032 at most (a match of 258 bytes in two bits).
    private const int MostTimes = 1032, LeastPieceBytes = 1 << 10, PieceBytes = 1 << 16;
    private readonly Stream container;
    private readonly ZipDirectory zip;
    private readonly Stream stream;
    private readonly uint? expected;
    private readonly byte[] piece;
    private uint crc;

    /// <param name="container">The zip, which can seek; disposed with this, or here where it cannot be read.</param>
    /// <param name="name">The document's name in it.</param>
    /// <param name="onFault">Told why it ended early.</param>
    /// <exception cref="InvalidDataException">It is no zip or is damaged, or the document is not in it, stands in it twice or is encrypted.</exception>
    public ZipContent(Stream container, string name, Action<UnpackEnd> onFault)
        : base(onFault)
    {
        try
        {
            this.container = container;
            zip = ZipDirectory.Of(container);
            if (zip.Items.Where(e => e.Path == name).Take(2).ToList() is not [{ IsEncrypted: false } item]) { throw new InvalidDataException("no such document can be read"); }
            (stream, expected, PackedBytes) = (item.Open(onFault), item.Checksum, item.PackedBytes);
            piece = new byte[Math.Clamp(Math.Min(item.PackedBytes, PieceBytes) * MostTimes, LeastPieceBytes, PieceBytes)];
        }
        catch (Exception fault) when (SourceContainer.IsDamage(fault) || fault is IOException)
        {
            zip?.Dispose();
            container.Dispose();
            if (fault is InvalidDataException or IOException) { throw; }
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    protected override ReadOnlyMemory<byte> Next()
    {
        var read = stream.Read(piece);
        crc = Crc32.After(crc, piece.AsSpan(0, read));
        // The framework's reader does not look at the checksum.
        if (read == 0 && expected is { } checksum && crc != checksum) { throw new InvalidDataException("the content is not what was packed"); }
        return piece.AsMemory(0, read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
            zip.Dispose();
            container.Dispose();
        }
        base.Dispose(disposing);
    }
}
