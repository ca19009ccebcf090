using System.IO.Compression;
using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Tests.Dicom;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>One target a format.</summary>
internal static class Targets
{
    private static readonly FhirPathExpression Everything = FhirPathExpression.Parse("descendants().where($this.exists())").Value!;
    private static readonly CsvOptions Utf8Csv = new() { Encoding = "utf-8", Delimiter = ',' };
    private static readonly JsonOptions ByJsonPath = new() { At = JsonPath.Parse("$.readings[*]").Value };
    private static readonly XmlOptions ByXPath = new() { At = XPath.Parse("/H/R").Value };
    private static readonly string[] BundlesInParts =
    [
        """
        {"resourceType":"Bundle","type":"history","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p"}},{"resource":{"resourceType":"Observation","id":"o",
        "subject":{"reference":"urn:uuid:1"},"valueQuantity":{"value":1.5}}},{"request":{"method":"DELETE","url":"Observation/o"}},{"fullUrl":"http://s/Patient/q","resource":{"resourceType":"Patient","id":"q"}}],"total":3}
        """,
        """
        <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="urn:uuid:1"/><resource><Patient><id value="p"/></Patient></resource></entry>
        <entry><resource><Observation><subject><reference value="urn:uuid:1"/></subject></Observation></resource></entry><entry/></Bundle>
        """,
    ];

    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new[]
    {
        new FuzzTarget("hl7v2", Texts(
            "MSH|^~\\&|A|B|||20240101||ORU^R01^ORU_R01|1|P|2.5.1||||||UNICODE UTF-8\rPID|1||7^^^A~8||M\u00fcller^X&Y\rOBR|1\rOBX|1|NM|X^Y^LN||5\\F\\6|\"\"\rNTE|1||a\\.br\\b\\XC3BC\\\rOBX|2|ED|R||L^AP^PDF^Base64^JVBERi0xLjQK\rBTS|1\r",
            "FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&#|A||||||OML^O21^OML_O21|1|P|2.8\nORC|NW\nOBR|1\nSPM|1\nOBX|1\nPID|1\nORC|NW\nOBR\nFTS|\n",
            "\u000bMSH|^~\\&|A||||||ADT^A08|1|P|2.3||||||ISO IR87\rPID|||1||\u001b$B;3ED\u001b(B^\r\u001c\r",
            "MSH|^~\\\\&|A||||||ADT^A08|1|P|2.3||||||~ISO IR87~KS X 1001\rPID|||1||\\M242844\\0!\\M2442\\B@|3^\\C2842\\^\u001b$)C\u000eH+1f\u000f\\C2D7A\\\\X1B2442\\\\X3B33\\\r"), Hl7v2Reader.Read)
        {
            Garbage = GarbageOfDecoders,
            Use = Extract,
            ReadStretches = (large, bytes) => Hl7v2Reader.ReadsInStretches(bytes) ? Hl7v2Reader.ReadStretches(large) : null,
        },
        new FuzzTarget("csv", Texts("a,b,c\n1,\"x \"\"y\"\"\n z\",3\n\n4,5\n,,,,\n", "sep=;\r\nGr\u00f6\u00dfe;b\r\n1,5;\"2\"\r\n\"open;3\r\n"), d => CsvReader.Read(d)),
        new FuzzTarget("csv in stretches", [.. new[] { "a,b,c\n1,\"x \"\"y\"\"\n z\",3\n\n4,5\n,,,,\n", "\uFEFFa,a\r\n1,\u00fc\r\n\r\"open,3\r\n" }.Select(Encoding.UTF8.GetBytes)], d => CsvReader.Read(d, Utf8Csv))
        {
            ReadStretches = (large, bytes) => CsvReader.ReadsInStretches(bytes, Utf8Csv) ? CsvReader.ReadStretches(large, Utf8Csv) : null,
        },
        new FuzzTarget("dicom", Dicom(), DicomReader.Read) { IsVerbatim = false, Unpacked = Unpacked, Use = Use },
        new FuzzTarget("dicom without bulk data", Dicom(), DicomReader.Read)
        {
            IsVerbatim = false, Unpacked = Unpacked, ReadStretches = (large, bytes) => DicomReader.ReadsInStretches(bytes) ? DicomReader.ReadStretches(large) : null,
        },
        new FuzzTarget("dicom frames", Frames(), DicomReader.Read) { IsVerbatim = false, Use = Decode },
        new FuzzTarget("dicom objects", DamagedObjectTests.Objects, DicomReader.Read) { IsVerbatim = false, Use = UseObject },
        new FuzzTarget("fhir", Texts("""
            {"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","_birthDate":{"extension":[{"url":"a\u00e9"}]},
            "name":[{"given":["A",null],"_given":[null,{"id":"x"}]}],"deceasedBoolean":false,"multipleBirthInteger":-1.50e+3}}]}
            {"resourceType":"Observation","subject":{"reference":"#a"},"contained":[{"id":"a"}]}
            """), FhirReader.Read) { Use = Follow },
        new FuzzTarget("fhir in parts", [.. BundlesInParts.Select(Encoding.UTF8.GetBytes)], FhirReader.Read)
        {
            Use = Follow, IsVerbatim = false, ComparesValues = true,
            ReadStretches = (large, bytes) => AreLines(large, bytes, lines: false) ? FhirReader.ReadStretches(large) : null,
        },
        new FuzzTarget("ndjson", Texts("{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\"Patient\",\"id\":\n\n{\"id\":\"none\"}\r\n{\"resourceType\":\"Patient\",\"id\":\"3\"}"), FhirReader.Read)
        {
            ReadStretches = (large, bytes) => AreLines(large, bytes, lines: true) ? FhirReader.ReadStretches(large) : null,
        },
        new FuzzTarget("fhir xml", Texts("""
            <?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="a&amp;b"/><text><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></text>
            <contained><Organization><name value="O"/></Organization></contained><birthDate value="1970"><extension url="v"><valueCode value="c"/></extension></birthDate></Patient></resource></entry></Bundle>
            """), FhirReader.Read) { Use = Follow },
        new FuzzTarget("json", Texts("{\"a\":[1,2.5e-3,null,{\"b\":\"x\\u00e9\\n\"}],\"c\":{\"d\":true}}", "[{\"t\":1},{\"t\":2}]"), d => JsonReader.Read(d)),
        new FuzzTarget("json by path", Texts("{\"readings\":[{\"t\":1,\"v\":\"x\"},{\"t\":2,\"v\":[3]}]}"), d => JsonReader.Read(d, ByJsonPath))
        {
            ReadStretches = (large, bytes) => IsText(bytes) && (AreLines(large, bytes, lines: false) || AreLines(large, bytes, lines: true)) && JsonReader.ReadsInStretches(bytes, ByJsonPath) ? JsonReader.ReadStretches(large, ByJsonPath) : null,
        },
        new FuzzTarget("xml", Texts("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a b='1' xmlns:p='u'><!-- c --><p:d>t&#228;<![CDATA[<z>]]></p:d><e/>\r\n</a>"), d => XmlDocumentReader.Read(d)) { IsVerbatim = false },
        new FuzzTarget("xml by path", Texts("<H><R v='1' u='m'/><R v='2'/><S><R/></S></H>"), d => XmlDocumentReader.Read(d, ByXPath))
        {
            IsVerbatim = false, ReadStretches = (large, bytes) => IsText(bytes) && XmlDocumentReader.ReadsInStretches(bytes, ByXPath) ? XmlDocumentReader.ReadStretches(large, ByXPath) : null,
        },
        new FuzzTarget("containers", Containers(), InContainer) { IsVerbatim = false },
    }.ToDictionary(t => t.Name);

