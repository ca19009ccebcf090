using System.Buffers;

namespace Ontotwin.Sources.Dicom;

/// <summary>Value representation: its two letters as a number. <c>default</c> is none.</summary>
internal readonly record struct Vr(ushort Letters)
{
    private const int NumberShift = 8;
    public static readonly Vr UN = new("UN"), SQ = new("SQ"), OB = new("OB"), OW = new("OW"), PN = new("PN"), US = new("US"), SS = new("SS"), CS = new("CS"), AT = new("AT"), UL = new("UL"), SL = new("SL"), UV = new("UV"), SV = new("SV"), FL = new("FL"), FD = new("FD"), LO = new("LO");
    private static readonly VrTraits[] Traits = MakeTraits();
    private static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    public Vr(string letters)
        : this((ushort)((letters[0] << 8) | letters[1]))
    {
    }

    public bool IsKnown => Has(VrTraits.Known);

    public bool IsSequence => this == SQ;

    /// <summary>Whether its length has 16 bits in Explicit VR (PS3.5 7.1.2). VRs of the future have 32.</summary>
    public bool HasShortLength => Has(VrTraits.Short);

    /// <summary>Bytes that are not text and not numbers of one element each: never split into values.</summary>
    public bool IsBulk => (TraitsOf() & (VrTraits.Bulk | VrTraits.Known)) != VrTraits.Known;

    /// <summary>Text whose values are parted by backslashes.</summary>
    public bool IsMultiText => Has(VrTraits.Many);

    /// <summary>Text of any kind: what is neither bulk data, nor a sequence, nor a binary number.</summary>
    public bool IsText => !IsBulk && !IsSequence && NumberBytes == 0;

    /// <summary>Text in the data set's own character set.</summary>
    public bool IsNational => Has(VrTraits.National);

    public bool IsTrimmedAtStart => Has(VrTraits.Trimmed);

    /// <summary>Bytes of one value of a binary number, or 0.</summary>
    public int NumberBytes => (int)(TraitsOf() & VrTraits.NumberBytes) >> NumberShift;

    /// <summary>Bytes of one word of a value whose bytes depend on the byte order, or 1 (PS3.5 7.3).</summary>
    public int WordBytes => ToString() switch { "OW" => 2, "OL" or "OF" => 4, "OD" or "OV" => 8, _ => Math.Max(1, ToString() == "AT" ? 2 : NumberBytes) };

    public static bool LooksLikeOne(ReadOnlySpan<byte> letters) => letters.Length >= 2 && !letters[..2].ContainsAnyExcept(Capitals);

    public static Vr Of(ReadOnlySpan<byte> letters) => new((ushort)((letters[0] << 8) | letters[1]));

    public override string ToString() => Letters == 0 ? "" : string.Create(2, Letters, static (text, letters) => (text[0], text[1]) = ((char)(letters >> 8), (char)(letters & 255)));

    private bool Has(VrTraits trait) => (TraitsOf() & trait) != 0;

    // Letters beyond A to Z are no VR.
    private VrTraits TraitsOf()
    {
        int first = (Letters >> 8) - 'A', second = (Letters & 255) - 'A';
        return (uint)first < 26 && (uint)second < 26 ? Traits[(first * 26) + second] : VrTraits.None;
    }

    private static VrTraits[] MakeTraits()
    {
        var traits = new VrTraits[26 * 26];
        void Mark(string names, VrTraits trait)
        {
            foreach (var name in names.Split(' ')) { traits[((name[0] - 'A') * 26) + name[1] - 'A'] |= trait; }
        }
        Mark("AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV", VrTraits.Known);
        Mark("AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US", VrTraits.Short);
        Mark("OB OD OF OL OV OW UN", VrTraits.Bulk);
        Mark("AE AS CS DA DS DT IS LO PN SH TM UC UI", VrTraits.Many);
        Mark("LO LT PN SH ST UC UT", VrTraits.National);
        Mark("AE CS DS IS LO SH PN AS DA TM DT", VrTraits.Trimmed);
        Mark("US SS", (VrTraits)(2 << NumberShift));
        Mark("UL SL FL AT", (VrTraits)(4 << NumberShift));
        Mark("FD SV UV", (VrTraits)(8 << NumberShift));
        return traits;
    }
}
