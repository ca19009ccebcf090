namespace Ontotwin.Sources.Packed;

/// <summary>What a gzip holds (RFC 1952), of several in a row one after another. It can be read at any place: from the nearest place before it where reading can begin.</summary>
internal sealed class GzipContent : UnpackedStream
{
    private const byte HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16;
    private readonly Stream packed;
    private readonly bool leaveOpen;
    private readonly GzipMarks? marks;
    private readonly BitSource source;
    private readonly Inflater inflater;
    private bool isInMember;
    private bool isFirst = true;
    private bool isChecked;
    private uint crc;
    private uint length;

    /// <param name="packed">The container, which can seek.</param>
    /// <param name="marks">Where reading can begin: what one reading finds the next ones use; null where it is read once, from its beginning.</param>
    /// <param name="onFault">Told why it ended early, or what lies behind it.</param>
    /// <param name="leaveOpen">Whether the container is not disposed with this.</param>
    public GzipContent(Stream packed, GzipMarks? marks, Action<UnpackEnd> onFault, bool leaveOpen = false)
        : base(onFault)
    {
        (this.packed, this.marks, this.leaveOpen, source, PackedBytes) = (packed, marks, leaveOpen, new BitSource(packed), packed.Length);
        inflater = new(source);
    }

    public override bool CanSeek => marks is not null;

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

    protected override long? PackedAt => source.UsedBytes;

    public override long Position
    {
        get => At;
        set
        {
            var mark = marks?.Before(value);
            if (value < At || mark?.At > At) { GoTo(mark); }
            Leave(value - At);
        }
    }

    protected override ReadOnlyMemory<byte> Next()
    {
        while (isInMember || TryBegin())
        {
            if (marks?.Wants(At) == true && !inflater.IsBroken) { marks.Add(new(At, source.Position, source.Bits, source.Count, inflater.State, GzipMarks.Pack(inflater.Window))); }
            var piece = inflater.Next();
            if (piece.IsEmpty)
            {
                if (!TryEndMember()) { break; }
                continue;
            }
            if (isChecked) { (crc, length) = (Crc32.After(crc, piece.Span), length + (uint)piece.Length); }
            return piece;
        }
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen) { packed.Dispose(); }
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
        // Two bytes that every gzip begins with, and the only method that there is.
        const uint Begins = 0x08_8B_1F;
        const int BeginBits = 24;
        source.Fill();
        var bits = Math.Min(source.Count, BeginBits);
        if (bits == 0 && !isFirst) { return false; }
        // What is too short for another one behind the first is none.
        if (((source.Bits ^ Begins) & ((1UL << bits) - 1)) != 0 || (bits < BeginBits && !isFirst))
        {
            if (isFirst) { throw new InvalidDataException("it is no gzip"); }
            Tell(UnpackFault.Followed);
            return false;
        }
        source.Skip(BeginBits);
        ReadHeader();
        inflater.Begin();
        (isInMember, isFirst, isChecked, crc, length) = (true, false, true, 0, 0);
        return true;
    }

    private void ReadHeader()
    {
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

    private bool TryEndMember()
    {
        const int TrailerBits = 64;
        source.Align();
        source.Fill();
        isInMember = false;
        // What was packed is whole, though it cannot be checked.
        if (source.Count + ((packed.Length - source.Position) * 8) < TrailerBits)
        {
            Tell(UnpackFault.Unchecked);
            return false;
        }
        var (said, size) = (source.Take(32), source.Take(32));
        return !isChecked || (said == crc && size == length) ? true : throw new InvalidDataException("the content is not what was packed");
    }
}
