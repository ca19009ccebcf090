using System.Buffers.Binary;
using System.Globalization;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>Turns value fields into nodes, and keeps what later elements depend on: character set, private creators, pixel representation.</summary>
internal sealed class DicomValues(DicomContent content, DicomTree tree, DicomReport report)
{
    private readonly Dictionary<(uint, string?), string> names = [];

    public string TransferSyntax { get; private set; } = "";

    public string MediaStorage { get; private set; } = "";

    /// <summary>The VR of an element that does not say it, or says UN.</summary>
    public static Vr VrOf(DicomFrame frame, uint tag)
    {
        if ((tag & 0xFFFF) == 0) { return Vr.UL; }
        if ((tag >> 16 & 1) == 1) { return (tag & 0xFFFF) is >= 0x10 and <= 0xFF ? Vr.LO : Vr.UN; }
        if (DicomDictionary.ByTag(tag) is not { } entry) { return Vr.UN; }
        return entry.Vrs switch
        {
            ["US", "SS", ..] => frame.IsSigned ? Vr.SS : Vr.US,
            ["US", "OW"] => frame.LookupEntries == 1 ? Vr.US : Vr.OW,
            ["OB", "OW"] => Vr.OW,
            _ => new Vr(entry.Vrs[0]),
        };
    }

    public DicomElement ElementOf(DicomFrame frame, uint tag, Vr vr, Vr inFile, int start, int length, bool isUndefinedLength)
    {
        // A value of VR UN is in little endian whatever its data set is in (PS3.5 6.2.2).
        var creator = CreatorOf(frame, tag);
        return new DicomElement(tag, vr, NameOf(tag, creator))
        {
            VrInFile = inFile, Characters = frame.Characters, Creator = creator, IsBigEndian = frame.IsBigEndian && inFile != Vr.UN,
            Start = start, Length = length, IsUndefinedLength = isUndefinedLength,
        };
    }

    public void Add(DicomFrame frame, DicomElement element, bool isCut)
    {
        var index = tree.AddElement(element);
        if (element.IsSkipped) { AddOne(frame, index, element.Vr.IsBulk ? DicomNodeKind.Value : DicomNodeKind.Empty, element.Start, 0); return; }
        var value = content.Bytes.Span.Slice(element.Start, element.Length);
        if (value.IsEmpty || (isCut && !element.Vr.IsBulk)) { AddOne(frame, index, DicomNodeKind.Empty, element.Start, element.Length); return; }
        if (element.Vr.IsMultiText) { AddTexts(frame, element, index, value); }
        else if (element.Vr.NumberBytes > 0) { AddNumbers(frame, element, index); }
        else { AddOne(frame, index, element.Vr.IsBulk || !IsBlank(value) ? DicomNodeKind.Value : DicomNodeKind.Empty, element.Start, element.Length); }
        if (element.Vr.IsText) { Check(frame, element, value); }
        Remember(frame, element, value);
    }

    // Whether the text is in the character set that it should be in.
    private void Check(DicomFrame frame, DicomElement element, ReadOnlySpan<byte> value)
    {
        const byte Escape = 0x1B;
        if ((System.Text.Ascii.IsValid(value) && !value.Contains(Escape)) || report.IsFull) { return; }
        var path = tree.PathOf(frame.Node, element.Tag, element.Name);
        if (element.Vr.IsNational && !element.Characters.IsDeclared)
        {
            if (!System.Text.Ascii.IsValid(value)) { report.Warning("OT3212", "bytes above 7F without a Specific Character Set: read as ISO 8859-1", path, element.Start, element.Length); }
            return;
        }
        var foreign = new ForeignBytes();
        _ = DicomText.Of(element, value, foreign);
        if (foreign.Count == 0) { return; }
        var lacking = element.Vr.IsNational ? "the Specific Character Set does" : $"values of VR {element.Vr} do";
        var message = string.Create(CultureInfo.InvariantCulture, $"bytes that {lacking} not have, {foreign.Count} of them: read as {foreign.ReadAs}");
        report.Warning("OT3216", message, path, element.Start + foreign.First, foreign.End - foreign.First);
    }

    private void AddTexts(DicomFrame frame, DicomElement element, int index, ReadOnlySpan<byte> value)
    {
        // Most texts are one value without a sign of another.
        if (element.Vr != Vr.PN && !value.Contains((byte)'\\'))
        {
            AddOne(frame, index, IsBlank(value) ? DicomNodeKind.Empty : DicomNodeKind.Value, element.Start, element.Length);
            return;
        }
        var characters = element.Vr.IsNational ? element.Characters : CharacterSet.Default;
        var isMany = characters.IndexOfDelimiter(value, "\\"u8) >= 0;
        for (int start = 0, number = 1; start <= value.Length; number++)
        {
            var length = characters.IndexOfDelimiter(value[start..], "\\"u8);
            if (length < 0) { length = value.Length - start; }
            var one = value.Slice(start, length);
            var node = AddOne(frame, index, IsBlank(one) ? DicomNodeKind.Empty : DicomNodeKind.Value, element.Start + start, length, isMany ? number : 0);
            if (element.Vr == Vr.PN) { AddNameParts(node, index, one, element.Start + start, characters); }
            start += length + 1;
        }
    }

