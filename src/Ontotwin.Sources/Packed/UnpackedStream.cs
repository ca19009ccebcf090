namespace Ontotwin.Sources.Packed;

/// <summary>What a container holds, read piece by piece. Where it is damaged, or grows as a bomb does, it ends, and says so once.</summary>
/// <param name="onFault">Told why it ended early, or what lies behind it.</param>
internal abstract class UnpackedStream(Action<UnpackEnd> onFault) : Stream
{
    private ReadOnlyMemory<byte> piece;
    private bool hasEnded;

    /// <summary>Bytes that it takes in its container.</summary>
    public long PackedBytes { get; protected init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>The byte of the container that was reached; null where it is not known.</summary>
    protected virtual long? PackedAt => null;

    /// <summary>Bytes read so far.</summary>
    protected long At { get; private set; }

    public override long Position { get => At; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (piece.IsEmpty) { TakeNext(); }
        var read = Math.Min(piece.Length, buffer.Length);
        piece.Span[..read].CopyTo(buffer);
        piece = piece[read..];
        At += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The next bytes; empty at the end. Good until the next are asked for.</summary>
    /// <exception cref="InvalidDataException">The container is damaged or cut.</exception>
    protected abstract ReadOnlyMemory<byte> Next();

    /// <summary>Reads on from a place, whose next piece is asked for then.</summary>
    protected void GoOnAt(long at) => (At, piece, hasEnded) = (at, default, false);

    /// <summary>Leaves out bytes, or what there is.</summary>
    protected void Leave(long bytes)
    {
        for (; bytes > 0; piece = default)
        {
            if (piece.IsEmpty) { TakeNext(); }
            if (piece.IsEmpty) { return; }
            if (piece.Length > bytes)
            {
                piece = piece[(int)bytes..];
                At += bytes;
                return;
            }
            At += piece.Length;
            bytes -= piece.Length;
        }
    }

    private void TakeNext()
    {
        if (hasEnded) { return; }
        try
        {
            piece = Next();
            hasEnded = piece.IsEmpty;
            if (At + piece.Length > ContainerLimits.FreeBytes && (At + piece.Length) / ContainerLimits.MaxRatio > PackedBytes) { End(UnpackFault.Grows); }
        }
        catch (EndOfStreamException)
        {
            End(UnpackFault.Cut);
        }
        catch (Exception fault) when (SourceContainer.IsDamage(fault))
        {
            End(UnpackFault.Damaged);
        }
    }

    /// <summary>Says what was found at the place that was reached.</summary>
    protected void Tell(UnpackFault why) => onFault(new(why, PackedAt is not null && why is UnpackFault.Cut or UnpackFault.Unchecked ? PackedBytes : PackedAt, At));

    private void End(UnpackFault why)
    {
        (piece, hasEnded) = (default, true);
        Tell(why);
    }
}

/// <summary>How a document in a container ended.</summary>
/// <param name="Why">Why.</param>
/// <param name="PackedAt">The byte of the container; null where it is not known.</param>
/// <param name="At">The byte of the document.</param>
internal sealed record UnpackEnd(UnpackFault Why, long? PackedAt, long At);

/// <summary>Why a document in a container ended early, or what lies behind it.</summary>
internal enum UnpackFault
{
    /// <summary>The container is damaged.</summary>
    Damaged,

    /// <summary>The container ends before its end.</summary>
    Cut,

    /// <summary>The container ends in the checksum of what was unpacked.</summary>
    Unchecked,

    /// <summary>Bytes that are no gzip lie behind the last one.</summary>
    Followed,

    /// <summary>It grows to more than is believed.</summary>
    Grows,
}
