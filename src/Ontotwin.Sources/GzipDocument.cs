using System.IO.Compression;

namespace Ontotwin.Sources;

/// <summary>A document in a gzip that is read in stretches. Where the gzip is damaged or cut the document ends, and its last item says so.</summary>
/// <param name="path">The container's path.</param>
/// <param name="name">The document's name in it.</param>
/// <param name="open">Opens the container at its beginning; each stream is disposed after use.</param>
public sealed class GzipDocument(string path, string name, Func<Stream> open)
{
    private bool isDamaged;

    /// <summary>The document, to be read in stretches.</summary>
    public LargeDocument Document => new($"{path}/{name}", Open);

    /// <summary>Opens the content at its beginning.</summary>
    public Stream Open() => new Inflating(open(), this);

    /// <summary>The items, and one more that says so if the content ended before its end.</summary>
    public IEnumerable<SourceItem> Checked(IEnumerable<SourceItem> items)
    {
        foreach (var item in items) { yield return item; }
        if (isDamaged) { yield return new(null, [SourceContainer.Unreadable($"{path}/{name}", "cannot be unpacked to its end: the container is damaged or cut")]); }
    }

    private sealed class Inflating(Stream packed, GzipDocument owner) : Stream
    {
        private readonly GZipStream gzip = new(packed, CompressionMode.Decompress);
        private long inflated;
        private bool isAtEnd;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (isAtEnd) { return 0; }
            try
            {
                var read = gzip.Read(buffer);
                inflated += read;
                if (read == 0 && buffer.Length > 0 && !isAtEnd)
                {
                    isAtEnd = true;
                    owner.isDamaged |= packed.CanSeek && SourceContainer.IsCut(packed, inflated);
                }
                return read;
            }
            catch (InvalidDataException)
            {
                (owner.isDamaged, isAtEnd) = (true, true);
                return 0;
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) { gzip.Dispose(); }
            base.Dispose(disposing);
        }
    }
}
