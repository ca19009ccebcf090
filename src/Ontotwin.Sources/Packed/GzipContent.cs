namespace Ontotwin.Sources.Packed;

/// <summary>What a gzip holds (RFC 1952), of several in a row one after another. It can be read at any place: from the nearest place before it where reading can begin.</summary>
internal sealed class GzipContent : UnpackedStream
{
    private const byte HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16;
    private readonly Stream packed;
    private readonly GzipMarks marks;
    private readonly BitSource source;
    private readonly Inflater inflater;
    private bool isInMember;
    private bool isFirst = true;
    private bool isChecked;
    private uint crc;
    private uint length;

    /// <param name="packed">The container, which can seek; disposed with this.</param>
    /// <param name="marks">Where reading can begin: what one reading finds the next ones use.</param>
    /// <param name="onFault">Told why it ended early.</param>
    public GzipContent(Stream packed, GzipMarks marks, Action<UnpackFault> onFault)
        : base(onFault)
    {
        (this.packed, this.marks, source, PackedBytes) = (packed, marks, new BitSource(packed), packed.Length);
        inflater = new(source);
    }

    public override bool CanSeek => true;

    /// <summary>Bytes of the content; unpacks it to its end, for what a gzip says of them is theirs modulo 2^32, and not to be believed.</summary>
    public override long Length
    {
        get
        {
            var at = At;
            Leave(long.MaxValue);
            var length = At;
            Position = at;
            return length;
        }
    }

    public override long Position
    {
        get => At;
        set
        {
            var mark = marks.Before(value);
            if (value < At || mark?.At > At) { GoTo(mark); }
            Leave(value - At);
        }
    }

    protected override ReadOnlyMemory<byte> Next()
    {
        while (isInMember || TryBegin())
        {
            if (marks.Wants(At)) { marks.Add(new(At, source.Position, source.Bits, source.Count, inflater.State, GzipMarks.Pack(inflater.Window))); }
            var piece = inflater.Next();
            if (piece.IsEmpty) { EndMember(); continue; }
            if (isChecked) { (crc, length) = (Crc32.After(crc, piece.Span), length + (uint)piece.Length); }
            return piece;
        }
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) { packed.Dispose(); }
        base.Dispose(disposing);
    }

    private void GoTo(GzipMark? mark)
    {
        source.GoTo(mark?.PackedAt ?? 0, mark?.Bits ?? 0, mark?.BitCount ?? 0);
        (isInMember, isFirst, isChecked) = (mark is not null, mark is null, false);
        if (mark is not null) { inflater.GoOn(GzipMarks.Unpack(mark.Window), mark.Block); }
        GoOnAt(mark?.At ?? 0);
    }

    private bool TryBegin()
    {
        // What follows the last one and is none is left alone, as other readers do: tapes are padded.
        if (!IsMagic()) { return isFirst ? throw new InvalidDataException("it is no gzip") : false; }
        ReadHeader();
        inflater.Begin();
        (isInMember, isFirst, isChecked, crc, length) = (true, false, true, 0, 0);
        return true;
    }

    private bool IsMagic()
    {
        source.Fill();
        if (source.Count < 16 || (source.Bits & 0xFFFF) != 0x8B1F) { return false; }
        source.Skip(16);
        return true;
    }

    private void ReadHeader()
    {
        const uint Deflate = 8;
        if (source.Take(8) != Deflate) { throw new InvalidDataException("it is no deflated data"); }
        var flags = source.Take(8);
        source.Take(32);
        source.Take(16);
        if ((flags & HasExtra) != 0)
        {
            for (var left = source.Take(16); left > 0; left--) { source.Take(8); }
        }
        if ((flags & HasName) != 0) { LeaveText(); }
        if ((flags & HasComment) != 0) { LeaveText(); }
        if ((flags & HasHeaderCrc) != 0) { source.Take(16); }
    }

    private void LeaveText()
    {
        while (source.Take(8) != 0)
        {
        }
    }

    private void EndMember()
    {
        source.Align();
        var (said, size) = (source.Take(32), source.Take(32));
        if (isChecked && (said != crc || size != length)) { throw new InvalidDataException("the content is not what was packed"); }
        isInMember = false;
    }
}
