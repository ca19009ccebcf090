using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom;

/// <summary>How data sets are encoded (PS3.5 section 10 and annex A), from their transfer syntax or from their first bytes.</summary>
internal readonly record struct DicomSyntax(bool IsExplicit, bool IsBigEndian, bool IsDeflated)
{
    /// <summary>The encoding that a transfer syntax promises; null for one that says nothing, such as a vendor's own.</summary>
    public static DicomSyntax? Of(string uid) => uid switch
    {
        "1.2.840.10008.1.2" => new(false, false, false),
        "1.2.840.10008.1.2.2" => new(true, true, false),
        "1.2.840.10008.1.2.1.99" or "1.2.840.10008.1.2.4.95" => new(true, false, true),
        _ => uid.StartsWith("1.2.840.10008.1.2", StringComparison.Ordinal) ? new(true, false, false) : null,
    };

    /// <summary>The encoding in which the bytes begin as a data set; null when in none.</summary>
    public static DicomSyntax? Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) { return null; }
        int little = BinaryPrimitives.ReadUInt16LittleEndian(bytes), big = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (Vr.LooksLikeOne(bytes[4..]) && Vr.Of(bytes[4..]).IsKnown && Math.Min(little, big) is > 0 and < 0x100) { return new(true, big < little, false); }
        var tag = ((uint)little << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        var isPlausible = length == uint.MaxValue || length <= bytes.Length - 8;
        // A group's length has four bytes: text in UTF-32 begins like one.
        var isElement = (tag & 0xFFFF) == 0 ? length == 4 : DicomDictionary.ByTag(tag) is not null || (little & 1) == 1;
        return isPlausible && isElement && little is > 0 and < 0x100 ? new(false, false, false) : null;
    }
}
