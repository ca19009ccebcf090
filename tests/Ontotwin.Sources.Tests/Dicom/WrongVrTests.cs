using static Ontotwin.Sources.Tests.Dicom.DicomReaderTests;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>A VR that is not the element's is told; where the value says what it is, it is read so. Lengths that swallow what follows are told, and it is read.</summary>
public class WrongVrTests
{
    private static readonly byte[] Before = [.. Element(0x00080060, "CS", "MR"), .. Element(0x00100020, "LO", "7 ")];

    public static TheoryData<uint, string, byte[], string, string> Recovered => new()
    {
        { 0x00100030, "US", "19650302"u8.ToArray(), "19650302", "VR US where PS3.6 has DA: read as DA, which its value is" },
        { 0x00100030, "OB", "19650302"u8.ToArray(), "19650302", "VR OB where PS3.6 has DA: read as DA, which its value is" },
        { 0x00100040, "US", "M "u8.ToArray(), "M", "VR US where PS3.6 has CS: read as CS, which its value is" },
        { 0x00101030, "FD", "12.50000"u8.ToArray(), "12.50000", "VR FD where PS3.6 has DS: read as DS, which its value is" },
        { 0x00280010, "DA", [0x00, 0x02], "512", "VR DA where PS3.6 has US: read as US, which its value is" },
        { 0x00280010, "LO", [0x01, 0x00], "1", "VR LO where PS3.6 has US: read as US, which its value is" },
        { 0x00189305, "US", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], "1.5", "VR US where PS3.6 has FD: read as FD, which its value is" },
        { 0x00100040, "SQ", "M "u8.ToArray(), "M", "VR SQ where PS3.6 has CS: read as CS, which its value is" },
        { 0x00100030, "US", [7, 0], "7", "VR US where PS3.6 has DA: read as written" },
        { 0x00280010, "IS", "512 "u8.ToArray(), "512", "VR IS where PS3.6 has US: read as written" },
    };

    [Theory]
    [MemberData(nameof(Recovered))]
    public void A_VR_that_the_element_cannot_have_is_told(uint tag, string written, byte[] value, string text, string told)
    {
        var after = Element(0x7FE10010, "LO", "AFTER ");
        var element = Element(tag, written, value);
        var item = Read([.. Before, .. element, .. after]);
        var name = DicomDictionary.ByTag(tag)!.Keyword;
        Assert.Equal((text, "AFTER"), (item.Record!.Root.First(name).Text, item.Record.Root.First("(7FE1,0010)").Text));
        var remark = Assert.Single(item.Diagnostics);
        Assert.Equal(("OT3217", told), (remark.Code, remark.Message));
        Assert.Equal($"({tag >> 16:X4},{tag & 0xFFFF:X4}) {name}", remark.Place!.Value.Path);
        Assert.Equal(Before.Length + element.Length, remark.Place.Value.Bytes.End);
    }

    [Theory]
    [InlineData(0x00100030u, "OX", "DA", "19650302")]
    [InlineData(0x00100030u, "OB", "DA", "19650302")]
    [InlineData(0x00100030u, "UT", "DA", "19650302")]
    [InlineData(0x00104000u, "ZZ", "LT", "a comment ")]
    public void Letters_that_were_changed_alone_do_not_hide_the_value_or_what_follows(uint tag, string letters, string vr, string text)
    {
        var broken = Element(tag, vr, text);
        (broken[4], broken[5]) = ((byte)letters[0], (byte)letters[1]);
        var item = Read([.. Before, .. broken, .. Element(0x00200010, "SH", "X1")]);
        Assert.Equal((text.TrimEnd(), "X1"), (item.Record!.Root.First(DicomDictionary.ByTag(tag)!.Keyword).Text.TrimEnd(), item.Record.Root.First("StudyID").Text));
        Assert.DoesNotContain(item.Diagnostics, d => d.Code != "OT3217");
    }

    [Fact]
    public void A_long_header_under_a_short_VR_is_read_as_long()
    {
        var broken = Element(0x00420011, "OB", [1, 2, 3, 4, 5, 6]);
        (broken[4], broken[5]) = ((byte)'D', (byte)'A');
        var item = Read([.. Before, .. broken, .. Element(0x00420012, "LO", "text/xml")]);
        Assert.Equal("text/xml", item.Record!.Root.First("MIMETypeOfEncapsulatedDocument").Text);
        Assert.Equal(6, item.Record.Root.First("EncapsulatedDocument").Bytes.Length);
    }

    [Theory]
    [InlineData("LO", 0x00100010u, "Doe^J")]
    [InlineData("SH", 0x00080080u, "Hospital")]
    [InlineData("UN", 0x00100030u, "19650302")]
    public void One_kind_of_text_for_another_and_UN_are_left_alone(string vr, uint tag, string value) =>
        Assert.Empty(Read([.. Element(0x00080005, "CS", "ISO_IR 192"), .. Element(tag, vr, value)]).Diagnostics);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_follows_a_sequence_that_is_too_long_is_read(bool isExplicit)
    {
        byte[] Of(uint tag, string vr, byte[] value, uint? length = null) => isExplicit ? Element(tag, vr, value, length)
            : [(byte)(tag >> 16), (byte)(tag >> 24), (byte)tag, (byte)(tag >> 8), .. BitConverter.GetBytes(length ?? (uint)value.Length), .. value];
        var items = Item(Of(0x00081150, "UI", "1.2.3\0"u8.ToArray()));
        byte[] after = [.. Of(0x00100020, "LO", "7 "u8.ToArray()), .. Of(0x00100040, "CS", "M "u8.ToArray())];
        foreach (var beyond in new[] { 4, after.Length - 3, after.Length, after.Length + 100 })
        {
            var item = Read([.. Of(0x00080060, "CS", "MR"u8.ToArray()), .. Of(0x00081140, "SQ", items, (uint)(items.Length + beyond)), .. after]);
            var root = item.Record!.Root;
            Assert.Equal(("1.2.3", "7", "M"), (root.First("ReferencedImageSequence").First("ReferencedSOPClassUID").Text, root.First("PatientID").Text, root.First("PatientSex").Text));
            Assert.Contains(item.Diagnostics, d => d.Code == "OT3218" && d.Place!.Value.Path == "(0008,1140) ReferencedImageSequence");
        }
    }

    [Fact]
    public void Items_after_one_that_is_too_long_are_items()
    {
        byte[] One(string uid) => Item(Element(0x00081150, "UI", uid));
        byte[] items = [.. One("1.1"), .. One("1.2"), .. One("1.3")];
        BitConverter.GetBytes(One("1.1").Length - 8 + One("1.2").Length).CopyTo(items, 4);
        var item = Read([.. Element(0x00080060, "CS", "MR"), .. Element(0x00081140, "SQ", items), .. Element(0x00100020, "LO", "7 ")]);
        var uids = new List<string>();
        foreach (var each in item.Record!.Root.All("ReferencedImageSequence")) { uids.Add(each.First("ReferencedSOPClassUID").Text); }
        Assert.Equal(["1.1", "1.2", "1.3"], uids);
        Assert.Equal("7", item.Record.Root.First("PatientID").Text);
        var told = Assert.Single(item.Diagnostics);
        Assert.Equal(("OT3218", "ReferencedImageSequence[1]"), (told.Code, told.Place!.Value.Path));
    }
}
