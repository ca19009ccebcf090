using Ontotwin.Testing;
using static Ontotwin.Sources.Tests.Dicom.DicomReaderTests;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>Bytes that a declared character set does not have: each is told at its element and byte, and what was made of it is said.</summary>
public class CharacterSetTests
{
    public static TheoryData<string, string, byte[], string, int, int, string> Foreign => new()
    {
        { "ISO_IR 192", "LO", [0x41, 0xC3, 0x28, 0xFF, 0x41, 0x20], "A\uFFFD(\uFFFDA", 1, 4, "2 of them: read as U+FFFD" },
        { "GB18030", "LO", [0xC4, 0xE3, 0xFF, 0x41, 0xC4, 0xE3], "你\uFFFDA你", 2, 3, "1 of them: read as U+FFFD" },
        { "GB18030", "LO", [0x41, 0xC4, 0xE3, 0x81, 0x30, 0x81], "A你\uFFFD0\uFFFD", 3, 6, "2 of them: read as U+FFFD" },
        { "ISO_IR 126", "LO", [0x41, 0xD2, 0xE1, 0x42], "A\uFFFDαB", 1, 2, "1 of them: read as U+FFFD" },
        { "ISO_IR 127", "SH", [0x20, 0xA1, 0xC7, 0x20], "\uFFFDا", 1, 2, "1 of them: read as U+FFFD" },
        { "ISO_IR 100", "LO", [0x41, 0x93, 0xFC, 0x42], "A\u0093üB", 1, 2, "1 of them: read as ISO 8859-1" },
        { "ISO_IR 13", "LO", [0xB1, 0xE5], "ｱ\uFFFD", 1, 2, "1 of them: read as U+FFFD" },
        { "\\ISO 2022 IR 149", "LO", [0xB0, 0xA1, 0x1B, 0x24, 0x29, 0x43, 0xB0, 0xA1], "°¡가", 0, 2, "2 of them: read as ISO 8859-1" },
        { "\\ISO 2022 IR 149", "LO", [0x1B, 0x24, 0x29, 0x43, 0xB0, 0xA1, 0xC9, 0xA1], "가\uFFFD", 6, 8, "2 of them: read as U+FFFD" },
        { "\\ISO 2022 IR 87", "LO", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x29, 0x21, 0x1B, 0x28, 0x42], "あ\uFFFD", 5, 7, "2 of them: read as U+FFFD" },
        { "\\ISO 2022 IR 87", "LO", [0x41, 0x1B, 0x25, 0x47, 0x42, 0x20], "A\u001B%GB", 1, 2, "1 of them: read as ISO 8859-1" },
        { "ISO_IR 999", "LO", [0x41, 0xFC], "Aü", 1, 2, "1 of them: read as ISO 8859-1" },
        { "ISO_IR 192", "CS", [0x41, 0xC3, 0xBC, 0x20], "AÃ¼", 1, 3, "2 of them: read as ISO 8859-1" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Bytes_outside_the_declared_set_are_told_at_their_element_and_byte(string declared, string vr, byte[] value, string text, int first, int end, string told)
    {
        byte[] before = [.. Element(0x00080005, "CS", declared), .. Element(0x00100020, vr, [])];
        var item = Read([.. before[..^8], .. Element(0x00100020, vr, value), .. Element(0x00100040, "CS", "M")]);
        Assert.Equal(text, item.Record!.Root.First("PatientID").Text);
        var remark = Assert.Single(item.Diagnostics, d => d.Code == "OT3216");
        Assert.Equal("(0010,0020) PatientID", remark.Place!.Value.Path);
        Assert.Equal((before.Length + first, before.Length + end), (remark.Place.Value.Bytes.Start, remark.Place.Value.Bytes.End));
        Assert.EndsWith(told, remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_person_name_of_an_item_the_part_is_found()
    {
        // Designations end at each delimiter of a name: the given name's bytes are in no set.
        byte[] name = [0x41, (byte)'=', 0x1B, 0x24, 0x29, 0x43, 0xB0, 0xA1, (byte)'^', 0xB0, 0xA1, 0x20];
        byte[] before = [.. Element(0x00080005, "CS", "\\ISO 2022 IR 149"), .. Element(0x00080060, "CS", "SR")];
        var item = Read([.. before, .. Element(0x00081110, "SQ", Item(Element(0x00100010, "PN", name)))]);
        var remark = Assert.Single(item.Diagnostics);
        var start = before.Length + 12 + 8 + 8 + 9;
        Assert.Equal(("OT3216", "ReferencedStudySequence[1].PatientName"), (remark.Code, remark.Place!.Value.Path));
        Assert.Equal((start, start + 2), (remark.Place.Value.Bytes.Start, remark.Place.Value.Bytes.End));
    }

    [Theory]
    [InlineData("ISO_IR 100", "Müller")]
    [InlineData("ISO_IR 192", "王^小東 \uFFFD")]
    [InlineData("GB18030", "王小东€𠀀")]
    [InlineData("GBK", "王小东")]
    public void What_the_set_has_is_not_told(string declared, string text)
    {
        var encoding = declared switch { "ISO_IR 100" => System.Text.Encoding.Latin1, "ISO_IR 192" => System.Text.Encoding.UTF8, _ => System.Text.CodePagesEncodingProvider.Instance.GetEncoding(54936)! };
        var item = Read([.. Element(0x00080005, "CS", declared), .. Element(0x00100020, "LO", encoding.GetBytes(text))]);
        Assert.Empty(item.Diagnostics);
        Assert.Equal(text, item.Record!.Root.First("PatientID").Text);
    }

    // Names of Japan: rows that JIS X 0208 leaves empty and vendors filled, JIS X 0212, katakana in the lower half.
    [Theory]
    [InlineData("\u001b$B|b-!\u001b(B", "髙①")]
    [InlineData("\u001b$(D0!\u001b(B", "丂")]
    [InlineData("\u001b(I5O\u001b(BA", "ｵﾏA")]
    public void What_Japan_writes_is_read(string written, string text)
    {
        var item = Read([.. Element(0x00080005, "CS", "\\ISO 2022 IR 87\\ISO 2022 IR 159"), .. Element(0x00100020, "LO", System.Text.Encoding.Latin1.GetBytes(written))]);
        Assert.Equal(text, item.Record!.Root.First("PatientID").Text);
        Assert.Empty(item.Diagnostics);
    }

    [Theory]
    [InlineData("ISO_IR 999", "value 1 of Specific Character Set is no defined term of PS3.3, nor like one: bytes above 7F are read as ISO 8859-1")]
    [InlineData("ISO-IR 100", "value 1 of Specific Character Set is no defined term of PS3.3: it was read as ISO_IR 100")]
    [InlineData("utf8", "value 1 of Specific Character Set is no defined term of PS3.3, nor like one: bytes above 7F are read as ISO 8859-1")]
    [InlineData("ISO 2022 IR 6\\ISO 2022 IR 999", "value 2 of Specific Character Set is no defined term of PS3.3, nor like one: text that switches to it is read as ISO 8859-1")]
    public void A_term_that_is_none_is_told_as_what_it_is(string declared, string message)
    {
        var item = Read([.. Element(0x00080005, "CS", declared), .. Element(0x00100020, "LO", "7")]);
        Assert.Equal(("OT3214", message), (Assert.Single(item.Diagnostics).Code, item.Diagnostics[0].Message));
    }

    // Found by fuzzing: each term was compared with all others anew.
    [Fact]
    public void Thousands_of_terms_that_are_none_take_no_more_memory_than_others()
    {
        byte[] items = [.. Enumerable.Repeat(Element(0x0040A730, "SQ", Item(Element(0x00080005, "CS", "G\u0001ISO_IR 999"))), 3_000).SelectMany(e => e)];
        Fuzzing.Fuzzer.Hold(Fuzzing.Targets.All["dicom"], [.. Element(0x00080060, "CS", "SR"), .. items]);
    }

    [Fact]
    public void Files_that_say_their_character_set_have_only_its_bytes()
    {
        // Those of another name have each a fault on purpose, or a character set that their maker got wrong.
        foreach (var path in Directory.GetFiles(SharedData.Require("dev", "dicom"), "chr*.dcm", SearchOption.AllDirectories))
        {
            foreach (var item in DicomReader.Read(new SourceDocument(path, File.ReadAllBytes(path)))) { Assert.DoesNotContain(item.Diagnostics, d => d.Code == "OT3216"); }
        }
    }
}