    // Whether the first stretch tells what all of the document does; its last byte is kept for the LF of a CR LF.
    private static bool AreLines(LargeDocument large, byte[] bytes, bool lines) => IsOnePerLine(bytes) == lines && IsOnePerLine(bytes.AsSpan(0, Math.Min(large.StretchBytes - 1, bytes.Length))) == lines;

    // Bytes that are no UTF-8 are told of once, in stretches only if they are met before what ends the reading.
    private static bool IsText(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static bool IsOnePerLine(ReadOnlySpan<byte> bytes) => FhirLines.IsOnePerLine(bytes[FhirLines.BomLength(bytes)..]);

    // The framework's decoders of East Asian encodings make an object at each call, and must be called at each byte for its place to be known: it is garbage at once.
    private static long GarbageOfDecoders(byte[] bytes)
    {
        var most = 0L;
        foreach (var name in new[] { "iso-2022-jp", "gb18030" })
        {
            var (decoder, one, chars) = (CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetDecoder(), new byte[1], new char[16]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var each in bytes)
            {
                one[0] = each;
                decoder.GetChars(one, 0, 1, chars, 0, flush: false);
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return most;
    }

    private static byte[][] Texts(params string[] texts) =>
        [.. texts.Select(Encoding.UTF8.GetBytes), .. texts.Select(Encoding.Latin1.GetBytes), .. texts.Select(t => (byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(t)])];

    private static byte[] Part10(string syntax, byte[] data) => [.. new byte[128], .. "DICM"u8, .. DicomReaderTests.Element(0x00020010, "UI", syntax), .. data];

    private static byte[][] Dicom()
    {
        byte[] body =
        [
            .. DicomReaderTests.Element(0x00080005, "CS", "ISO 2022 IR 13\\ISO 2022 IR 87"), .. DicomReaderTests.Element(0x00080060, "CS", "MR"),
            .. DicomReaderTests.Element(0x00100010, "PN", "A^B=\u001b$B;3ED\u001b(J^\u001b$BB@O:\u001b(J="), .. DicomReaderTests.Element(0x00190010, "LO", "ME"),
            .. DicomReaderTests.Element(0x00191001, "UN", [1, 2, 3, 4]), .. DicomReaderTests.Element(0x00280106, "US", [1, 2]),
            .. DicomReaderTests.Element(0x00289110, "FD", [1, 2, 3, 4, 5, 6, 7, 8]),
            .. DicomReaderTests.Element(0x0040A040, "CS", "CONTAINER"),
            .. DicomReaderTests.Element(0x0040A730, "SQ", DicomReaderTests.Item(
                DicomReaderTests.Element(0x00080005, "CS", "GB18030"), DicomReaderTests.Element(0x0040A160, "UT", "x\\y"))),
            .. DicomReaderTests.Element(0x7FE00010, "OB", [.. DicomReaderTests.Item(), .. DicomReaderTests.Item([1, 2, 3, 4]), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], uint.MaxValue),
        ];
        return [body, Part10("1.2.840.10008.1.2.4.50", body), Part10("1.2.840.10008.1.2.1.99", Squeeze(body, gzip: false)), Part10("1.2.840.10008.1.2.2", body), Squeeze(body, gzip: true)];
    }

    // Frames of every codec from real files where they are at hand; ours are uncompressed and RLE.
    private static byte[][] Frames()
    {
        byte[] Image(byte[] pixels, string syntax, uint? length) => Part10(syntax,
        [
            .. DicomReaderTests.Element(0x00280002, "US", [1, 0]), .. DicomReaderTests.Element(0x00280010, "US", [4, 0]), .. DicomReaderTests.Element(0x00280011, "US", [4, 0]),
            .. DicomReaderTests.Element(0x00280100, "US", [8, 0]), .. DicomReaderTests.Element(0x00280101, "US", [8, 0]), .. DicomReaderTests.Element(0x7FE00010, "OB", pixels, length),
        ]);
        byte[] coded = [1, 0, 0, 0, 64, .. new byte[59], 0xF1, 7];
        byte[][] ours = [Image(new byte[16], "1.2.840.10008.1.2.1", null), Image([.. DicomReaderTests.Item(), .. DicomReaderTests.Item(coded), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], "1.2.840.10008.1.2.5", uint.MaxValue)];
        string[] real = ["pydicom-data/JLSL_RGB_ILV1.dcm", "pydicom-data/JLSL_RGB_ILV2.dcm", "pydicom/test_files/SC_rgb_small_odd_jpeg.dcm", "pydicom/test_files/JPEG-lossy.dcm", "pydicom/test_files/SC_jpeg_no_color_transform.dcm", "pydicom/test_files/JPEG-LL.dcm", "pydicom/test_files/MR_small_jpeg_ls_lossless.dcm",
            "pydicom/test_files/MR_small_jp2klossless.dcm", "pydicom/test_files/SC_rgb_gdcm_KY.dcm"];
        return [.. ours, .. real.Select(f => Testing.SharedData.Find("dev", "dicom", f)).OfType<string>().Where(f => new FileInfo(f).Length < 120_000).Select(File.ReadAllBytes)];
    }

    private static byte[][] Containers()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var stream = archive.CreateEntry("a.csv").Open()) { stream.Write("a,b\n1,2\n"u8); }
            using (var stream = archive.CreateEntry("f/b.csv").Open()) { stream.Write(new byte[5_000]); }
        }
        return [zip.ToArray(), zip.ToArray()[..^90], Squeeze("a,b\n1,2\n"u8.ToArray(), gzip: true)];
    }