    private void AddNameParts(int node, int index, ReadOnlySpan<byte> name, int start, CharacterSet characters)
    {
        var lastGroup = -1;
        foreach (var group in PersonName.Split(name, (byte)'=', PersonName.FirstComponent, characters))
        {
            var at = tree.Add(node, ref lastGroup, index, DicomNodeKind.NamePart, start + group.Start, group.Length, part: group.Place);
            var lastComponent = -1;
            const int Components = 5;
            foreach (var part in PersonName.Split(name.Slice(group.Start, group.Length), (byte)'^', Components, characters))
            {
                tree.Add(at, ref lastComponent, index, DicomNodeKind.NamePart, start + group.Start + part.Start, part.Length, part: PersonName.FirstComponent + part.Place);
            }
        }
    }

    private void AddNumbers(DicomFrame frame, DicomElement element, int index)
    {
        var width = element.Vr.NumberBytes;
        var count = element.Length / width;
        if (element.Length % width != 0)
        {
            report.Error("OT3213", "the value's length is no multiple of its VR's: the rest is not taken as a value", PathOf(frame, element.Tag), element.Start, element.Length);
        }
        if (count == 0) { AddOne(frame, index, DicomNodeKind.Empty, element.Start, element.Length); }
        for (var i = 0; i < count; i++) { AddOne(frame, index, DicomNodeKind.Value, element.Start + (i * width), width, count > 1 ? i + 1 : 0); }
    }

    private int AddOne(DicomFrame frame, int element, DicomNodeKind kind, int start, int length, int number = 0) =>
        tree.Add(frame.Node, ref frame.LastChild, element, kind, start, length, number);

    private void Remember(DicomFrame frame, DicomElement element, ReadOnlySpan<byte> value)
    {
        switch (element.Tag)
        {
            case 0x00020002: MediaStorage = DicomText.Of(element, value); break;
            case 0x00020010: TransferSyntax = DicomText.Of(element, value); break;
            case 0x00080005 when element.Vr.IsMultiText: SetCharacters(frame, element, value); break;
            case 0x00280103 when value.Length >= 2: frame.IsSigned = NumberOf(element, value) == 1; break;
            case 0x00283002 when value.Length >= 2: frame.LookupEntries = NumberOf(element, value); break;
            default:
                if (!element.IsCreator) { break; }
                frame.Creators ??= [];
                frame.Creators[BlockOf(element.Tag >> 16, element.Tag & 0xFF)] = DicomText.Of(element with { Vr = Vr.LO }, value);
                break;
        }
    }

    private void SetCharacters(DicomFrame frame, DicomElement element, ReadOnlySpan<byte> value)
    {
        var terms = DicomText.Of(element, value).Split('\\', StringSplitOptions.TrimEntries);
        frame.Characters = CharacterSet.Of(terms);
        if (!report.IsFull && CharacterSetTerms.Wrong(terms) is { } wrong) { report.Warning("OT3214", wrong, tree.PathOf(frame.Node, element.Tag, element.Name), element.Start, element.Length); }
    }

    private static int NumberOf(DicomElement element, ReadOnlySpan<byte> value) =>
        element.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value);

    private static string? CreatorOf(DicomFrame frame, uint tag)
    {
        var isOfBlock = (tag >> 16 & 1) == 1 && (tag & 0xFFFF) >= 0x1000;
        return isOfBlock && frame.Creators?.TryGetValue(BlockOf(tag >> 16, tag >> 8 & 0xFF), out var creator) == true ? creator : null;
    }

    private static uint BlockOf(uint group, uint block) => (group << 8) | block;

    /// <summary>The path of an element of a data set, for a remark.</summary>
    public string PathOf(DicomFrame frame, uint tag) => report.IsFull ? "" : tree.PathOf(frame.Node, tag, NameOf(tag, CreatorOf(frame, tag)));

    private string NameOf(uint tag, string? creator)
    {
        if (creator is null && DicomDictionary.ByTag(tag) is { } entry) { return entry.Keyword; }
        if (names.TryGetValue((tag, creator), out var known)) { return known; }
        var name = creator is null ? DicomPath.TagText(tag) : string.Create(CultureInfo.InvariantCulture, $"({tag >> 16:X4},10{tag & 0xFF:X2}){creator}");
        return names[(tag, creator)] = name;
    }

    private static bool IsBlank(ReadOnlySpan<byte> value) => value.Trim(" \0"u8).IsEmpty;
}
