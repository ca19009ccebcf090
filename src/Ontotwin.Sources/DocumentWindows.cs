namespace Ontotwin.Sources;

/// <summary>
/// The stretches of a large document, one after another. A reader says how much of a stretch it has used up; the next one begins there. Two buffers take
/// turns: what was read of a stretch is good until the one after the next begins. Not thread-safe.
/// </summary>
internal sealed class DocumentWindows : IDisposable
{
    private readonly LargeDocument document;
    private readonly Stream stream;
    private byte[] buffer;
    private byte[] spare;
    private SourceDocument? before;
    private int length;

    public DocumentWindows(LargeDocument document)
    {
        this.document = document;
        (buffer, spare) = (new byte[document.StretchBytes], new byte[document.StretchBytes]);
        stream = document.Open();
        Fill(0, 0);
    }

    /// <summary>The stretch at hand. Unless it is the last, it does not end between CR and LF.</summary>
    public SourceDocument Current { get; private set; } = null!;

    /// <summary>Whether the document can be read at any place.</summary>
    public bool CanSeek => stream.CanSeek;

    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Whether a record that did not end within the largest stretch was cut off at its end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>
    /// Goes on to the next stretch. A reader that used up nothing gets a longer one, up to <see cref="WindowLimits.MaxWindowBytes"/>; after that
    /// <see cref="IsCut"/> says that the stretch at hand must be used up as if it were the last.
    /// </summary>
    /// <param name="used">Bytes of <see cref="Current"/> that are done with.</param>
    /// <param name="read">The stretch of the record that was given last: its bytes are left alone though it be the one before.</param>
    public void Advance(int used, SourceDocument? read = null)
    {
        var rest = length - used;
        if (used == 0 && buffer.Length >= WindowLimits.MaxWindowBytes) { IsCut = true; return; }
        if (rest > buffer.Length / 2) { spare = new byte[Math.Min(buffer.Length * 2, WindowLimits.MaxWindowBytes)]; }
        else if (read is not null && ReferenceEquals(read, before)) { spare = new byte[buffer.Length]; }
        before = Current;
        buffer.AsSpan(used, rest).CopyTo(spare);
        (buffer, spare) = (spare, buffer);
        if (spare.Length < buffer.Length) { spare = new byte[buffer.Length]; }
        Fill(rest, Current.Offset + used);
    }

    public void Dispose() => stream.Dispose();

    private void Fill(int kept, long offset)
    {
        IsCut = false;
        // The last byte of the buffer is kept for the LF of a CR LF.
        var read = stream.ReadAtLeast(buffer.AsSpan(kept, buffer.Length - 1 - kept), buffer.Length - 1 - kept, throwOnEndOfStream: false);
        length = kept + read;
        IsLast = length < buffer.Length - 1;
        if (!IsLast && buffer[length - 1] == (byte)'\r')
        {
            var more = stream.Read(buffer.AsSpan(length, 1));
            length += more;
            IsLast = more == 0;
        }
        Current = new SourceDocument(document, buffer.AsMemory(0, length), offset);
    }
}
