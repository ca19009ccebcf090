using System.Text;

namespace Ontotwin.Sources.Tests.Dicom;

public class DicomReaderTests
{
    internal static SourceItem Read(params byte[] bytes) => Assert.Single(DicomReader.Read(new SourceDocument("test.dcm", bytes)));

    /// <summary>An element in Explicit VR Little Endian.</summary>
    internal static byte[] Element(uint tag, string vr, byte[] value, uint? length = null)
    {
        byte[] head = [(byte)(tag >> 16), (byte)(tag >> 24), (byte)tag, (byte)(tag >> 8), (byte)vr[0], (byte)vr[1]];
        var size = length ?? (uint)value.Length;
        return vr is "SQ" or "OB" or "OW" or "UN" or "UT" or "UC"
            ? [.. head, 0, 0, .. BitConverter.GetBytes(size), .. value]
            : [.. head, .. BitConverter.GetBytes((ushort)size), .. value];
    }

    internal static byte[] Element(uint tag, string vr, string value) => Element(tag, vr, Encoding.Latin1.GetBytes(value.Length % 2 == 0 ? value : value + " "));

    internal static byte[] Item(params byte[][] elements)
    {
        byte[] content = [.. elements.SelectMany(each => each)];
        return [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(content.Length), .. content];
    }

