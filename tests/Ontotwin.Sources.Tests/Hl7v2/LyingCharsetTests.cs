using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>MSH-18 that says nothing or something else, over bytes of East Asia: converted and told where they are sure, and never of Europe's.</summary>
public sealed class LyingCharsetTests
{
    [Theory]
    [InlineData("gb18030", "", "王小明", "北京市朝阳区建国路")]
    [InlineData("gb18030", "UNICODE UTF-8", "欧阳娜娜", "上海市浦东新区世纪大道")]
    [InlineData("gb18030", "8859/1", "李建华", "广州市天河区，电话：020")]
    [InlineData("gb18030", "ASCII", "司马相如", "𠀀成都市武侯区人民南路")]
    [InlineData("shift_jis", "", "山田^太郎", "東京都千代田区丸の内")]
    [InlineData("shift_jis", "ISO IR87", "鈴木^一郎", "ｵｵｻｶ大阪市北区うめだ")]
    [InlineData("shift_jis", "8859/1", "ヤマダ^タロウ", "神奈川県横浜市")]
    [InlineData("iso-2022-jp", "8859/1", "山田^太郎", "東京都")]
    [InlineData("iso-2022-jp", "UNICODE UTF-8", "ヤマダ^タロウ", "東京都")]
    public void Text_of_East_Asia_is_recognised_converted_and_told(string encoding, string declared, string name, string address)
    {
        var named = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!;
        var bytes = named.GetBytes(Message(declared, name, address));
        var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single();
        Assert.Equal((name, address), Texts(item.Record!, named, bytes));
        var told = Assert.Single(item.Diagnostics, d => d.Code == "OT3103");
        Assert.Equal("MSH-18", told.Place!.Value.Path);
        Assert.EndsWith("they were read as " + (encoding == "iso-2022-jp" ? encoding : named.WebName), told.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> European => new()
    {
        { "iso-8859-1", "Müller^Jörg|Größenstraße 5, 80331 München, Österreich" },
        { "iso-8859-1", "Ångström^Åsa|Ölandsgatan 3, Malmö, Ärla" },
        { "iso-8859-1", "Núñez^María José|Calle Ñuñoa 12, Peñalolén" },
        { "iso-8859-1", "Gonçalves^João|São José dos Campos, Ação nº 5" },
        { "iso-8859-1", "créée^éé^ÄÖ^ÜÜ|ÄÖÜ ÄÖÜß ÀÉÈÇ ÑÁÉÍÓÚ" },
        { "iso-8859-1", "NÚÑEZ^MARÍA|LÉÏÓ ÁÉ ÍÓ ÚÑ" },
        { "iso-8859-1", "temp 37°±1°, 5µg/m²|«été» ¿qué?" },
        { "windows-1252", "it’s^don’t|the patient’s mother’s “quoted” words – it’s, he’s, she’s" },
        { "windows-1252", "O’Brien^Sean|€ 5, Œuvre, ‚x‘ Š š Ž" },
        { "windows-1252", "ƒA ƒB ƒC ƒD|‰ ‹x› •" },
        { "iso-8859-2", "Łukasz^Żółć|Kraków, Świętokrzyska 5, ŁÓDŹ" },
        { "iso-8859-9", "Şükrü^Öğüt|İstanbul, Çağlayan" },
        { "iso-8859-7", "ΠΑΠΑΔΟΠΟΥΛΟΣ^ΝΙΚΟΣ^ΠΑΝΟΣ|ΑΘΗΝΑ, ΟΔΟΣ ΕΡΜΟΥ" },
        { "iso-8859-7", "Παπαδόπουλος^Νίκος|Αθήνα, οδός Ερμού" },
        { "windows-1251", "ИВАНОВ^ИВАН^ПЕТРОВИЧ|МОСКВА, УЛИЦА ЛЕНИНА" },
        { "windows-1251", "Иванов^Иван^Петрович|Москва, улица Ленина" },
        { "iso-8859-5", "ИВАНОВ^ИВАН^ПЕТРОВИЧ|МОСКВА, УЛИЦА ЛЕНИНА" },
        { "iso-8859-5", "Иванов^Иван|Москва, улица Ленина" },
        { "koi8-r", "ИВАНОВ^ИВАН|Москва, улица Ленина" },
        { "euc-kr", "김철수^金哲洙|서울특별시 강남구 테헤란로" },
        { "euc-kr", "金哲洙^김철수|서울" },
    };

    [Theory]
    [MemberData(nameof(European))]
    public void Text_of_Europe_is_never_taken_for_that_of_East_Asia(string encoding, string text)
    {
        var named = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        foreach (var declared in new[] { "", "8859/1", "UNICODE UTF-8" })
        {
            var bytes = named.GetBytes(Message(declared, text.Split('|')[0], text.Split('|')[1]));
            var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single();
            // Bytes from 80 to 9F are controls in ISO 8859-1 and letters in windows-1252.
            var western = bytes.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0x9F) ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.Latin1;
            Assert.Equal(string.Join('|', [.. text.Split('|').Select(t => western.GetString(named.GetBytes(t)))]), Texts(item.Record!, western, bytes) is var (name, address) ? $"{name}|{address}" : "");
            var isWestern = encoding is "iso-8859-1" or "iso-8859-9" or "windows-1252";
            Assert.Equal(!isWestern || declared != "8859/1" || western.CodePage == 1252, item.Diagnostics.Any(d => d.Code == "OT3103" && d.Message.EndsWith(western.WebName, StringComparison.Ordinal)));
            Assert.Equal(!isWestern, item.Diagnostics.Any(d => d.Message.Contains("hardly text", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("", "陳志明^王小明|台北市中正區重慶南路")]
    [InlineData("8859/1", "陳志明^王小明|台北市中正區重慶南路")]
    [InlineData("8859/15", "林美玲^李|高雄市")]
    public void Big_5_that_nobody_declares_is_told(string declared, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(950)!.GetBytes(Message(declared, text.Split('|')[0], text.Split('|')[1]));
        var told = Assert.Single(Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single().Diagnostics, d => d.Code == "OT3103");
        Assert.Contains("hardly text", told.Message, StringComparison.Ordinal);
        Assert.Equal("MSH-18", told.Place!.Value.Path);
    }

    // Every pair of accented letters and signs, as words of two, three and four of them among others.
    [Fact]
    public void Hardly_any_made_up_words_of_Latin_1_are_taken_for_others()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 4).Select(_ => new string([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => random.Next(4) == 0 ? (char)random.Next(0xC0, 0x100) : (char)random.Next('a', 'z' + 1))])));
            var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", Encoding.Latin1.GetBytes(Message("8859/1", words, "x")))).Single();
            Assert.DoesNotContain(item.Diagnostics, d => d.Code == "OT3103" && !d.Message.EndsWith("utf-8", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void UTF_32_is_read(bool isBigEndian, bool hasMark)
    {
        var utf32 = new UTF32Encoding(isBigEndian, hasMark);
        byte[] bytes = [.. utf32.GetPreamble(), .. utf32.GetBytes(Message("UNICODE UTF-8", "王^小明", "x"))];
        Assert.True(Hl7v2Reader.LooksLike(bytes));
        Assert.False(DicomReader.LooksLike(bytes));
        var item = Hl7v2Reader.Read(new SourceDocument("x.hl7", bytes)).Single();
        Assert.Equal(("王^小明", "x"), Texts(item.Record!, utf32, bytes));
    }

    private static string Message(string declared, string name, string address) =>
        $"MSH|^~\\&|LAB|H|||20240101||ADT^A01^ADT_A01|1|P|2.5.1||||||{declared}\rEVN|A01\rPID|1||7||{name}||||||{address}\rPV1|1\r";

    // What the fields say, and that their bytes say the same.
    private static (string Name, string Address) Texts(SourceRecord record, Encoding encoding, byte[] bytes)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            if (record.NameOf(node) != "PID") { continue; }
            var segment = new Field(record, node);
            var (name, address) = (segment.First("5"), segment.First("11"));
            var parts = new List<string>();
            foreach (var part in name.Children) { parts.Add(part.Text); }
            var text = parts.Count > 0 ? string.Join('^', parts) : name.Text;
            if (encoding.WebName != "iso-2022-jp") { Assert.Equal((text, address.Text), (Written(name), Written(address))); }
            return (text, address.Text);
        }
        return default;
        string Written(Field field) => encoding.GetString(bytes[(int)field.Bytes.Start..(int)field.Bytes.End]);
    }
}
