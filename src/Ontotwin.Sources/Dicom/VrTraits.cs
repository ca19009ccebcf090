namespace Ontotwin.Sources.Dicom;

/// <summary>What is to be known of a VR while reading (PS3.5 6.2 and 7.1.2).</summary>
[Flags]
internal enum VrTraits : ushort
{
    None = 0,

    /// <summary>The standard has it.</summary>
    Known = 1,

    /// <summary>Its length has 16 bits in Explicit VR.</summary>
    Short = 2,

    /// <summary>Bytes that are never split into values.</summary>
    Bulk = 4,

    /// <summary>Text whose values are parted by backslashes.</summary>
    Many = 8,

    /// <summary>Text in the data set's own character set.</summary>
    National = 16,

    /// <summary>Blanks before a value do not count.</summary>
    Trimmed = 32,

    /// <summary>The bits that hold the bytes of a binary number.</summary>
    NumberBytes = 0xF00,
}
