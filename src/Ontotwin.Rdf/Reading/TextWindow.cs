using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>The part of a UTF-8 text that is being read: the whole text, or what a stream has given from the token at hand on.</summary>
internal sealed class TextWindow
{
    private const int FirstBytes = 1 << 16;
    private readonly Stream? input;
    private byte[] buffer;
    private int at;
    private int end;
    private int linesBefore;
    private int charsBefore;

    public TextWindow(byte[] text)
    {
        (buffer, end) = (text, text.Length);
        SkipMark();
    }

    public TextWindow(Stream input)
    {
        (this.input, buffer) = (input, new byte[FirstBytes]);
        SkipMark();
    }

    /// <summary>What must be in memory as a whole.</summary>
    public string Unit { private get; init; } = "name or string";

    /// <summary>The byte at hand; zero at the end.</summary>
    public byte Current => at < end || More() ? buffer[at] : (byte)0;

    public bool AtEnd => at >= end && !More();

    /// <summary>The bytes from the one at hand on, as far as they were read. Good until more are read.</summary>
    public ReadOnlySpan<byte> Rest => buffer.AsSpan(at, end - at);

    /// <summary>A byte further on; zero behind the end.</summary>
    public byte Peek(int ahead)
    {
        while (at + ahead >= end)
        {
            if (!More()) { return 0; }
        }
        return buffer[at + ahead];
    }

    /// <summary>Whether this character stands here.</summary>
    public bool Is(char character) => Current == character;

    public void Advance(int bytes) => at += bytes;

    /// <summary>Reads on; what is before the byte at hand is given up.</summary>
    /// <returns>Whether there was more.</returns>
    /// <exception cref="RdfSyntaxException">One token is longer than <see cref="Limits.MaxTokenBytes"/>.</exception>
    public bool More()
    {
        if (input is null) { return false; }
        if (at > 0) { GiveUp(); }
        if (end == buffer.Length)
        {
            if (end >= Limits.MaxTokenBytes) { throw Error($"one {Unit} is longer than {Limits.MaxTokenBytes} bytes"); }
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = input.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }

    /// <summary>An error at a byte from the one at hand on.</summary>
    public RdfSyntaxException Error(string message, int ahead = 0)
    {
        var before = buffer.AsSpan(0, Math.Min(at + ahead, end));
        var (lines, chars) = Count(before);
        return new(new TextPosition(linesBefore + lines + 1, chars + 1), message);
    }

    private void GiveUp()
    {
        var (lines, chars) = Count(buffer.AsSpan(0, at));
        (linesBefore, charsBefore) = (linesBefore + lines, chars);
        buffer.AsSpan(at, end - at).CopyTo(buffer);
        (at, end) = (0, end - at);
    }

    // Line ends in these bytes, and characters since the last one.
    private (int Lines, int Chars) Count(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'\n');
        var chars = Encoding.UTF8.GetCharCount(bytes[(last + 1)..]);
        return (bytes.Count((byte)'\n'), last < 0 ? charsBefore + chars : chars);
    }

    private void SkipMark()
    {
        if (Peek(2) == 0xBF && Rest.StartsWith(Encoding.UTF8.Preamble)) { Advance(3); }
    }
}
