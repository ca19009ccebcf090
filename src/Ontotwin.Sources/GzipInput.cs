namespace Ontotwin.Sources;

/// <summary>
/// The packed bytes of a gzip, as its unpacker takes them. The unpacker does not say how many of the bytes that it was given it used: where a member begins, and
/// where the gzip ends, it is given one at a time; elsewhere the member's end is found by its trailer, in the last bytes that it was given.
/// </summary>
internal sealed class GzipInput(Stream packed, bool leaveOpen) : Stream
{
    private const int GivenBytes = 8192, SingleBytes = 32;
    private readonly byte[] buffer = new byte[1 << 16];
    private int start, end, lastGiven, singlesLeft;
    private long before;
    private bool isAtEnd;

    /// <summary>The offset in the gzip of the next byte.</summary>
    public override long Position { get => before + start; set => throw new NotSupportedException(); }

    /// <summary>The offset after the last byte that was read so far.</summary>
    public long EndOfRead => before + end;

    /// <summary>Whether the unpacker asked for more than there was.</summary>
    public bool WasStarved { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>The content of a member begins.</summary>
    public void BeginMember() => (singlesLeft, lastGiven) = (SingleBytes, 0);

    /// <summary>Up to so many of the next bytes: fewer where the gzip ends.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        Fill(count);
        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    /// <summary>Goes on; false where the gzip ends before.</summary>
    public bool Skip(int count)
    {
        while (count > 0)
        {
            Fill(1);
            var step = Math.Min(count, end - start);
            if (step == 0) { return false; }
            start += step;
            count -= step;
        }
        return true;
    }

    /// <summary>Goes on behind a text that a zero ends; false where the gzip ends before.</summary>
    public bool SkipText()
    {
        while (true)
        {
            Fill(1);
            if (start == end) { return false; }
            if (buffer[start++] == 0) { return true; }
        }
    }

    /// <summary>Goes on behind a member's trailer. Where it is not found, <paramref name="isThere"/> is whether there are as many bytes as it has.</summary>
    public bool SkipTo(ReadOnlySpan<byte> trailer, out bool isThere)
    {
        Fill(trailer.Length);
        // One byte given is one byte used: the trailer begins here. Of more, the last one may have been used and those before.
        var from = lastGiven == 1 ? start : start - lastGiven;
        var found = buffer.AsSpan(from, Math.Min(end, start + trailer.Length) - from).IndexOf(trailer);
        isThere = end - start >= trailer.Length || lastGiven != 1;
        if (found < 0 || (lastGiven == 1 && found > 0)) { return false; }
        start = from + found + trailer.Length;
        return true;
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override int Read(Span<byte> target)
    {
        if (target.IsEmpty) { return 0; }
        Fill(GivenBytes + SingleBytes);
        var left = end - start;
        WasStarved = left == 0;
        var most = singlesLeft > 0 || left <= SingleBytes ? 1 : isAtEnd ? left - SingleBytes : left;
        lastGiven = Math.Min(Math.Min(most, left), Math.Min(target.Length, GivenBytes));
        if (singlesLeft > 0) { singlesLeft--; }
        buffer.AsSpan(start, lastGiven).CopyTo(target);
        start += lastGiven;
        return lastGiven;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] target, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen) { packed.Dispose(); }
        base.Dispose(disposing);
    }

    // What was given last is kept: a trailer may lie in it.
    private void Fill(int count)
    {
        if (end - start >= count || isAtEnd) { return; }
        var kept = Math.Max(0, start - GivenBytes);
        buffer.AsSpan(kept, end - kept).CopyTo(buffer);
        (before, start, end) = (before + kept, start - kept, end - kept);
        while (!isAtEnd && end < buffer.Length)
        {
            var read = packed.Read(buffer.AsSpan(end));
            isAtEnd = read == 0;
            end += read;
        }
    }
}
