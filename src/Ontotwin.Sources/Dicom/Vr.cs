using System.Buffers;

namespace Ontotwin.Sources.Dicom;

/// <summary>Value representation: its two letters as a number. <c>default</c> is none.</summary>
internal readonly record struct Vr(ushort Letters)
{
    public static readonly Vr UN = new("UN"), SQ = new("SQ"), OB = new("OB"), OW = new("OW"), PN = new("PN"), US = new("US"), SS = new("SS"), CS = new("CS");
    private static readonly HashSet<ushort> Known = Numbers("AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV");
    private static readonly HashSet<ushort> Short = Numbers("AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US");
    private static readonly HashSet<ushort> Bulk = Numbers("OB OD OF OL OV OW UN");
    private static readonly HashSet<ushort> Many = Numbers("AE AS CS DA DS DT IS LO PN SH TM UC UI");
    private static readonly HashSet<ushort> National = Numbers("LO LT PN SH ST UC UT");
    private static readonly HashSet<ushort> TrimmedAtBothEnds = Numbers("AE CS DS IS LO SH PN AS DA TM DT");
    private static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    public Vr(string letters)
        : this((ushort)((letters[0] << 8) | letters[1]))
    {
    }

    public bool IsKnown => Known.Contains(Letters);

    public bool IsSequence => this == SQ;

    /// <summary>Whether its length has 16 bits in Explicit VR (PS3.5 7.1.2). VRs of the future have 32.</summary>
    public bool HasShortLength => Short.Contains(Letters);

    /// <summary>Bytes that are not text and not numbers of one element each: never split into values.</summary>
    public bool IsBulk => Bulk.Contains(Letters) || !IsKnown;

    /// <summary>Text whose values are parted by backslashes.</summary>
    public bool IsMultiText => Many.Contains(Letters);

    /// <summary>Text in the data set's own character set.</summary>
    public bool IsNational => National.Contains(Letters);

    public bool IsTrimmedAtStart => TrimmedAtBothEnds.Contains(Letters);

    /// <summary>Bytes of one value of a binary number, or 0.</summary>
    public int NumberBytes => ToString() switch
    {
        "US" or "SS" => 2, "UL" or "SL" or "FL" or "AT" => 4, "FD" or "SV" or "UV" => 8, _ => 0,
    };

    /// <summary>Bytes of one word of a value whose bytes depend on the byte order, or 1 (PS3.5 7.3).</summary>
    public int WordBytes => ToString() switch { "OW" => 2, "OL" or "OF" => 4, "OD" or "OV" => 8, _ => Math.Max(1, ToString() == "AT" ? 2 : NumberBytes) };

    public static bool LooksLikeOne(ReadOnlySpan<byte> letters) => letters.Length >= 2 && !letters[..2].ContainsAnyExcept(Capitals);

    public static Vr Of(ReadOnlySpan<byte> letters) => new((ushort)((letters[0] << 8) | letters[1]));

    public override string ToString() => Letters == 0 ? "" : string.Create(2, Letters, static (text, letters) => (text[0], text[1]) = ((char)(letters >> 8), (char)(letters & 255)));

    private static HashSet<ushort> Numbers(string names) => [.. names.Split(' ').Select(name => new Vr(name).Letters)];
}
