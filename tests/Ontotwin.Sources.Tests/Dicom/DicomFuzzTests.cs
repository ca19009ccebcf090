using System.Diagnostics;
using System.IO.Compression;

namespace Ontotwin.Sources.Tests.Dicom;

public class DicomFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_files_are_read_or_rejected_without_an_exception(int seed)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var originals = Originals();
        for (var round = 0; round < 30_000 && watch.ElapsedMilliseconds < 4_000; round++)
        {
            var bytes = Mutate(originals[round % originals.Length], random);
            var item = DicomReaderTests.Read(bytes);
            _ = DicomReader.LooksLike(bytes);
            if (item.Record is null) { Assert.NotEmpty(item.Diagnostics); continue; }
            DicomReaderTests.Walk(item.Record);
            DicomJson.Write(item.Record, Stream.Null);
        }
    }

    private static byte[][] Originals()
    {
        byte[] body =
        [
            .. DicomReaderTests.Element(0x00080005, "CS", "ISO 2022 IR 13\\ISO 2022 IR 87"), .. DicomReaderTests.Element(0x00080060, "CS", "MR"),
            .. DicomReaderTests.Element(0x00100010, "PN", "A^B=\u001b$B;3ED\u001b(J^\u001b$BB@O:\u001b(J="), .. DicomReaderTests.Element(0x00190010, "LO", "ME"),
            .. DicomReaderTests.Element(0x00191001, "UN", [1, 2, 3, 4]), .. DicomReaderTests.Element(0x00280106, "US", [1, 2]),
            .. DicomReaderTests.Element(0x00289110, "FD", [1, 2, 3, 4, 5, 6, 7, 8]),
            .. DicomReaderTests.Element(0x0040A730, "SQ", DicomReaderTests.Item(
                DicomReaderTests.Element(0x00080005, "CS", "GB18030"), DicomReaderTests.Element(0x0040A160, "UT", "x\\y"))),
            .. DicomReaderTests.Element(0x7FE00010, "OB", [.. DicomReaderTests.Item(), .. DicomReaderTests.Item([1, 2, 3, 4]), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], uint.MaxValue),
        ];
        byte[] Part10(string syntax, byte[] data) => [.. new byte[128], .. "DICM"u8, .. DicomReaderTests.Element(0x00020010, "UI", syntax), .. data];
        return [body, Part10("1.2.840.10008.1.2.4.50", body), Part10("1.2.840.10008.1.2.1.99", Squeeze(body, gzip: false)), Part10("1.2.840.10008.1.2.2", body), Squeeze(body, gzip: true)];
    }

    private static byte[] Squeeze(byte[] bytes, bool gzip)
    {
        using var target = new MemoryStream();
        using (Stream stream = gzip ? new GZipStream(target, CompressionLevel.Fastest) : new DeflateStream(target, CompressionLevel.Fastest)) { stream.Write(bytes); }
        return target.ToArray();
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = 0xFF; break;
                case 2: bytes = bytes[..Math.Max(1, at)]; break;
                default: bytes = [.. bytes[..at], .. original[random.Next(original.Length)..], .. bytes[at..]]; break;
            }
        }
        return bytes;
    }
}
