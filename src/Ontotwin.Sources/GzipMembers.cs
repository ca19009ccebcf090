using System.Buffers.Binary;
using System.IO.Compression;

namespace Ontotwin.Sources;

/// <summary>
/// What a gzip holds (RFC 1952), member after member. The runtime's own reader says nothing of a gzip that is cut or that other bytes lie behind; this one
/// knows where it ended, and why: it looks for each member's trailer, which is known once the member is unpacked.
/// </summary>
/// <param name="packed">The gzip; disposed with this.</param>
/// <param name="ended">Told once, when the end is reached.</param>
/// <param name="leaveOpen">Whether the gzip is not disposed.</param>
internal sealed class GzipMembers(Stream packed, Action<GzipMembers>? ended = null, bool leaveOpen = false) : Stream
{
    private const int TrailerBytes = 8;
    private readonly GzipInput input = new(packed, leaveOpen);
    private DeflateStream? member;
    private uint checksum;
    private long memberBytes;

    /// <summary>How it ended.</summary>
    public GzipEnd End { get; private set; }

    /// <summary>The byte of the gzip where it ended, or about where it is damaged.</summary>
    public long PackedAt { get; private set; }

    /// <summary>Bytes that were unpacked.</summary>
    public long Inflated { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (End == GzipEnd.NotYet && buffer.Length > 0 && (member is not null || OpenMember()))
        {
            int read;
            try
            {
                read = member!.Read(buffer);
            }
            catch (InvalidDataException)
            {
                Stop(GzipEnd.Damaged);
                break;
            }
            if (read > 0)
            {
                checksum = Crc32.Append(checksum, buffer[..read]);
                (memberBytes, Inflated) = (memberBytes + read, Inflated + read);
                return read;
            }
            CloseMember();
        }
        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            member?.Dispose();
            input.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool Stop(GzipEnd end)
    {
        (End, PackedAt) = (end, end == GzipEnd.Cut ? input.EndOfRead : input.Position);
        ended?.Invoke(this);
        return false;
    }

    private bool OpenMember()
    {
        ReadOnlySpan<byte> begins = [0x1F, 0x8B, 8];
        const int HeaderBytes = 10;
        var head = input.Peek(HeaderBytes);
        var isFirst = input.Position == 0;
        if (head.IsEmpty) { return Stop(isFirst ? GzipEnd.Cut : GzipEnd.Whole); }
        var known = Math.Min(head.Length, begins.Length);
        if (!head[..known].SequenceEqual(begins[..known])) { return Stop(isFirst ? GzipEnd.Damaged : GzipEnd.Followed); }
        if (head.Length < HeaderBytes || !SkipHeader(head[3])) { return Stop(GzipEnd.Cut); }
        input.BeginMember();
        member = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
        (checksum, memberBytes) = (0, 0);
        return true;
    }

    // What may lie between the ten bytes that are always there and the content: extra fields, a name, a comment, a checksum.
    private bool SkipHeader(byte flags)
    {
        const int Checksum = 2, Extra = 4, Name = 8, Comment = 16;
        if (!input.Skip(10)) { return false; }
        if ((flags & Extra) != 0)
        {
            var length = input.Peek(2);
            if (length.Length < 2 || !input.Skip(2 + BinaryPrimitives.ReadUInt16LittleEndian(length))) { return false; }
        }
        if ((flags & Name) != 0 && !input.SkipText()) { return false; }
        if ((flags & Comment) != 0 && !input.SkipText()) { return false; }
        return (flags & Checksum) == 0 || input.Skip(2);
    }

    private void CloseMember()
    {
        member!.Dispose();
        member = null;
        if (input.WasStarved) { Stop(GzipEnd.Cut); return; }
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)memberBytes);
        if (!input.SkipTo(trailer, out var isThere)) { Stop(isThere ? GzipEnd.Damaged : GzipEnd.Cut); }
    }
}
