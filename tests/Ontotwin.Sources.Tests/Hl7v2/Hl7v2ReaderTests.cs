using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

public class Hl7v2ReaderTests
{
    private const string Head = "MSH|^~\\&|LAB|H|||20240101||ORU^R01^ORU_R01|1|P|2.5.1\r";

    private static List<SourceItem> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<SourceItem> Read(byte[] bytes) => [.. Hl7v2Reader.Read(new("m.hl7", bytes))];

    private static SourceRecord Message(string body) => Read(Head + body).Single().Record!;

    private static Field Find(SourceRecord record, string segment) => Hl7v2Path.FindSegment(record.Root, segment);

    [Fact]
    public void Segments_lie_in_the_groups_of_their_structure()
    {
        var record = Message("PID|1\rOBR|1\rOBX|1|NM|X||5\rNTE|1\rOBX|2|NM|Y||6\rOBR|2\rOBX|1|NM|Z||7\r");
        Assert.Equal(("ORU_R01", "2.5.1"), (record.Type, record.Version));
        var orders = record.Root.First("PATIENT_RESULT").All("ORDER_OBSERVATION");
        var observations = new List<int>();
        foreach (var order in orders)
        {
            var count = 0;
            foreach (var _ in order.All("OBSERVATION")) { count++; }
            observations.Add(count);
        }
        Assert.Equal([2, 1], observations);
    }

    [Fact]
    public void Paths_count_segments_over_the_whole_message_and_repetitions_from_one()
    {
        var record = Message("PID|1||7^^^A~8^^^B\rOBR|1\rOBX|1|CWE|X||a&b^c\rOBR|2\rOBX|1|NM|Z||7\r");
        var second = Hl7v2Path.FindSegments(record.Root, "OBX").Last();
        Assert.Equal("OBX[2]-5", second.First("5").Path);
        var id = Find(record, "PID").All("3").GetEnumerator();
        id.MoveNext();
        id.MoveNext();
        Assert.Equal("PID-3[2].4", id.Current.First("4").Path);
        Assert.Equal("B", id.Current.First("4").Text);
        Assert.Equal("OBX[1]-5.1.2", Find(record, "OBX").First("5").First("1").All("2") is var parts && Next(parts) is var part ? part.Path : "");
    }

    private static Field Next(FieldSequence parts)
    {
        var walk = parts.GetEnumerator();
        return walk.MoveNext() ? walk.Current : default;
    }

    [Fact]
    public void An_undivided_field_is_its_own_first_component_once()
    {
        var field = Find(Message("PID|1~2|x\r"), "PID").First("1");
        Assert.Equal(field, field.First("1"));
        Assert.Equal(field, field.First("1").First("1"));
        Assert.True(field.First("2").IsAbsent);
        var count = 0;
        foreach (var _ in field.All("1")) { count++; }
        Assert.Equal(1, count);
    }

    [Fact]
    public void States_tell_absent_empty_null_and_value_apart()
    {
        var pid = Find(Message("PID|1||\"\"|^^|a^b\r"), "PID");
        Assert.Equal([FieldState.Empty, FieldState.Null, FieldState.Empty, FieldState.Value, FieldState.Absent],
            [pid.First("2").State, pid.First("3").State, pid.First("4").State, pid.First("5").State, pid.First("6").State]);
        Assert.Equal("a", pid.First("5").Text);
    }

    [Fact]
    public void Header_fields_are_counted_from_the_separator()
    {
        var header = Find(Message(""), "MSH");
        Assert.Equal(["|", "^~\\&", "LAB"], [header.First("1").Text, header.First("2").Text, header.First("3").Text]);
    }

