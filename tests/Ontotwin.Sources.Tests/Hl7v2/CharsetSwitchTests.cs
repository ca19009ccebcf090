using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>Messages that switch between character sets: by the bytes of ISO 2022, or by HL7's own escapes for them.</summary>
public sealed class CharsetSwitchTests
{
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding("euc-kr")!;

    [Fact]
    public void A_name_in_the_supplementary_set_is_what_was_written()
    {
        var item = Read("~ISO IR87~ISO IR159", "\e$B;3ED\e(B^\e$(D0!\e$BB@\e(B");
        Assert.Equal("山田^丂太", Name(item));
        Assert.Empty(item.Diagnostics);
    }

    [Theory]
    [InlineData("~ISO IR87", "\e$B;3ED\e(B^\e$BB@O:\e(B", "山田^太郎")]
    [InlineData("ISO IR87", "\e$(B;3ED\e(J^\e$@B@O:\e(B", "山田^太郎")]
    [InlineData("ISO IR14~ISO IR87", "\e(JYAMADA^\e$BB@O:\e(B", "YAMADA^太郎")]
    [InlineData("8859/1~ISO IR87", "M\u00fcller^\e$BB@O:\e(B", "Müller^太郎")]
    [InlineData("~ISO IR13", "\e(I5O\e(B^\e)I\u00b5", "ｵﾏ^ｵ")]
    // Characters of which one half is a delimiter.
    [InlineData("~ISO IR87", "\e$B3|3^3~3&\e(B^x", "栢笠萱界^x")]
    // Vendors' characters in rows that the standard leaves empty.
    [InlineData("~ISO IR87", "\e$B|bED\e(B^\e$B-!yu\e(B", "髙田^①﨑")]
    public void Japanese_is_read_and_a_truthful_declaration_is_none_of_a_lie(string declared, string written, string meant)
    {
        var item = Read(declared, written);
        Assert.Equal(meant, Name(item));
        Assert.Empty(item.Diagnostics);
    }

