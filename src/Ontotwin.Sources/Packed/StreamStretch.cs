namespace Ontotwin.Sources.Packed;

/// <summary>A stretch of a stream that can seek, from its beginning on. The stream stays open.</summary>
internal sealed class StreamStretch(Stream inner, long start, long length) : Stream
{
    private long at;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => at; set => at = value; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        inner.Position = start + at;
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, length - at))]);
        at += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
