namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// Whether bytes above 7F look like text of Western Europe. Any bytes are text in ISO 8859-1; but there letters stand among those of ASCII, and signs (A1 to BF) beside blanks and digits. In Korean
/// and Chinese sets a letter and a sign make a character, and words of Cyrillic and Greek have no letter of ASCII.
/// </summary>
internal static class WesternText
{
    private const int LeastToTell = 6, LongWord = 3;

    /// <summary>False where they surely do not.</summary>
    internal static bool MayBe(ReadOnlySpan<byte> bytes)
    {
        var (high, mixed, inLongWords, besideAscii, run) = (0, 0, 0, 0, 0);
        for (var at = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF); at >= 0 && at < bytes.Length; at++)
        {
            var (each, next) = (bytes[at], at + 1 < bytes.Length ? bytes[at + 1] : (byte)0);
            if (each < 0x80) { continue; }
            (high, run) = (high + 1, run + 1);
            if (next >= 0x80 && IsSign(each) != IsSign(next)) { mixed++; }
            if (char.IsAsciiLetter((char)next) || (run == 1 && at > 0 && char.IsAsciiLetter((char)bytes[at - 1]))) { besideAscii++; }
            if (next >= 0x80) { continue; }
            inLongWords += run >= LongWord ? run : 0;
            run = 0;
        }
        // Half of the bytes in pairs of a letter and a sign; or hardly one beside a letter of ASCII, and most of them beside each other.
        return high < LeastToTell || (mixed * 4 < high && (besideAscii * 20 >= high || inLongWords * 2 < high));
    }

    private static bool IsSign(byte each) => each < 0xC0;
}
