using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>The text of one value: decoded, padding removed as its VR says (PS3.5 6.2); numbers in their shortest exact form; bulk data none.</summary>
internal static class DicomText
{
    /// <summary>The text of one value; bytes that its character set does not have are told to <paramref name="foreign"/>.</summary>
    public static string Of(DicomElement element, ReadOnlySpan<byte> value, ForeignBytes? foreign = null)
    {
        if (element.Vr.IsBulk || element.Vr.IsSequence) { return ""; }
        if (element.Vr.NumberBytes is > 0 and var width) { return value.Length < width ? "" : Number(element, value); }
        var isTrimmed = element.Vr.IsTrimmedAtStart;
        foreign?.Base += isTrimmed ? value.Length - value.TrimStart(" \0"u8).Length : 0;
        value = isTrimmed ? value.Trim(" \0"u8) : value.TrimEnd(" \0"u8);
        if (!element.Vr.IsNational) { return Plain(value, foreign); }
        return element.Vr == Vr.PN ? Name(element.Characters, value, foreign) : element.Characters.Decode(value, foreign);
    }

    // Dates, numbers, codes and the like are ASCII, whatever character set is declared.
    private static string Plain(ReadOnlySpan<byte> value, ForeignBytes? foreign)
    {
        for (var at = 0; foreign is not null && at < value.Length; at++)
        {
            if (value[at] >= 0x80) { foreign.Kept(at, 1); }
        }
        return Encoding.Latin1.GetString(value);
    }

    private static string Name(CharacterSet characters, ReadOnlySpan<byte> value, ForeignBytes? foreign)
    {
        // Designations end at each delimiter of a name, so its parts are decoded one by one.
        var text = new StringBuilder();
        while (characters.IndexOfDelimiter(value, "^="u8) is >= 0 and var length)
        {
            text.Append(characters.Decode(value[..length], foreign)).Append((char)value[length]);
            value = value[(length + 1)..];
            foreign?.Base += length + 1;
        }
        return text.Append(characters.Decode(value, foreign)).ToString();
    }

    private static string Number(DicomElement element, ReadOnlySpan<byte> value)
    {
        Span<byte> little = stackalloc byte[element.Vr.NumberBytes];
        value[..little.Length].CopyTo(little);
        if (element.Vr == Vr.AT) { return Attribute(little, element.IsBigEndian); }
        if (element.IsBigEndian) { little.Reverse(); }
        var culture = CultureInfo.InvariantCulture;
        return element.Vr switch
        {
            var vr when vr == Vr.US => BinaryPrimitives.ReadUInt16LittleEndian(little).ToString(culture),
            var vr when vr == Vr.SS => BinaryPrimitives.ReadInt16LittleEndian(little).ToString(culture),
            var vr when vr == Vr.UL => BinaryPrimitives.ReadUInt32LittleEndian(little).ToString(culture),
            var vr when vr == Vr.SL => BinaryPrimitives.ReadInt32LittleEndian(little).ToString(culture),
            var vr when vr == Vr.UV => BinaryPrimitives.ReadUInt64LittleEndian(little).ToString(culture),
            var vr when vr == Vr.SV => BinaryPrimitives.ReadInt64LittleEndian(little).ToString(culture),
            var vr when vr == Vr.FL => BinaryPrimitives.ReadSingleLittleEndian(little).ToString("R", culture),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(little).ToString("R", culture),
        };
    }

    private static string Attribute(ReadOnlySpan<byte> tag, bool isBigEndian) => isBigEndian
        ? string.Create(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt16BigEndian(tag):X4}{BinaryPrimitives.ReadUInt16BigEndian(tag[2..]):X4}")
        : string.Create(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt16LittleEndian(tag):X4}{BinaryPrimitives.ReadUInt16LittleEndian(tag[2..]):X4}");
}
