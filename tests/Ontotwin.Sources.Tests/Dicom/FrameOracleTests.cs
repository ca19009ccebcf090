using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>Every frame of every file beside what several decoders agree on (their SHA-256); lossy ones by their means.</summary>
public class FrameOracleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("dicom", "dev/dicom", 156, 28)]
    [InlineData("dicom-made", "oracles/dicom-made", 3, 0)]
    public void Frames_are_what_other_decoders_decode(string oracle, string folder, int lossless, int lossy)
    {
        var (equal, near, frames) = (0, 0, 0);
        var different = new List<string>();
        var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SharedData.Require("oracles", oracle, "pixels.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var expected = row.RootElement;
            if (!expected.TryGetProperty("frames", out _) || expected.TryGetProperty("undecodable", out _)) { continue; }
            var file = expected.GetProperty("file").GetString()!;
            var image = ImageOf(folder, file);
            Assert.True(image is not null, file);
            var decoded = Enumerable.Range(1, image.Frames).Select(image.Frame).ToList();
            if (decoded.Find(f => !f.IsOk) is { } none)
            {
                Assert.Equal("OT3215", Assert.Single(none.Diagnostics).Code);
                var codec = expected.GetProperty("codec").GetString()!;
                told[codec] = told.GetValueOrDefault(codec) + 1;
                // Only what is told to be beyond the reader may be missing.
                if (!none.Diagnostics[0].Message.Contains("high-throughput JPEG 2000", StringComparison.Ordinal)) { different.Add($"{file}: {none.Diagnostics[0]}"); }
                continue;
            }
            frames += decoded.Count;
            if (expected.TryGetProperty("frameSha256", out var hashes))
            {
                var isComplete = !expected.TryGetProperty("complete", out var complete) || complete.GetBoolean();
                var isSame = hashes.EnumerateArray().Select(h => h.GetString()).SequenceEqual(decoded.Select(f => Convert.ToHexStringLower(SHA256.HashData(f.Value!))));
                if (isSame && isComplete == decoded.TrueForAll(f => f.Diagnostics.IsEmpty)) { equal++; }
                else { different.Add($"{file} {expected.GetProperty("codec").GetString()}"); }
                continue;
            }
            if (MeansDiffer(expected, image, decoded.ConvertAll(f => f.Value!)) is { } difference) { different.Add($"{file}: {difference}"); }
            else { near++; }
        }
        output.WriteLine($"{equal} files equal by hash, {near} lossy ones by mean, {frames} frames; told not to be decoded: {string.Join(", ", told.Select(t => $"{t.Value} {t.Key}"))}");
        Assert.True(different.Count == 0, string.Join('\n', different));
        Assert.Equal((lossless, lossy), (equal, near));
    }

    [Fact]
    public void Previews_are_images_of_the_same_size()
    {
        var seen = 0;
        foreach (var line in File.ReadLines(SharedData.Require("oracles", "dicom", "pixels.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            if (!row.RootElement.TryGetProperty("frames", out _)) { continue; }
            var file = row.RootElement.GetProperty("file").GetString()!;
            using var png = new MemoryStream();
            if (ImageOf("dev/dicom", file) is not { } image || DicomPreview.Write(image, 1, png) is [{ Severity: Ontotwin.Values.Severity.Error }]) { continue; }
            var bytes = png.ToArray();
            Assert.Equal((image.Columns, image.Rows), (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))));
            seen++;
        }
        Assert.True(seen >= 184, $"only {seen} previews");
    }

    [Fact]
    public void A_preview_has_the_grey_levels_of_its_window()
    {
        byte[] file =
        [
            .. DicomReaderTests.Element(0x00280002, "US", [1, 0]), .. DicomReaderTests.Element(0x00280004, "CS", "MONOCHROME2"), .. DicomReaderTests.Element(0x00280010, "US", [1, 0]),
            .. DicomReaderTests.Element(0x00280011, "US", [4, 0]), .. DicomReaderTests.Element(0x00280100, "US", [8, 0]), .. DicomReaderTests.Element(0x00281050, "DS", "100 "),
            .. DicomReaderTests.Element(0x00281051, "DS", "100 "), .. DicomReaderTests.Element(0x7FE00010, "OB", [0, 50, 100, 250]),
        ];
        using var png = new MemoryStream();
        Assert.Empty(DicomPreview.Write(DicomImage.Of(DicomReaderTests.Read(file).Record!).Value!, 1, png));
        var bytes = png.ToArray();
        var at = bytes.AsSpan().IndexOf("IDAT"u8) + 4;
        using var data = new System.IO.Compression.ZLibStream(new MemoryStream(bytes, at, bytes.Length - at), System.IO.Compression.CompressionMode.Decompress);
        var pixels = new byte[5];
        data.ReadExactly(pixels);
        Assert.Equal([0, 0, 0, 127, 255], pixels);
    }

    private static DicomImage? ImageOf(string folder, string file) =>
        DicomImage.Of(Assert.Single(DicomReader.Read(new SourceDocument(file, File.ReadAllBytes(SharedData.Require(folder, file))))).Record!).Value;

    private static string? MeansDiffer(JsonElement expected, DicomImage image, List<byte[]> frames)
    {
        var (tolerance, means) = (expected.GetProperty("meanTolerance").GetDouble(), expected.GetProperty("meanPerChannel").EnumerateArray().Select(m => m.GetDouble()).ToArray());
        for (var channel = 0; channel < means.Length; channel++)
        {
            var (sum, count) = (0.0, 0L);
            foreach (var frame in frames)
            {
                for (var at = channel * image.SampleBytes; at < frame.Length; at += image.SamplesPerPixel * image.SampleBytes, count++) { sum += SampleAt(image, frame, at); }
            }
            if (Math.Abs((sum / count) - means[channel]) > tolerance) { return string.Create(CultureInfo.InvariantCulture, $"channel {channel} has mean {sum / count} for {means[channel]}"); }
        }
        return null;
    }

    private static long SampleAt(DicomImage image, byte[] frame, int at) => image.SampleBytes switch
    {
        1 => image.IsSigned ? (sbyte)frame[at] : frame[at],
        2 => image.IsSigned ? BitConverter.ToInt16(frame, at) : BitConverter.ToUInt16(frame, at),
        _ => image.IsSigned ? BitConverter.ToInt32(frame, at) : BitConverter.ToUInt32(frame, at),
    };
}