    private static List<SourceItem> InContainer(SourceDocument document)
    {
        var path = document.Bytes.Span is [0x1F, ..] ? "fuzz.gz" : "fuzz.zip";
        using var content = new MemoryStream(document.Bytes.ToArray());
        var found = SourceContainer.Find(path, content);
        if (!found.IsOk) { return [new(null, found.Diagnostics)]; }
        var items = new List<SourceItem>();
        if (!found.Diagnostics.IsEmpty) { items.Add(new(null, found.Diagnostics)); }
        foreach (var name in found.Value.Where(n => n != path).Take(5))
        {
            content.Position = 0;
            var read = SourceContainer.Read(path, name[(path.Length + 1)..], content, 1 << 20);
            if (!read.IsOk) { items.Add(new(null, read.Diagnostics)); }
            items.AddRange(InStretches(path, name[(path.Length + 1)..], document, read.Value));
        }
        return items;
    }

    // What is read to its end without a fault is what is held. Its places are its own, not the container's.
    private static List<SourceItem> InStretches(string path, string name, SourceDocument document, SourceDocument? held)
    {
        var packed = new PackedDocument(path, name, () => new MemoryStream(document.Bytes.ToArray()));
        using var copy = new MemoryStream();
        try
        {
            using var content = packed.Open();
            content.CopyTo(copy);
        }
        catch (InvalidDataException)
        {
            // What cannot be opened is told of what is held.
            Assert.Null(held);
            return [];
        }
        var faults = packed.Checked([]).ToList();
        Assert.True(faults.Count > 0 || held is null || held.Bytes.Span.SequenceEqual(copy.ToArray()));
        return [.. faults.Select(f => f with { Diagnostics = [.. f.Diagnostics.Select(d => d with { Place = d.Place!.Value with { Bytes = default } })] })];
    }

