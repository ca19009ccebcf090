namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>The characters that MSH-1 and MSH-2 declare; 0 for one that is not declared.</summary>
internal readonly record struct Delimiters(byte Field, byte Component, byte Repetition, byte Escape, byte SubComponent, byte Truncation)
{
    /// <summary>Reads them from a line that begins <c>MSH</c>. A declared character outside ASCII (U+02DC for <c>~</c>) is read as the usual one.</summary>
    internal static Delimiters Read(ReadOnlySpan<byte> line, out bool isUnusual)
    {
        var field = line[3];
        var rest = line[4..];
        var end = rest.IndexOf(field);
        var declared = end < 0 ? rest : rest[..end];
        ReadOnlySpan<byte> usual = "^~\\&"u8;
        Span<byte> found = [0, 0, 0, 0, 0];
        isUnusual = declared.IsEmpty;
        var count = 0;
        for (var i = 0; i < declared.Length && count < found.Length; i++)
        {
            // One character of several bytes takes one place.
            if (declared[i] >= 0x80)
            {
                isUnusual = true;
                found[count] = count < usual.Length ? usual[count] : (byte)0;
                count++;
                while (i + 1 < declared.Length && (declared[i + 1] & 0xC0) == 0x80) { i++; }
                continue;
            }
            found[count++] = declared[i];
        }
        if (declared.IsEmpty) { usual.CopyTo(found); }
        return new(field, found[0], found[1], found[2], found[3], found[4]);
    }
}