    internal static void Walk(SourceRecord record)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            _ = record.TextOf(node);
            _ = record.NameOf(node);
            if (node < 2000) { _ = record.PathOf(node); }
            Assert.InRange(record.BytesOf(node).End, record.BytesOf(node).Start, record.Document.Bytes.Length);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(' ', ' ')]
    [InlineData('p', 'n')]
    public void A_VR_that_is_none_does_not_hide_what_follows(int first, int second)
    {
        var broken = Element(0x00100030, "DA", "19650302");
        (broken[4], broken[5]) = ((byte)first, (byte)second);
        byte[] data = [.. Element(0x00080060, "CS", "MR"), .. Element(0x00100020, "LO", "7"), .. broken, .. Element(0x00100040, "CS", "M")];
        var item = DicomReader.Read(new SourceDocument("t.dcm", data)).Single();
        Assert.Equal(("19650302", "M"), (item.Record!.Root.First("PatientBirthDate").Text, item.Record.Root.First("PatientSex").Text));
        Assert.Contains(item.Diagnostics, d => d.Code == "OT3208");
    }

    [Fact]
    public void Fields_have_keywords_paths_and_bytes()
    {
        byte[] bytes =
        [
            .. Element(0x00080008, "CS", "ORIGINAL\\PRIMARY"), .. Element(0x00080060, "CS", "SR"), .. Element(0x00100010, "PN", "Doe^Jane=X"),
            .. Element(0x00100020, "LO", "42 "),
            .. Element(0x0040A730, "SQ", [.. Item(), .. Item(Element(0x0040A300, "SQ", Item(Element(0x0040A30A, "DS", "1.20"))))]),
        ];
        var item = Read(bytes);
        Assert.Empty(item.Diagnostics);
        var root = item.Record!.Root;
        Assert.Equal("SR", item.Record.Type);
        Assert.Equal("(0010,0020) PatientID", root.First("PatientID").Path);
        Assert.Equal("42", root.First("PatientID").Text);
        Assert.Equal("42  ", Encoding.Latin1.GetString(bytes[(int)root.First("PatientID").Bytes.Start..(int)root.First("PatientID").Bytes.End]));
        Assert.Equal("Doe", root.First("PatientName").First("Alphabetic").First("FamilyName").Text);
        Assert.Equal("(0010,0010) PatientName.Alphabetic.GivenName", root.First("PatientName").First("Alphabetic").First("GivenName").Path);
        var types = new List<string>();
        foreach (var each in root.All("ImageType")) { types.Add($"{each.Path}={each.Text}"); }
        Assert.Equal(["(0008,0008) ImageType[1]=ORIGINAL", "(0008,0008) ImageType[2]=PRIMARY"], types);
        Field second = default;
        foreach (var each in root.All("ContentSequence")) { second = each; }
        var number = second.First("MeasuredValueSequence").First("NumericValue");
        Assert.Equal("ContentSequence[2].MeasuredValueSequence[1].NumericValue", number.Path);
        Assert.Equal("1.20", number.Text);
    }

    [Fact]
    public void Private_fields_are_named_by_creator_whatever_block_they_have()
    {
        var root = Read([.. Element(0x00080060, "CS", "CT"), .. Element(0x00190011, "LO", "GEMS_ACQU_01"), .. Element(0x00191102, "SL", [5, 0, 0, 0])]).Record!.Root;
        Assert.Equal("5", root.First("(0019,1002)GEMS_ACQU_01").Text);
        Assert.Equal("(0019,1102) (0019,1002)GEMS_ACQU_01", root.First("(0019,1002)GEMS_ACQU_01").Path);
    }

    [Fact]
    public void Thousands_of_nested_sequences_are_an_error_and_no_crash()
    {
        var bytes = new List<byte>(Element(0x00080060, "CS", "SR"));
        for (var i = 0; i < 1_800; i++)
        {
            bytes.AddRange(Element(0x0040A730, "SQ", [], uint.MaxValue));
            bytes.AddRange([0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
        }
        var item = Read([.. bytes]);
        Assert.Contains(item.Diagnostics, each => each.Code == "OT3209");
        Assert.Equal("SR", item.Record!.Type);
    }

    [Fact]
    public void A_length_beyond_the_file_is_reported_and_allocates_nothing_of_that_size()
    {
        byte[] bytes = [.. Element(0x00080060, "CS", "CT"), .. Element(0x7FE00010, "OW", [1, 2, 3, 4], 0xFFFFFFF0)];
        // The first file of a process loads the dictionary.
        _ = Read([.. Element(0x00080060, "CS", "CT")]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var item = Read(bytes);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        Assert.Equal("OT3211", Assert.Single(item.Diagnostics).Code);
        Assert.Equal("CT", item.Record!.Type);
    }

    [Fact]
    public void A_cut_number_is_not_a_value()
    {
        var item = Read([.. Element(0x00080060, "CS", "CT"), .. Element(0x00101030, "DS", "123.456"u8.ToArray(), 12)]);
        Assert.Equal("OT3211", Assert.Single(item.Diagnostics).Code);
        Assert.Equal(FieldState.Empty, item.Record!.Root.First("PatientWeight").State);
    }

    [Fact]
    public void A_hundred_thousand_values_are_so_many_fields()
    {
        var bytes = Element(0x00080060, "CS", "RT").Concat(Element(0x00080005, "CS", "ISO 2022 IR 6\\ISO 2022 IR 87"))
            .Concat(Element(0x00324000, "UC", string.Concat(Enumerable.Repeat("1.5\\", 100_000)))).ToArray();
        Assert.True(Read(bytes).Record!.NodeCount > 100_000);
    }

    [Fact]
    public void The_place_of_an_inflated_value_is_the_whole_compressed_stream()
    {
        using var target = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(target, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Element(0x00100020, "LO", "42"));
        }
        byte[] head = [.. new byte[128], .. "DICM"u8, .. Element(0x00020010, "UI", "1.2.840.10008.1.2.1.99")];
        var root = Read([.. head, .. target.ToArray()]).Record!.Root;
        Assert.Equal("42", root.First("PatientID").Text);
        Assert.Equal(new Ontotwin.Values.ByteRange(head.Length, head.Length + target.Length), root.First("PatientID").Bytes);
        Assert.Equal(new Ontotwin.Values.ByteRange(140, head.Length), root.First("TransferSyntaxUID").Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello, this is plain text")]
    [InlineData("DICM")]
    public void What_is_no_dicom_is_a_reject(string text)
    {
        Assert.False(DicomReader.LooksLike(Encoding.ASCII.GetBytes(text)) && text != "DICM");
        Assert.Equal("OT3201", Read(Encoding.ASCII.GetBytes(text)).Diagnostics[^1].Code);
    }

    [Fact]
    public void The_dictionary_knows_keywords_tags_and_repeating_groups()
    {
        Assert.Equal(0x00100020u, DicomDictionary.ByKeyword("PatientID")!.Tag);
        Assert.Equal("OverlayData", DicomDictionary.ByTag(0x60023000)!.Keyword);
        Assert.True(DicomDictionary.ByKeyword("ContentSequence")!.Repeats);
        Assert.False(DicomDictionary.ByKeyword("PatientID")!.Repeats);
        Assert.Null(DicomDictionary.ByKeyword("PatientIdentifier"));
    }
}