    private static void Use(SourceRecord record)
    {
        DicomJson.Write(record, Stream.Null);
        foreach (var item in DicomContentItem.In(record)) { _ = item.Value.Text; }
        foreach (var group in DicomWaveform.In(record)) { _ = group.Values(1); }
        _ = DicomStructure.In(record).Sum(s => s.VolumeMl ?? 0);
        _ = DicomDirectoryRecord.Of(record);
    }

    private static void UseObject(SourceRecord record)
    {
        Use(record);
        if (DicomImage.Of(record) is { IsOk: true } image && image.Value.Rows * (long)image.Value.Columns * Math.Min(image.Value.Frames, 1 << 20) < 1 << 20) { _ = (DicomDose.Of(record), DicomSegment.In(record)); }
    }

    private static void Decode(SourceRecord record)
    {
        if (DicomImage.Of(record) is { IsOk: true } image && image.Value.Rows * (long)image.Value.Columns < 1 << 20) { DicomPreview.Write(image.Value, 1, Stream.Null); }
        if (record.Root.First("SegmentSequence").IsAbsent) { return; }
        _ = DicomSegment.In(record);
    }

    private static void Extract(SourceRecord record)
    {
        foreach (var data in EmbeddedData.In(record)) { _ = EmbeddedData.TryCopy(data, Stream.Null, out _, out _); }
    }

    private static void Follow(SourceRecord record)
    {
        for (var node = 0; node < Math.Min(200, record.NodeCount); node++)
        {
            if (record.NameOf(node) == "reference") { _ = FhirReferences.Resolve(new Field(record, node)); }
        }
        // The model's own reader is given what ours read.
        foreach (var told in FhirValidation.Check(record).Take(5)) { Assert.NotNull(told.Place); }
        foreach (var value in Everything.Select(record.Root, out _).Take(50)) { _ = value.Field.Text; }
    }

    // Of gzip around a file and of the deflated transfer syntax, as far as it can be unpacked.
    private static long Unpacked(byte[] bytes)
    {
        var syntax = bytes.AsSpan().IndexOf("1.2.840.10008.1.2.1.99"u8);
        if (bytes is not [0x1F, 0x8B, ..] && syntax < 0) { return bytes.Length; }
        // The identifier's 22 bytes end the file's head.
        var from = syntax < 0 ? 0 : syntax + 22;
        using var packed = new MemoryStream(bytes, from, bytes.Length - from);
        using Stream stream = syntax < 0 ? new GZipStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress);
        var (unpacked, buffer) = (0L, new byte[4096]);
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;) { unpacked += read; }
        }
        catch (InvalidDataException)
        {
            // What came before the damage was unpacked.
        }
        return unpacked;
    }

    private static byte[] Squeeze(byte[] bytes, bool gzip)
    {
        using var target = new MemoryStream();
        using (Stream stream = gzip ? new GZipStream(target, CompressionLevel.Fastest) : new DeflateStream(target, CompressionLevel.Fastest)) { stream.Write(bytes); }
        return target.ToArray();
    }
}
