using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>What was odd about a row's quotes.</summary>
internal enum QuoteFault
{
    None = 0,

    /// <summary>A quote was opened and never closed; it was read as a character.</summary>
    Unclosed,

    /// <summary>Characters follow a closing quote; the cell was read as it stands.</summary>
    TrailingText,
}

/// <summary>Splits a text into rows and cells, by bytes. Delimiter, quote and line breaks are ASCII, the encoding safe for them.</summary>
internal sealed class RowParser
{
    private const int BlockBytes = 64;
    private readonly ReadOnlyMemory<byte> text;
    private readonly byte delimiter;
    private readonly byte quote;
    private readonly byte[] comment;
    private readonly SearchValues<byte> ends;
    private readonly List<Cell> cells = [];
    private bool hasQuotes;
    private int block = -BlockBytes;
    private ulong marks;

    internal RowParser(ReadOnlyMemory<byte> text, char delimiter, char quote, string? comment, int position)
    {
        this.text = text;
        this.delimiter = (byte)delimiter;
        this.quote = (byte)quote;
        this.comment = Encoding.UTF8.GetBytes(comment ?? "");
        ends = SearchValues.Create([this.delimiter, (byte)'\r', (byte)'\n']);
        Position = position;
        Line = 1;
    }

    /// <summary>Where the next row is looked for.</summary>
    internal int Position { get; private set; }

    /// <summary>The physical line at <see cref="Position"/>, from 1.</summary>
    internal int Line { get; private set; }

    internal int RowStart { get; private set; }

    internal int RowEnd { get; private set; }

    internal int RowLine { get; private set; }

    internal QuoteFault Fault { get; private set; }

    internal List<Cell> Cells => cells;

    /// <summary>The same place with another delimiter.</summary>
    internal RowParser With(char other) => new(text, other, (char)quote, Encoding.UTF8.GetString(comment), Position) { Line = Line };

    /// <summary>The same place, to look ahead from.</summary>
    internal RowParser Again() => With((char)delimiter);

    /// <summary>Goes on at the beginning of another stretch.</summary>
    internal RowParser Over(ReadOnlyMemory<byte> other, int line) => new(other, (char)delimiter, (char)quote, Encoding.UTF8.GetString(comment), 0) { Line = line };

    internal string TextOf(Cell cell, Encoding encoding) => encoding.GetString(text.Span[cell.Start..cell.End]);

    /// <summary>Passes one physical line, whatever it holds.</summary>
    internal void SkipLine()
    {
        var rest = text.Span[Position..];
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        PassBreak(length < 0 ? text.Length : Position + length);
    }

    /// <summary>Passes blank lines and remarks.</summary>
    /// <returns>How many of them were blank.</returns>
    internal int SkipBlank()
    {
        for (var blank = 0; ;)
        {
            if (Position >= text.Length) { return blank; }
            if (text.Span[Position] is (byte)'\r' or (byte)'\n') { blank++; }
            else if (comment.Length == 0 || !text.Span[Position..].StartsWith(comment)) { return blank; }
            SkipLine();
        }
    }

    /// <summary>Reads the row at hand and passes its end; false at the end of the text.</summary>
    internal bool Next()
    {
        if (Position >= text.Length) { return false; }
        (RowStart, RowLine, Fault) = (Position, Line, QuoteFault.None);
        if (!Split(withQuotes: true))
        {
            Fault = QuoteFault.Unclosed;
            Split(withQuotes: false);
        }
        // Only quotes keep a line break inside a row.
        if (hasQuotes) { Line += Breaks(text.Span[RowStart..RowEnd]); }
        PassBreak(RowEnd);
        return true;
    }

    private bool Split(bool withQuotes)
    {
        cells.Clear();
        hasQuotes = false;
        var span = text.Span;
        var position = RowStart;
        while (true)
        {
            if (withQuotes && position < span.Length && span[position] == quote)
            {
                hasQuotes = true;
                if (!AddQuoted(span, ref position)) { return false; }
            }
            else
            {
                var end = EndOfCell(span, position);
                cells.Add(new(position, end, false));
                position = end;
            }
            if (position >= span.Length || span[position] != delimiter) { break; }
            position++;
        }
        RowEnd = position;
        return true;
    }

    // Cells are short: where they end is found for a block of bytes at once, which the next cells and rows look at again.
    private int EndOfCell(ReadOnlySpan<byte> span, int position)
    {
        while (position + BlockBytes <= span.Length)
        {
            if ((uint)(position - block) >= BlockBytes) { (block, marks) = (position, MarksOf(span[position..])); }
            var rest = marks >> (position - block);
            if (rest != 0) { return position + BitOperations.TrailingZeroCount(rest); }
            position = block + BlockBytes;
        }
        var length = span[position..].IndexOfAny(ends);
        return length < 0 ? span.Length : position + length;
    }

    private ulong MarksOf(ReadOnlySpan<byte> span)
    {
        ref readonly var first = ref MemoryMarshal.GetReference(span);
        return MarksOf(Vector256.LoadUnsafe(in first)) | ((ulong)MarksOf(Vector256.LoadUnsafe(in first, (nuint)Vector256<byte>.Count)) << Vector256<byte>.Count);
    }

    private uint MarksOf(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create(delimiter)) | Vector256.Equals(bytes, Vector256.Create((byte)'\r')) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();

    private bool AddQuoted(ReadOnlySpan<byte> span, ref int position)
    {
        var start = position + 1;
        var doubled = false;
        var at = start;
        while (true)
        {
            var length = at - RowStart > Limits.QuotedRowBytes ? -1 : span[at..].IndexOf(quote);
            if (length < 0) { return false; }
            at += length;
            if (at + 1 >= span.Length || span[at + 1] != quote) { break; }
            doubled = true;
            at += 2;
        }
        var after = at + 1;
        if (after < span.Length && !ends.Contains(span[after]))
        {
            var rest = span[after..].IndexOfAny(ends);
            var end = rest < 0 ? span.Length : after + rest;
            if (span[after..end].IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                Fault = QuoteFault.TrailingText;
                cells.Add(new(position, end, false));
                position = end;
                return true;
            }
            after = end;
        }
        cells.Add(new(start, at, doubled));
        position = after;
        return true;
    }

    private void PassBreak(int end)
    {
        var span = text.Span;
        Position = end;
        if (end >= span.Length) { return; }
        Position = span[end] == (byte)'\r' && end + 1 < span.Length && span[end + 1] == (byte)'\n' ? end + 2 : end + 1;
        Line++;
    }

    // Line breaks inside quotes: LF, CR LF or CR alone.
    private static int Breaks(ReadOnlySpan<byte> row)
    {
        var count = row.Count((byte)'\n');
        for (var at = row.IndexOf((byte)'\r'); at >= 0;)
        {
            if (at + 1 >= row.Length || row[at + 1] != (byte)'\n') { count++; }
            var next = row[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return count;
    }
}
