using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using static Ontotwin.Sources.Tests.Dicom.DicomReaderTests;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>File meta information that announces an encoding in which the data set is not.</summary>
public class LyingSyntaxTests
{
    private const string Explicit = "1.2.840.10008.1.2.1", Implicit = "1.2.840.10008.1.2", BigEndian = "1.2.840.10008.1.2.2", Deflated = "1.2.840.10008.1.2.1.99";
    private static readonly byte[] Plain = [.. Element(0x00080060, "CS", "OT"), .. Element(0x00100010, "PN", "Doe^J"), .. Element(0x00280010, "US", [2, 0])];

    [Theory]
    [InlineData(Deflated, "plain", true)]
    [InlineData(Deflated, "zlib", false)]
    [InlineData(Deflated, "deflated", false)]
    [InlineData(Explicit, "big", true)]
    [InlineData(Implicit, "big", true)]
    [InlineData(BigEndian, "plain", true)]
    [InlineData(BigEndian, "big", false)]
    [InlineData(Implicit, "plain", true)]
    [InlineData(Explicit, "plain", false)]
    public void A_data_set_is_read_as_it_lies(string announced, string really, bool isTold)
    {
        var body = really switch { "plain" => Plain, "big" => BigEndianOf(Plain), "zlib" => Packed(s => new ZLibStream(s, CompressionLevel.Optimal)), _ => Packed(s => new DeflateStream(s, CompressionLevel.Optimal)) };
        var syntax = Element(0x00020010, "UI", Encoding.ASCII.GetBytes(announced.Length % 2 == 0 ? announced : announced + "\0"));
        byte[] file = [.. new byte[128], .. "DICM"u8, .. syntax, .. body];
        var item = Read(file);
        var root = item.Record!.Root;
        Assert.Equal(("OT", "Doe^J", "2"), (root.First("Modality").Text, root.First("PatientName").Text, root.First("Rows").Text));
        Assert.Equal(isTold ? ["OT3203"] : [], item.Diagnostics.Select(d => d.Code));
        if (really is "plain" or "big") { Assert.Equal("OT", Encoding.ASCII.GetString(file[(int)root.First("Modality").Bytes.Start..(int)root.First("Modality").Bytes.End])); }
    }

    [Fact]
    public void A_deflated_data_set_that_is_cut_is_told_as_that()
    {
        var syntax = Element(0x00020010, "UI", Encoding.ASCII.GetBytes(Deflated));
        var item = Read([.. new byte[128], .. "DICM"u8, .. syntax, .. Packed(s => new DeflateStream(s, CompressionLevel.Optimal))[..1]]);
        Assert.Contains(item.Diagnostics, d => d.Code == "OT3202");
    }

    private static byte[] Packed(Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var stream = open(packed)) { stream.Write(Plain); }
        return packed.ToArray();
    }

    // Tags and lengths the other way round, and the values of US.
    private static byte[] BigEndianOf(byte[] little)
    {
        var big = little.ToArray();
        for (var at = 0; at < big.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(little.AsSpan(at + 6));
            foreach (var number in (int[])[at, at + 2, at + 6]) { big.AsSpan(number, 2).Reverse(); }
            if (little.AsSpan(at + 4, 2).SequenceEqual("US"u8)) { big.AsSpan(at + 8, 2).Reverse(); }
            at += 8 + length;
        }
        return big;
    }
}
