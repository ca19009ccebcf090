using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>What the bytes of a message are read as where MSH-18 alone does not say it, and what is told of it.</summary>
public sealed class CharsetTests
{
    [Theory]
    [InlineData("UNICODE UTF-8", "a\\XE8A180\\b\\XE5A3\\c\\XFF\\d", "a\u8840b\uFFFDc\uFFFDd", "\\XE5A3\\c\\XFF\\")]
    [InlineData("UNICODE UTF-8", "\\XE5\\\\XA3\\\\X93\\", "\u58D3", null)]
    [InlineData("UNICODE UTF-8", "\\XEFBFBD\\", "\uFFFD", null)]
    [InlineData("GB18030", "\\XCDF5\\\\XCD\\", "\u738B\uFFFD", "\\XCDF5\\\\XCD\\")]
    [InlineData("8859/1", "\\XFC\\", "\u00FC", null)]
    [InlineData("ASCII", "\\F\\X41\\", "|X41\\", null)]
    public void Bytes_of_escapes_that_are_no_characters_are_told_at_the_escape(string declared, string value, string text, string? told)
    {
        var bytes = Encoding.ASCII.GetBytes($"MSH|^~\\&|A||||||ADT^A08|1|P|2.5||||||{declared}\rPID|1||7\rNTE|1||x~a^{value}\r");
        var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single();
        var note = default(Field);
        foreach (var each in Hl7v2Path.FindSegment(item.Record!.Root, "NTE").All("3")) { note = each; }
        Assert.Equal(text, note.First("2").Text);
        var places = item.Diagnostics.Where(d => d.Code == "OT3112").Select(d => (d.Place!.Value.Path, Encoding.ASCII.GetString(bytes.AsSpan((int)d.Place.Value.Bytes.Start..(int)d.Place.Value.Bytes.End))));
        Assert.Equal(told is null ? [] : [("NTE-3[2].2", told)], places);
    }

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("8859/1", @"M\XFC\ller", "Müller")]
    [InlineData("8859/2", @"\XA3\ukasz", "Łukasz")]
    [InlineData("~8859/15", @"\XA4\5", "€5")]
    [InlineData("GB 18030-2000", @"\XCDF5\x", "王x")]
    [InlineData("BIG-5", @"\XB3\X", "\uFFFDX")]
    [InlineData("GB 18030-2000", @"\XCD\\XF5\\XCD\x", "王\uFFFDx")]
    [InlineData("UNICODE UTF-8", @"\XC3\\XBC\\XZZ\", @"ü\XZZ\")]
    [InlineData("8859/1", @"\XFC\\XFC", @"ü\XFC")]
    [InlineData("8859/1", @"\XFC\\X\\F\", @"ü\X\|")]
    [InlineData("KS X 1001", @"\XC8AB\", "홍")]
    [InlineData("UNICODE UTF-8", @"\XC3BC\", "ü")]
    [InlineData("UNICODE UTF-16", @"\XC3BC\", "ü")]
    [InlineData("", @"\XC3BC\", "ü")]
    [InlineData("~ISO IR87~ISO IR159", @"\X1B244230211B2428443021\", "亜丂")]
    public void Hexadecimal_escapes_of_a_message_in_ASCII_are_of_the_declared_set(string declared, string written, string meant) =>
        Assert.Equal(meant, Name(Read(Encoding.ASCII, declared, written)));

    // The runtime shows question marks and middle dots for what its East Asian encodings do not have, and takes the byte behind with it.
    [Theory]
    [InlineData("gb18030", "GB 18030-2000", "王", 0xFF)]
    [InlineData("big5", "BIG-5", "許", 0xFF)]
    [InlineData("euc-kr", "KS X 1001", "홍", 0xFF)]
    [InlineData("gb18030", "GB 18030-2000", "王?", 0x81)]
    [InlineData("big5", "BIG-5", "許?", 0xA1)]
    public void Bytes_that_the_declared_set_does_not_have_are_told_and_take_no_delimiter_with_them(string encoding, string declared, string name, byte bad)
    {
        var named = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!;
        byte[] bytes = [.. named.GetBytes(Message(declared, name) + "NTE|1||a"), bad, .. "\rNTE|2||b\r"u8];
        var item = Read(bytes);
        Assert.Equal(name, Name(item));
        Assert.Equal(["a\uFFFD", "b"], Notes(item.Record!));
        Assert.Equal((bytes.Length - 11L, 1L), Assert.Single(item.Diagnostics, d => d.Code == "OT3112").Place!.Value.Bytes is var range ? (range.Start, range.Length) : default);
    }

    private static List<string> Notes(SourceRecord record)
    {
        var notes = new List<string>();
        foreach (var note in Hl7v2Path.FindSegments(record.Root, "NTE")) { notes.Add(note.First("3").Text); }
        return notes;
    }

    [Fact]
    public void Hexadecimal_escapes_are_of_the_set_that_the_bytes_show() =>
        Assert.Equal("王ü", Name(Read(Encoding.UTF8, "8859/1", @"王\XC3BC\")));

    [Theory]
    [InlineData("UNICODE UTF-8", "王小明^Müller", true)]
    [InlineData("UNICODE UTF-8", "Müller", true)]
    [InlineData("", "王小明^Müller", true)]
    [InlineData("8859/1", "Müller^Jörg, Zoë, Ångström", true)]
    [InlineData("", "Müller", false)]
    public void UTF_8_with_a_cut_character_stays_UTF_8_and_the_place_is_told(string declared, string name, bool isUtf8)
    {
        var text = Message(declared, name);
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text + "NTE|1||"), 0xE5, 0xB8, (byte)'|', (byte)'x', (byte)'\r'];
        var item = Read(bytes);
        Assert.Equal(isUtf8 ? name : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name)), Name(item));
        var note = Hl7v2Path.FindSegment(item.Record!.Root, "NTE");
        Assert.Equal((isUtf8 ? "\uFFFD" : "å¸", "x"), (note.First("3").Text, note.First("4").Text));
        Assert.Equal(!isUtf8 || declared != "UNICODE UTF-8", item.Diagnostics.Any(d => d.Code == "OT3103"));
        var places = item.Diagnostics.Where(d => d.Code == "OT3112").Select(d => d.Place!.Value).ToList();
        if (isUtf8) { Assert.Equal([("NTE-3", bytes.Length - 5L, bytes.Length - 3L)], places.Select(p => (p.Path, p.Bytes.Start, p.Bytes.End))); } else { Assert.Empty(places); }
    }

    [Fact]
    public void Each_value_with_bad_bytes_is_told_once_and_never_what_it_says()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Message("UNICODE UTF-8", "王小明血壓正常^Müller")), .. "NTE|1||a"u8, 0xFF, .. "b"u8, 0xFE, .. "c~d"u8, 0xFF, .. "^"u8, 0xFF, (byte)'\r'];
        var told = Read(bytes).Diagnostics.Where(d => d.Code == "OT3112").ToList();
        Assert.Equal(["NTE-3[1]", "NTE-3[2].1", "NTE-3[2].2"], told.Select(d => d.Place!.Value.Path));
        Assert.Equal([3L, 1, 1], told.Select(d => d.Place!.Value.Bytes.Length));
        Assert.All(told, d => Assert.DoesNotContain("王", d.Message + d.Hint, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_character_of_UTF_16_is_told_in_its_own_message()
    {
        var bytes = Encoding.Unicode.GetBytes(Message("UNICODE UTF-16", "a?b") + Message("UNICODE UTF-16", "x"));
        // '?' becomes the first half of a pair.
        var half = 2 * Encoding.Unicode.GetString(bytes).IndexOf('?', StringComparison.Ordinal);
        (bytes[half], bytes[half + 1]) = (0x00, 0xD8);
        var items = Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).ToList();
        Assert.Equal(["a\uFFFDb", "x"], items.Select(Name));
        Assert.Equal("PID-5", Assert.Single(items[0].Diagnostics).Place!.Value.Path);
        Assert.Empty(items[1].Diagnostics);
    }

    [Fact]
    public void Remarks_on_bad_bytes_are_limited()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Message("UNICODE UTF-8", new string('王', 9_000))), .. Enumerable.Repeat("NTE|1||\u00ff\r", 2_000).SelectMany(Encoding.Latin1.GetBytes)];
        var item = Read(bytes);
        Assert.Equal((51, "OT3110"), (item.Diagnostics.Count, item.Diagnostics[^1].Code));
        Assert.Equal(0x738B, Name(item)[0]);
    }

    [Theory]
    [InlineData("", "“Müller” €5")]
    [InlineData("8859/1", "“Müller” €5")]
    [InlineData("UNICODE UTF-8", "it’s")]
    [InlineData("ASCII", "Šimon")]
    public void Bytes_that_are_controls_in_8859_1_are_of_windows_1252_and_that_is_told(string declared, string name)
    {
        var item = Read(Windows1252, declared, name);
        Assert.Equal(name, Name(item));
        Assert.EndsWith("they were read as windows-1252", Assert.Single(item.Diagnostics, d => d.Code == "OT3103").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_windows_1252_is_no_lie()
    {
        var item = Read(Windows1252, "WINDOWS-1252", "“Müller”");
        Assert.Equal("“Müller”", Name(item));
        Assert.Empty(item.Diagnostics);
    }

    [Theory]
    [InlineData("utf-16", "8859/1", true)]
    [InlineData("utf-16", "", true)]
    [InlineData("utf-16", "UNICODE UTF-8", true)]
    [InlineData("utf-16", "UNICODE UTF-32", true)]
    [InlineData("utf-16", "UNICODE UTF-16", false)]
    [InlineData("utf-16BE", "UNICODE UTF-16", false)]
    [InlineData("utf-16", "UNICODE", false)]
    [InlineData("utf-16", "8859/1~UNICODE UTF-16", false)]
    [InlineData("utf-32", "8859/1", true)]
    [InlineData("utf-32", "UNICODE UTF-32", false)]
    [InlineData("us-ascii", "UNICODE UTF-16", true)]
    [InlineData("us-ascii", "GB 18030-2000", false)]
    [InlineData("utf-8", "8859/1~UNICODE UTF-8", false)]
    [InlineData("iso-8859-1", "~8859/1", false)]
    public void What_MSH_18_says_in_any_repetition_is_compared_with_the_bytes(string encoding, string declared, bool isLie)
    {
        var named = Encoding.GetEncoding(encoding);
        var name = encoding == "us-ascii" ? "Miller" : "Müller";
        var item = Read(named, declared, name);
        Assert.Equal(name, Name(item));
        Assert.Equal(isLie ? ["they were read as " + encoding.ToLowerInvariant()] : [], item.Diagnostics.Select(d => d.Message[(d.Message.IndexOf(';', StringComparison.Ordinal) + 2)..].ToLowerInvariant()));
    }

    private static string Message(string declared, string name) => $"MSH|^~\\&|LAB|H|||20240101||ADT^A01^ADT_A01|1|P|2.5.1||||||{declared}\rEVN|A01\rPID|1||7||{name}\rPV1|1\r";

    private static SourceItem Read(Encoding encoding, string declared, string name) => Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Message(declared, name))]);

    private static SourceItem Read(byte[] bytes) => Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single();

    private static string Name(SourceItem item)
    {
        var parts = new List<string>();
        var field = Hl7v2Path.FindSegment(item.Record!.Root, "PID").First("5");
        foreach (var part in field.Children) { parts.Add(part.Text); }
        return parts.Count > 0 ? string.Join('^', parts) : field.Text;
    }
}
