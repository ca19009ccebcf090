namespace Ontotwin.Bench;

/// <summary>Drops what is written, but for a sum over it: two writers with one sum wrote the same, wherever they cut their buffers.</summary>
internal sealed class CountingStream : Stream
{
    private long position;

    /// <summary>Sum of all bytes, each multiplied by its place modulo 251.</summary>
    public long Sum { get; private set; }

    /// <summary>Whether the sum is computed; it costs more than the writing.</summary>
    public bool Sums { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => position;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Sums)
        {
            foreach (var value in buffer) { Sum += value * (position++ % 251); }
            return;
        }
        position += buffer.Length;
        Sum = position;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
