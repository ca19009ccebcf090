using System.IO.Compression;
using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Tests.Dicom;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Sources.Tests;

/// <summary>Documents made to exhaust a reader: each is told with a code, in less than 100 ms and 64 MB, and the next document is read.</summary>
public sealed class BombTests
{
    private const int Deep = 100_000;

    [Fact]
    public void Depth_of_json() => Told("OT3502", Repeat("[", Deep), d => JsonReader.Read(d), "[1]");

    [Fact]
    public void Depth_of_fhir() => Told("OT3403", "{\"resourceType\":\"Patient\",\"a\":" + Repeat("{\"b\":", Deep), FhirReader.Read, "{\"resourceType\":\"Patient\"}");

    [Fact]
    public void Depth_of_fhir_as_xml() => Told("OT3403", "<Patient xmlns=\"http://hl7.org/fhir\">" + Repeat("<extension>", Deep), FhirReader.Read, "<Patient xmlns=\"http://hl7.org/fhir\"/>");

    [Fact]
    public void Depth_of_xml() => Told("OT3602", Repeat("<a>", Deep), d => XmlDocumentReader.Read(d), "<a/>");

    [Fact]
    public void A_billion_laughs()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{Repeat($"&l{i - 1};", 10)}\">"));
        Told("OT3605", $"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"lol\">{entities}]><x>&l9;</x>", d => XmlDocumentReader.Read(d), "<a/>");
    }

    [Fact]
    public void An_external_entity() => Told("OT3605", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>", d => XmlDocumentReader.Read(d), "<a/>");

    [Fact]
    public void Attributes_without_end() => Told("OT3603", "<a " + string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i}='' ")), d => XmlDocumentReader.Read(d), "<a/>");

    [Fact]
    public void Sequences_in_sequences()
    {
        byte[] open = [.. DicomReaderTests.Element(0x0040A730, "SQ", [], uint.MaxValue), 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF];
        Told("OT3209", [.. DicomReaderTests.Element(0x00080060, "CS", "SR"), .. Enumerable.Repeat(open, 1_800).SelectMany(o => o)], DicomReader.Read, DicomReaderTests.Element(0x00080060, "CS", "SR"));
    }

    [Theory]
    [InlineData(0xFFFFFFF0u)]
    [InlineData(0x7FFFFFFEu)]
    public void Lengths_that_lie(uint length) =>
        Told("OT3211", [.. DicomReaderTests.Element(0x00080060, "CS", "CT"), .. DicomReaderTests.Element(0x7FE00010, "OW", [1, 2, 3, 4], length)], DicomReader.Read, DicomReaderTests.Element(0x00080060, "CS", "CT"));

    [Fact]
    public void A_deflated_data_set_that_grows()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(DicomReaderTests.Element(0x00080060, "CS", "CT"));
            deflate.Write(DicomReaderTests.Element(0x7FE00010, "OW", new byte[100 << 20]));
        }
        Told("OT3202", [.. new byte[128], .. "DICM"u8, .. DicomReaderTests.Element(0x00020010, "UI", "1.2.840.10008.1.2.1.99"), .. packed.ToArray()], DicomReader.Read, DicomReaderTests.Element(0x00080060, "CS", "CT"));
    }

    [Fact]
    public void An_image_larger_than_its_bytes()
    {
        byte[] Image(ushort rows, byte[] pixels) =>
        [
            .. DicomReaderTests.Element(0x00020010, "UI", "1.2.840.10008.1.2.5"), .. DicomReaderTests.Element(0x00280002, "US", [1, 0]), .. DicomReaderTests.Element(0x00280010, "US", BitConverter.GetBytes(rows)),
            .. DicomReaderTests.Element(0x00280011, "US", BitConverter.GetBytes(rows)), .. DicomReaderTests.Element(0x00280100, "US", [16, 0]), .. DicomReaderTests.Element(0x7FE00010, "OB", pixels, uint.MaxValue),
        ];
        byte[] pixels = [.. DicomReaderTests.Item(), .. DicomReaderTests.Item(new byte[100]), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        foreach (var rows in new ushort[] { 8_000, 65_535 })
        {
            var record = DicomReaderTests.Read([.. new byte[128], .. "DICM"u8, .. Image(rows, pixels)]).Record!;
            Bombs.Assert(() =>
            {
                var image = DicomImage.Of(record);
                Assert.Equal("OT3215", Assert.Single(image.IsOk ? image.Value.Frame(1).Diagnostics : image.Diagnostics).Code);
            });
        }
    }

    // Blocks of JPEG 2000 of which each has all the passes there are, and no byte.
    [Theory]
    [InlineData(2_048)]
    [InlineData(2_880)]
    [InlineData(40_000)]
    public void Passes_without_bytes(int side)
    {
        var bits = new StringBuilder("1");
        for (var blocks = (side + 63) / 64 * ((side + 63) / 64); blocks > 0 && bits.Length < 400_000; blocks--)
        {
            // Included, no plane of zeros; 37 and 51 passes; no more bits of length, a length of zero.
            bits.Append(bits.Length == 1 ? "11111111111111" : "11").Append("1111").Append("11111").Append("0110011").Append('0').Append("000000000");
        }
        var header = new List<byte>();
        for (var at = 0; at < bits.Length;)
        {
            // A byte after FF has seven bits.
            var take = Math.Min(header is [.., 0xFF] ? 7 : 8, bits.Length - at);
            header.Add((byte)(Convert.ToInt32(bits.ToString(at, take), 2) << ((header is [.., 0xFF] ? 7 : 8) - take)));
            at += take;
        }
        byte[] Number(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        byte[] coded =
        [
            0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, .. Number(side), .. Number(side), .. new byte[8], .. Number(side), .. Number(side), .. new byte[8], 0, 1, 7, 1, 1,
            0xFF, 0x52, 0, 12, 0, 0, 0, 1, 0, 0, 4, 4, 0, 1, 0xFF, 0x5C, 0, 4, 0xE0, 24 << 3, 0xFF, 0x90, 0, 10, 0, 0, .. Number(0), 0, 1, 0xFF, 0x93, .. header, 0xFF, 0xD9,
        ];
        byte[] pixels = [.. DicomReaderTests.Item(), .. DicomReaderTests.Item(coded.Length % 2 == 0 ? coded : [.. coded, 0]), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        byte[] image =
        [
            .. DicomReaderTests.Element(0x00020010, "UI", "1.2.840.10008.1.2.4.90"), .. DicomReaderTests.Element(0x00280002, "US", [1, 0]), .. DicomReaderTests.Element(0x00280010, "US", BitConverter.GetBytes((ushort)side)),
            .. DicomReaderTests.Element(0x00280011, "US", BitConverter.GetBytes((ushort)side)), .. DicomReaderTests.Element(0x00280100, "US", [8, 0]), .. DicomReaderTests.Element(0x7FE00010, "OB", pixels, uint.MaxValue),
        ];
        var record = DicomReaderTests.Read([.. new byte[128], .. "DICM"u8, .. image]).Record!;
        Bombs.Assert(() =>
        {
            var found = DicomImage.Of(record);
            Assert.Equal("OT3215", Assert.Single(found.IsOk ? found.Value.Frame(1).Diagnostics : found.Diagnostics).Code);
        });
    }

    [Theory]
    [InlineData("|")]
    [InlineData("^&~")]
    [InlineData("\\.sp999999999\\")]
    [InlineData("\r")]
    public void Half_a_megabyte_of_delimiters(string delimiters)
    {
        var bytes = Encoding.ASCII.GetBytes("MSH|^~\\&|A|B|||20240101||ORU^R01|1|P|2.5.1\rOBX|1|TX|X||" + Repeat(delimiters, (512 << 10) / delimiters.Length));
        Bombs.Assert(() => Assert.Single(Hl7v2Reader.Read(new SourceDocument("bomb", bytes))));
    }

    [Fact]
    public void A_quote_that_is_never_closed()
    {
        var bytes = Encoding.ASCII.GetBytes("a,b\n1,\"" + Repeat("x,y\n", 250_000));
        Bombs.Assert(() => Assert.Contains(CsvReader.Read(new SourceDocument("bomb", bytes)).SelectMany(i => i.Diagnostics), d => d.Code == "OT3304"));
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static void Told(string code, string text, Func<SourceDocument, IEnumerable<SourceItem>> read, string next) => Told(code, Encoding.UTF8.GetBytes(text), read, Encoding.UTF8.GetBytes(next));

    private static void Told(string code, byte[] bytes, Func<SourceDocument, IEnumerable<SourceItem>> read, byte[] next)
    {
        Bombs.Assert(() => Assert.Contains(read(new SourceDocument("bomb", bytes)).SelectMany(i => i.Diagnostics).ToList(), d => d.Code == code && d.Place is not null));
        Assert.NotNull(Assert.Single(read(new SourceDocument("next", next))).Record);
    }
}
