namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>The characters that MSH-1 and MSH-2 declare; 0 for one that is not declared.</summary>
internal readonly record struct Delimiters(byte Field, byte Component, byte Repetition, byte Escape, byte SubComponent, byte Truncation)
{
    // Component, repetition, escape, sub-component, and since v2.7 truncation; read are as many as are there when each is written twice.
    private const int Places = 5, MostRead = 2 * Places;

    private static ReadOnlySpan<byte> Usual => "^~\\&"u8;

    /// <summary>Reads them from a line that begins <c>MSH</c>. A declared character outside ASCII (U+02DC for <c>~</c>) is read as the usual one.</summary>
    internal static Delimiters Read(ReadOnlySpan<byte> line, out DelimiterFault fault)
    {
        var field = line[3];
        var rest = line[4..];
        var end = rest.IndexOf(field);
        var declared = end < 0 ? rest : rest[..end];
        Span<byte> found = stackalloc byte[MostRead];
        found.Clear();
        var count = 0;
        fault = declared.IsEmpty ? DelimiterFault.Odd : DelimiterFault.None;
        for (var i = 0; i < declared.Length && count < MostRead; i++)
        {
            // One character of several bytes takes one place.
            if (declared[i] >= 0x80)
            {
                fault = DelimiterFault.Odd;
                found[count] = count < Usual.Length ? Usual[count] : (byte)0;
                count++;
                while (i + 1 < declared.Length && (declared[i + 1] & 0xC0) == 0x80) { i++; }
                continue;
            }
            found[count++] = declared[i];
        }
        if (declared.IsEmpty) { Usual.CopyTo(found); }
        if (MakeSingle(found[..count]) && fault == DelimiterFault.None) { fault = DelimiterFault.Doubled; }
        return new(field, found[0], found[1], found[2], found[3], found[4]);
    }

    // Some program wrote the escape character, or each character, twice (^~\\\\&): there are more than v2 had places for, and those after it move up. Where there are not, a
    // character took the place of another, and that place has the usual one, unless it stands elsewhere. False where none stands twice.
    private static bool MakeSingle(Span<byte> found)
    {
        var (count, isDoubled, movesUp) = (0, false, found.Length > Usual.Length);
        for (var i = 0; i < found.Length; i++)
        {
            if (!found[..count].Contains(found[i])) { found[count++] = found[i]; continue; }
            isDoubled = true;
            if (movesUp) { continue; }
            found[count] = found.Contains(Usual[count]) ? (byte)0 : Usual[count];
            count++;
        }
        found[count..].Clear();
        return isDoubled;
    }
}