    [Theory]
    [InlineData(@"a\F\b\S\c\T\d\R\e\E\f", @"a|b^c&d~e\f")]
    [InlineData(@"one\.br\two\H\!\N\", "one\ntwo!")]
    [InlineData(@"\X41C3A9\", "Aé")]
    [InlineData(@"C:\temp\x", @"C:\temp\x")]
    [InlineData(@"end\", @"end\")]
    [InlineData(@"a\.sk3\b", "a   b")]
    [InlineData(@"a\.sk 2\b\.sp 2\c\.in +4\d\.sk +1\e", "a  b\n\ncd e")]
    [InlineData(@"a\.skx\b\.sk 1 2\", @"a\.skx\b\.sk 1 2\")]
    public void Escapes_are_resolved_after_splitting(string written, string meant) =>
        Assert.Equal(meant, Find(Message($"NTE|1||{written}\r"), "NTE").First("3").Text);

    [Fact]
    public void Declared_delimiters_are_used()
    {
        var record = Read("MSH$%#*@$LAB\rPID$1$$7%x@y#8\r").Single().Record!;
        var id = Find(record, "PID").First("3");
        Assert.Equal(("7", "y"), (id.First("1").Text, id.First("2").First("2").Text));
        Assert.Equal("PID-3[1].2.2", id.First("2").First("2").Path);
    }

    [Fact]
    public void A_tilde_lost_to_a_small_tilde_still_repeats()
    {
        var item = Read("MSH|^\u02DC\\&|LAB|H|||20240101||ADT^A01|1|P|2.4\rPID|1||7\u02DC8\r").Single();
        Assert.Equal("8", Last(Find(item.Record!, "PID").All("3")).Text);
        Assert.Contains(item.Diagnostics, d => d.Code == "OT3104");
    }

    [Theory]
    [InlineData(@"^~\\&")]
    [InlineData(@"^^~~\\&&")]
    [InlineData(@"^~\\")]
    [InlineData(@"^^\&")]
    [InlineData(@"^~~&")]
    public void A_delimiter_declared_twice_is_told_and_read_as_meant(string declared)
    {
        var item = Read($"MSH|{declared}|LAB|H|||20240101||ADT^A01|1|P|2.4\rPID|1||7^^^H&1.2&ISO~8||a\\T\\b\r").Single();
        var id = Find(item.Record!, "PID").First("3");
        Assert.Equal(("7", "1.2", "8", "a&b"), (id.First("1").Text, id.First("4").First("2").Text, Last(Find(item.Record!, "PID").All("3")).Text, Find(item.Record!, "PID").First("5").Text));
        Assert.Equal(declared, Find(item.Record!, "MSH").First("2").Text);
        Assert.Equal("MSH-2", Assert.Single(item.Diagnostics, d => d.Code == "OT3104").Place!.Value.Path);
    }

    [Theory]
    [InlineData(@"^~\&")]
    [InlineData(@"^~\&#")]
    [InlineData("^~\\")]
    [InlineData("^")]
    public void Delimiters_that_differ_are_not_told(string declared) =>
        Assert.DoesNotContain(Read($"MSH|{declared}|LAB|H|||20240101||ADT|1|P|2.4\rPID|1||7\r").Single().Diagnostics, d => d.Code == "OT3104");

    [Fact]
    public void No_two_places_get_one_delimiter_where_a_usual_one_stands_elsewhere()
    {
        var item = Read("MSH|~~\\^|LAB|H|||20240101||ADT|1|P|2.4\rPID|1||7~8^9\r").Single();
        Assert.Equal(("7", "9"), (Find(item.Record!, "PID").First("3").Text, Find(item.Record!, "PID").First("3").First("2").First("2").Text));
    }

    private static Field Last(FieldSequence fields)
    {
        var last = default(Field);
        foreach (var field in fields) { last = field; }
        return last;
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r")]
    public void Any_line_end_serves(string end) => Assert.Equal("x", Find(Read(("MSH|^~\\&|LAB\rPID|1|x\r").Replace("\r", end,
        StringComparison.Ordinal)).Single().Record!, "PID").First("2").Text);

    [Fact]
    public void Frames_marks_and_batches_are_passed()
    {
        byte[] framed = [0x0B, .. Encoding.UTF8.GetBytes(Head), 0x1C, 0x0D, 0x0B, .. Encoding.UTF8.GetBytes(Head), 0x1C, 0x0D];
        Assert.Equal(2, Read(framed).Count(i => i.Record is not null));
        var batch = Read("\uFEFFFHS|^~\\&\rBHS|^~\\&\r" + Head + Head + "BTS|3\rFTS|1\r");
        Assert.Equal(2, batch.Count);
        Assert.Contains(batch[1].Diagnostics, d => d.Code == "OT3109");
        Assert.Equal("\uFEFFFHS|^~\\&\rBHS|^~\\&\r".Length + 2, batch[0].Record!.Bytes.Start);
    }

    [Theory]
    [InlineData("", "OT3102")]
    [InlineData("\r\n", "OT3102")]
    [InlineData("PID|1\r", "OT3101")]
    public void A_document_without_message_is_a_reject(string text, string code) => Assert.Equal(code, Read(text).Single().Diagnostics.Single().Code);

    [Fact]
    public void Bytes_before_the_first_message_are_a_reject_and_the_message_is_read()
    {
        var items = Read("junk\r" + Head);
        Assert.Equal((null, "OT3101", true), (items[0].Record, items[0].Diagnostics.Single().Code, items[1].Record is not null));
    }

    [Fact]
    public void A_stray_segment_disturbs_nothing_after_it()
    {
        var item = Read(Head + "PID|1\rNK1|1\rPD1|x\rOBR|1\rOBX|1|NM|X||5\r").Single();
        Assert.Equal("OT3105", item.Diagnostics.Single().Code);
        Assert.Equal("PATIENT", Find(item.Record!, "PD1").Parent.Name);
        Assert.Equal("OBSERVATION", Find(item.Record!, "OBX").Parent.Name);
    }

    [Fact]
    public void A_second_order_is_an_order_and_no_prior_result()
    {
        var record = Read("MSH|^~\\&|||||20240101||OML^O21^OML_O21|1|P|2.5.1\rPID|1\rORC|NW\rOBR|1\rORC|NW\rOBR|2\r").Single().Record!;
        Assert.Equal("ORDER", Hl7v2Path.FindSegments(record.Root, "ORC").Last().Parent.Name);
    }

    [Fact]
    public void Z_segments_stay_where_they_are_and_foreign_ones_are_told()
    {
        var item = Read(Head + "PID|1\rZPI|9\rOBR|1\rAL1|1\r").Single();
        Assert.Equal("PATIENT", Find(item.Record!, "ZPI").Parent.Name);
        Assert.Equal("OT3106", item.Diagnostics.Single().Code);
    }

    [Fact]
    public void A_wrapped_line_continues_its_field()
    {
        var item = Read(Head + "OBR|1\rOBX|1|ED|X||AAAA\rBBBB\rOBX|2|NM|Y||5\r").Single();
        Assert.Equal("AAAA\rBBBB", Find(item.Record!, "OBX").First("5").Text);
        Assert.Equal("OT3107", item.Diagnostics.Single().Code);
    }

    [Theory]
    [InlineData("ADT^A08", "ADT_A01")]
    [InlineData("ADT^A08^ADT_A08", "ADT_A01")]
    [InlineData("ORU^R01", "ORU_R01")]
    [InlineData("ACK", "ACK")]
    [InlineData("XYZ^Z99^XYZ_Z99", "XYZ_Z99")]
    public void The_structure_is_named_by_table_0354(string messageType, string structure) =>
        Assert.Equal(structure, Read($"MSH|^~\\&|||||20240101||{messageType}|1|P|2.5.1\r").Single().Record!.Type);

    [Theory]
    [InlineData("iso-8859-1", "8859/1", "Müller", false)]
    [InlineData("iso-8859-1", "UNICODE UTF-8", "Müller", true)]
    [InlineData("utf-8", "UNICODE UTF-8", "Müller", false)]
    [InlineData("utf-8", "8859/1", "Müller", true)]
    [InlineData("utf-8", "", "Müller", true)]
    [InlineData("GB18030", "GB 18030-2000", "王小明侊", false)]
    [InlineData("iso-2022-jp", "ISO IR87", "山田太郎", false)]
    [InlineData("iso-2022-jp", "", "山田太郎", true)]
    [InlineData("utf-16", "UNICODE UTF-16", "王Müller", false)]
    public void Charsets_are_found_and_lies_told(string encoding, string declared, string name, bool isLie)
    {
        var named = encoding is "utf-8" or "utf-16" or "iso-8859-1" ? Encoding.GetEncoding(encoding)
            : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!;
        var bytes = named.GetBytes($"MSH|^~\\&|LAB|H|||20240101||ADT^A01^ADT_A01|1|P|2.5.1||||||{declared}\rEVN|A01\rPID|1||7||{name}^X\rPV1|1\r");
        var item = Read(bytes).Single();
        var field = Find(item.Record!, "PID").First("5").First("1");
        Assert.Equal(name, field.Text);
        Assert.Equal(name, named.GetString(bytes[(int)field.Bytes.Start..(int)field.Bytes.End]).TrimStart('\uFEFF'));
        Assert.Equal("PID-5.2", Find(item.Record!, "PID").First("5").First("2").Path);
        Assert.Equal(isLie, item.Diagnostics.Any(d => d.Code == "OT3103"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    // As many characters as are decoded at once, with and without padding at the end.
    [InlineData(49_150)]
    [InlineData(49_151)]
    [InlineData(49_152)]
    [InlineData(300_000)]
    public void Embedded_data_are_decoded_from_their_bytes_also_where_lines_were_wrapped(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        var text = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\r\n ", StringComparison.Ordinal) + "\\.br\\";
        var field = Find(Read($"MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^AP^PDF^Base64^{text}||||||F\r").Single().Record!, "OBX").First("5");
        using var decoded = new MemoryStream();
        Assert.True(length == 0 || EmbeddedData.IsIn(field));
        Assert.True(EmbeddedData.TryCopy(field, decoded, out var count, out _));
        Assert.Equal(length, count);
        Assert.Equal(bytes, decoded.ToArray());
    }

    [Theory]
    [InlineData(@"Base64^SGVs\X0D\\X0A\bG8=")]
    [InlineData(@"Base64^SGVs\X0D0A\bG8=")]
    [InlineData(@"Base64^SGVs\X0d0a20\bG8=\.br\")]
    [InlineData(@"BASE64^\.sp\SGVs bG8=")]
    [InlineData("Hex^48656C6C6F")]
    [InlineData(@"hex^48 65\.br\6c6c\X0D\6F")]
    [InlineData("Hex^486\r\n56C6C6F")]
    public void Embedded_data_are_decoded_through_escaped_line_breaks_and_from_hexadecimal_digits(string data)
    {
        var record = Read($"MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^AP^PDF^{data}||||||F\r").Single().Record!;
        using var decoded = new MemoryStream();
        Assert.True(EmbeddedData.TryCopy(Assert.Single(EmbeddedData.In(record)), decoded, out var count, out _));
        Assert.Equal(("Hello", 5), (Encoding.ASCII.GetString(decoded.ToArray()), count));
        // The component alone is the same data.
        Assert.True(EmbeddedData.TryCopy(Find(record, "OBX").First("5").First("5"), Stream.Null, out count, out _));
        Assert.Equal(5, count);
    }

    [Theory]
    [InlineData("Hex^48656C6C6", "hexadecimal digits")]
    [InlineData("Hex^4865ZZ", "hexadecimal digits")]
    [InlineData(@"Hex^48\X41\65", "hexadecimal digits")]
    [InlineData(@"Base64^SGVs\X41\bG8=", "base64")]
    [InlineData(@"Base64^SGVs\F\bG8=", "base64")]
    [InlineData(@"Base64^SGVsbG8=\", "base64")]
    public void Embedded_data_with_anything_else_in_them_say_so(string data, string wanted)
    {
        var field = Find(Read($"MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^AP^PDF^{data}||||||F\r").Single().Record!, "OBX").First("5");
        Assert.False(EmbeddedData.TryCopy(field, Stream.Null, out _, out var told));
        Assert.Equal(("OT3004", "OBX-5.5", true), (told.Code, told.Place!.Value.Path, told.Message.Contains(wanted, StringComparison.Ordinal)));
    }

    [Fact]
    public void Embedded_data_are_decoded_with_the_escape_that_is_declared()
    {
        var field = Find(Read("MSH|^~!&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^AP^PDF^Hex^48!X0D!!.br!65||||||F\r").Single().Record!, "OBX").First("5");
        Assert.True(EmbeddedData.TryCopy(field, Stream.Null, out var count, out _));
        Assert.Equal(2, count);
    }

    [Fact]
    public void Words_that_name_an_encoding_elsewhere_embed_nothing() =>
        Assert.Empty(EmbeddedData.In(Read("MSH|^~\\&|A||||||ADT^A01|1|P|2.5.1\rPID|1||7|Hex|48\rPV1|1|I^a^b^Hexagon^48\r").Single().Record!));

    [Fact]
    public void Embedded_data_that_are_no_base64_say_so()
    {
        var field = Find(Read("MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^AP^PDF^Base64^QUJD*===||||||F\r").Single().Record!, "OBX").First("5");
        using var decoded = new MemoryStream();
        Assert.False(EmbeddedData.TryCopy(field, decoded, out _, out var told));
        Assert.Equal(("OT3004", "OBX-5.5"), (told.Code, told.Place!.Value.Path));
    }

    [Fact]
    public void Embedded_data_beyond_a_limit_are_told_and_not_taken()
    {
        var text = Convert.ToBase64String(new byte[3 << 20]);
        var field = Find(Read($"MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|X||L^application^pdf^Base64^{text}||||||F\r").Single().Record!, "OBX").First("5");
        using var decoded = new MemoryStream();
        Assert.False(EmbeddedData.TryCopy(field, decoded, out _, out var told, 1 << 20));
        Assert.Equal("OT3005", told.Code);
        Assert.InRange(decoded.Length, 0, 1 << 20);
        Assert.Equal("application/pdf", EmbeddedData.TypeOf(field));
    }

    [Fact]
    public void Schema_answers_what_a_binder_asks()
    {
        var schema = Hl7v2Schema.For("2.5.1");
        var node = schema.Structure("ORU_R01")!.Find("PATIENT_RESULT/ORDER_OBSERVATION")!;
        Assert.True(node.IsGroup && node.IsRepeating && node.IsRequired && node.HasSegment("OBX"));
        Assert.Null(schema.Structure("ORU_R01")!.Find("PATIENT/OBX"));
        var field = schema.Segment("OBX")!.Field(5)!;
        Assert.Equal(("VARIES", true), (field.DataType, field.IsRepeating));
        Assert.Equal("CX", schema.Segment("PID")!.Field(3)!.DataType);
        Assert.Null(schema.Segment("OBX")!.Field(99));
        Assert.Equal("Assigning Authority", schema.DataType("CX")!.Component(4)!.Name);
        Assert.Equal(["2.5.1", "2.6", "2.8.1", "2.8.1", "2.1", "2.7.1"],
            [Hl7v2Schema.For(null).Version, Hl7v2Schema.For("2.6.1").Version, Hl7v2Schema.For("2.8.2").Version, Hl7v2Schema.For("2.9").Version,
                Hl7v2Schema.For("2.0").Version, Hl7v2Schema.For("2.7").Version]);
    }

    [Theory]
    [InlineData("MSH|^~\\&|", true)]
    [InlineData("\u000bMSH|^~\\&|", true)]
    [InlineData("\uFEFFFHS|^~\\&|", true)]
    [InlineData("{\"resourceType\":", false)]
    [InlineData("MSHA,b", false)]
    public void Looks_like(string text, bool expected) => Assert.Equal(expected, Hl7v2Reader.LooksLike(Encoding.UTF8.GetBytes(text)));
}
