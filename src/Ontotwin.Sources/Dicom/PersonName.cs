namespace Ontotwin.Sources.Dicom;

/// <summary>The parts of a person name: groups by <c>=</c>, components by <c>^</c> (PS3.5 6.2.1).</summary>
internal static class PersonName
{
    public const int FirstComponent = 3;

    public static readonly string[] PartNames =
        ["Alphabetic", "Ideographic", "Phonetic", "FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix"];

    /// <summary>The parts of a text at a delimiter that are not empty: start, length and place among the parts.</summary>
    public static List<(int Start, int Length, int Place)> Split(ReadOnlySpan<byte> text, byte delimiter, int limit, CharacterSet characters)
    {
        var parts = new List<(int, int, int)>();
        for (int place = 0, start = 0; place < limit && start <= text.Length; place++)
        {
            var length = characters.IndexOfDelimiter(text[start..], [delimiter]);
            if (length < 0) { length = text.Length - start; }
            if (!text.Slice(start, length).Trim(" \0"u8).IsEmpty) { parts.Add((start, length, place)); }
            start += length + 1;
        }
        return parts;
    }
}
