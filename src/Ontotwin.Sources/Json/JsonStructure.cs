using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ontotwin.Sources.Json;

/// <summary>
/// Where the tokens of a JSON text stand: brackets, colons and commas outside strings, both quotes of each string, and the first byte of every other value, in order.
/// 64 bytes are looked at at once, window after window, so that memory does not grow with the text. The method is that of Langdale and Lemire, "Parsing Gigabytes of JSON per Second",
/// VLDB Journal 28 (2019), section 3.1. It checks no grammar: who reads the tokens does.
/// </summary>
internal struct JsonStructure : IDisposable
{
    private const int Block = 64;

    // Places are written eight at a time; those beyond the last token mean nothing, and are written over.
    private const int AtOnce = 8;

    // The first window is short, for a text may hold many short values of which each is looked at by itself.
    private const int FirstWindow = 8 * Block;
    private const int MaxWindow = 128 * Block;
    private const ulong EvenBits = 0x5555_5555_5555_5555;
    private readonly ReadOnlyMemory<byte> text;
    private int[] positions;
    private int count;
    private int at;
    private int end;
    private int window = FirstWindow;
    private int firstBackslash = int.MaxValue;
    private int windowStart;
    private ulong isEscapedNext;
    private ulong isInString;
    private ulong isInScalar;

    /// <param name="text">The bytes.</param>
    /// <param name="start">Where the value starts in them; must be outside a string.</param>
    public JsonStructure(ReadOnlyMemory<byte> text, int start)
    {
        (this.text, end, windowStart) = (text, start, start);
        positions = ArrayPool<int>.Shared.Rent(AtOnce + Math.Min(MaxWindow, Math.Max(Block, text.Length - start + Block)));
    }

    /// <summary>Whether a byte was met that no JSON text has: a control character in a string, or one outside that is no white space.</summary>
    public bool IsFaulty { get; private set; }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(positions);
        positions = [];
    }

    /// <summary>Place of the next token; -1 at the end of the text.</summary>
    public int Next()
    {
        while (at == count)
        {
            if (end == text.Length) { return -1; }
            Fill();
        }
        return positions[at++];
    }

    /// <summary>Whether the string whose text lies at these bytes, the last one that was read, has a backslash.</summary>
    public readonly bool HasBackslash(int start, int end) =>
        !(start >= windowStart && firstBackslash >= end) && text.Span[start..end].Contains((byte)'\\');

    private void Fill()
    {
        var bytes = text.Span;
        (at, count, windowStart, firstBackslash) = (0, 0, end, int.MaxValue);
        var stop = Math.Min(bytes.Length, end + Math.Min(window, (positions.Length - AtOnce) / Block * Block));
        window = Math.Min(MaxWindow, window * 4);
        for (; end + Block <= stop; end += Block) { Index(Vector512.Create(bytes.Slice(end, Block)), end); }
        if (end >= stop) { return; }
        Span<byte> last = stackalloc byte[Block];
        last.Fill((byte)' ');
        bytes[end..stop].CopyTo(last);
        Index(Vector512.Create<byte>(last), end);
        end = stop;
    }

    private void Index(Vector512<byte> block, int start)
    {
        var quotes = Bits(block, (byte)'"');
        var backslashes = Bits(block, (byte)'\\');
        if (backslashes != 0 && firstBackslash == int.MaxValue) { firstBackslash = start + BitOperations.TrailingZeroCount(backslashes); }
        quotes &= ~Escaped(backslashes);
        // From each opening quote up to before the closing one.
        var strings = PrefixXor(quotes) ^ isInString;
        isInString = (ulong)((long)strings >> 63);
        var lower = block | Vector512.Create((byte)0x20);
        var brackets = Vector512.Equals(lower, Vector512.Create((byte)'{')) | Vector512.Equals(lower, Vector512.Create((byte)'}'));
        var separators = Vector512.Equals(block, Vector512.Create((byte)':')) | Vector512.Equals(block, Vector512.Create((byte)','));
        var marks = (brackets | separators).ExtractMostSignificantBits();
        var controls = Vector512.LessThan(block, Vector512.Create((byte)0x20)).ExtractMostSignificantBits();
        var blanks = Bits(block, (byte)' ');
        if (controls != 0)
        {
            var breaks = Bits(block, (byte)'\n') | Bits(block, (byte)'\r') | Bits(block, (byte)'\t');
            IsFaulty |= (controls & (strings | ~breaks)) != 0;
            blanks |= breaks;
        }
        var scalars = ~(marks | blanks | quotes | strings);
        var tokens = (marks & ~strings) | quotes | (scalars & ~((scalars << 1) | isInScalar));
        isInScalar = scalars >> 63;
        Add(tokens, start);
    }

    private void Add(ulong tokens, int start)
    {
        var written = count;
        count += BitOperations.PopCount(tokens);
        do
        {
            // Most blocks have no more tokens than that, and a loop of a known length is not guessed wrong.
            var room = positions.AsSpan(written, AtOnce);
            for (var i = 0; i < AtOnce; i++)
            {
                room[i] = start + BitOperations.TrailingZeroCount(tokens);
                tokens &= tokens - 1;
            }
            written += AtOnce;
        }
        while (tokens != 0);
    }

    /// <summary>What stands behind an odd number of backslashes.</summary>
    private ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            var carried = isEscapedNext;
            isEscapedNext = 0;
            return carried;
        }
        backslashes &= ~isEscapedNext;
        var follows = (backslashes << 1) | isEscapedNext;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var sum = oddStarts + backslashes;
        isEscapedNext = sum < oddStarts ? 1UL : 0;
        return (EvenBits ^ (sum << 1)) & follows;
    }

    private static ulong Bits(Vector512<byte> block, byte of) => Vector512.Equals(block, Vector512.Create(of)).ExtractMostSignificantBits();

    private static ulong PrefixXor(ulong bits)
    {
        for (var shift = 1; shift < Block; shift *= 2) { bits ^= bits << shift; }
        return bits;
    }
}
