namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>A term in the arena.</summary>
internal readonly record struct TermSlot(int Start, int Length);

/// <summary>The bytes of a row's terms in N-Quads, one after another; forgotten with the row.</summary>
internal sealed class TermArena
{
    private byte[] bytes = new byte[1 << 12];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Cut(int length) => Length = length;

    public ReadOnlySpan<byte> this[TermSlot slot] => bytes.AsSpan(slot.Start, slot.Length);

    public ReadOnlySpan<byte> From(int start) => bytes.AsSpan(start, Length - start);

    public TermSlot Slot(int start) => new(start, Length - start);

    public void Append(byte value) => Space(1)[0] = value;

    public void Append(scoped ReadOnlySpan<byte> text) => text.CopyTo(Space(text.Length));

    public TermSlot Add(scoped ReadOnlySpan<byte> term)
    {
        Append(term);
        return new(Length - term.Length, term.Length);
    }

    /// <summary>Puts a text before what was written from <paramref name="start"/> on.</summary>
    public void Insert(int start, scoped ReadOnlySpan<byte> text)
    {
        var tail = Length - start;
        Space(text.Length);
        bytes.AsSpan(start, tail).CopyTo(bytes.AsSpan(start + text.Length));
        text.CopyTo(bytes.AsSpan(start));
    }

    private Span<byte> Space(int length)
    {
        if (Length + length > bytes.Length) { Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + length)); }
        Length += length;
        return bytes.AsSpan(Length - length, length);
    }
}
