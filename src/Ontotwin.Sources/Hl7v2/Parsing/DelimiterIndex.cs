using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// Where the delimiters of a message stand, found once for all of it: values are a few bytes long, and looking for the end of each costs more than looking at all
/// of them at once. Reused from message to message.
/// </summary>
internal sealed class DelimiterIndex
{
    private int[] places = new int[1024];
    private int count;
    private int next;

    /// <summary>Finds the declared delimiters from <paramref name="start"/> to the end of the text.</summary>
    internal void Find(ReadOnlySpan<byte> text, int start, Delimiters delimiters)
    {
        (count, next) = (0, 0);
        ref var origin = ref MemoryMarshal.GetReference(text);
        // One that is not declared is 0: the field separator stands in for it, so that a zero byte divides nothing.
        var (field, component) = (Vector256.Create(delimiters.Field), Vector256.Create(Or(delimiters.Component, delimiters)));
        var (repetition, part) = (Vector256.Create(Or(delimiters.Repetition, delimiters)), Vector256.Create(Or(delimiters.SubComponent, delimiters)));
        var at = start;
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref origin, (nuint)at);
            var found = Vector256.Equals(block, field) | Vector256.Equals(block, component) | Vector256.Equals(block, repetition) | Vector256.Equals(block, part);
            Add(found.ExtractMostSignificantBits(), at);
        }
        for (; at < text.Length; at++)
        {
            if (text[at] == delimiters.Field || IsOne(text[at], delimiters)) { Add(1, at); }
        }
    }

    /// <summary>The first delimiter at or after a place; the end where none stands before it. Places must not go back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Next(int start, int end)
    {
        while (next < count && places[next] < start) { next++; }
        return next < count && places[next] < end ? places[next] : end;
    }

    private void Add(uint bits, int at)
    {
        if (count + 32 > places.Length) { Array.Resize(ref places, places.Length * 2); }
        for (; bits != 0; bits &= bits - 1) { places[count++] = at + BitOperations.TrailingZeroCount(bits); }
    }

    private static byte Or(byte declared, Delimiters delimiters) => declared == 0 ? delimiters.Field : declared;

    private static bool IsOne(byte value, Delimiters delimiters) => value != 0 && (value == delimiters.Component || value == delimiters.Repetition || value == delimiters.SubComponent);
}