    [Theory]
    [InlineData("", "iso-2022-jp", "\e$B;3ED\e(B")]
    [InlineData("8859/1~KS X 1001", "iso-2022-jp", "\e$B;3ED\e(B")]
    [InlineData("ISO IR87", "iso-2022-kr", "\e$)C\u000eH+\u000f")]
    [InlineData("", "iso-2022-cn", "\e$)A\u000eVP\u000f")]
    public void A_set_that_no_repetition_declares_is_told(string declared, string told, string written) =>
        Assert.EndsWith("they were read as " + told, Assert.Single(Read(declared, written).Diagnostics, d => d.Code == "OT3103").Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_in_one_set_and_switches_to_another_is_told_as_that()
    {
        var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", Korean.GetBytes(Message("KS X 1001", @"홍\M2442\;3\C2842\", "")))).Single();
        Assert.Equal("홍山", Name(item));
        Assert.Equal("MSH-18 does not declare the sets that the message switches to; they were read as iso-2022-jp", Assert.Single(item.Diagnostics).Message);
    }

    [Fact]
    public void Korean_is_read_as_shifts_tell_also_where_it_is_designated_once()
    {
        var (family, given) = (SevenBit("홍"), SevenBit("길동"));
        foreach (var once in new[] { true, false })
        {
            var (before, each) = once ? ("\e$)C", "") : ("", "\e$)C");
            var item = Read("KS X 1001", $"{each}\u000e{family}\u000f^{each}\u000e{given}\u000f", before);
            Assert.Equal("홍^길동", Name(item));
            Assert.Empty(item.Diagnostics);
        }
        Assert.Equal("홍^길동^x", Name(Read("~KS X 1001", $"\e$)C{Encoding.Latin1.GetString(Korean.GetBytes("홍^길동"))}^x")));
        Assert.Equal("홍^길동", Name(Read("~KS X 1001", $"\e$(C{family}\e(B^\e$(C{given}\e(B")));
    }

    [Theory]
    [InlineData(@"\M2442\;3ED\C2842\^\M242844\0!\M2442\B@\C2842\", "山田^丂太")]
    [InlineData(@"\C284A\YAMADA\C2842\ x^y", "YAMADA x^y")]
    [InlineData(@"a\M2442\;3\C2842\b\M2442\;3\C2842\c^\T\", "a山b山c^&")]
    [InlineData("\\C2949\\\u00b5^x", "ｵ^x")]
    [InlineData("\\C2D46\\\u00c1\u00e2\\C2842\\^x", "Αβ^x")]
    public void Escapes_of_HL7_switch_as_those_of_ISO_2022(string written, string meant)
    {
        var item = Read("~ISO IR87~ISO IR159~ISO IR13", written);
        Assert.Equal(meant, Name(item));
        Assert.DoesNotContain(item.Diagnostics, d => d.Code is "OT3112" or "OT3113");
    }

    [Theory]
    [InlineData(@"a\M242847\b^c", @"\M242847\")]
    [InlineData("a\e$(Gb^c", "\e$(G")]
    [InlineData(@"a\C2D7A\b^c", @"\C2D7A\")]
    public void A_switch_to_a_set_that_is_not_known_stays_and_is_told(string written, string escape)
    {
        var item = Read("", written);
        Assert.Equal(written, Name(item));
        var told = Assert.Single(item.Diagnostics, d => d.Code == "OT3113");
        Assert.Equal(("PID-5.1", escape.Length), (told.Place!.Value.Path, (int)told.Place!.Value.Bytes.Length));
    }

    [Theory]
    [InlineData(@"C:\C0DE\x")]
    [InlineData(@"C:\M244\x")]
    [InlineData(@"C:\Cabc\x")]
    [InlineData(@"\C28")]
    [InlineData("a\eb\e")]
    public void What_is_no_switch_stays_and_is_not_told(string written)
    {
        var item = Read("", written);
        Assert.Equal(written, Name(item));
        Assert.Empty(item.Diagnostics);
    }

    [Fact]
    public void Origins_are_bytes_of_the_document_also_in_UTF_16()
    {
        var text = Message("UNICODE UTF-16", @"M\M2442\;3\C2842\^y", "");
        var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", Encoding.Unicode.GetBytes(text))).Single();
        Assert.Equal("M山^y", Name(item));
        var given = Hl7v2Path.FindSegment(item.Record!.Root, "PID").First("5").First("2");
        Assert.Equal(2 * (text.IndexOf("^y", StringComparison.Ordinal) + 1), given.Bytes.Start);
    }

    [Fact]
    public void Half_a_character_is_told_at_its_place_and_takes_no_line_with_it()
    {
        var item = Read("~ISO IR87", "\e$B;3E");
        Assert.Equal("山\uFFFD", Name(item));
        Assert.Equal("PID-5", Assert.Single(item.Diagnostics, d => d.Code == "OT3112").Place!.Value.Path);
        Assert.Equal("I", Hl7v2Path.FindSegment(item.Record!.Root, "PV1").First("2").Text);
    }

    private static string SevenBit(string text) => new([.. Korean.GetBytes(text).Select(b => (char)(b & 0x7F))]);

    private static string Message(string declared, string name, string before) =>
        $"MSH|^~\\&|LAB{before}|H|||20240101||ADT^A01^ADT_A01|1|P|2.5.1||||||{declared}\rEVN|A01\rPID|1||7||{name}\rPV1|1|I\r";

    private static SourceItem Read(string declared, string name, string before = "") =>
        Hl7v2Reader.Read(new SourceDocument("x.hl7", Encoding.Latin1.GetBytes(Message(declared, name, before)))).Single();

    private static string Name(SourceItem item)
    {
        var parts = new List<string>();
        var field = Hl7v2Path.FindSegment(item.Record!.Root, "PID").First("5");
        foreach (var part in field.Children) { parts.Add(part.Text); }
        return parts.Count > 0 ? string.Join('^', parts) : field.Text;
    }
}
