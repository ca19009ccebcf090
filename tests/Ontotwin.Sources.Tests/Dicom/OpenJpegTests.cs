using System.Buffers.Binary;
using System.Diagnostics;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>JPEG 2000 in every form that OpenJPEG writes: what was coded without loss comes back, and with loss what OpenJPEG decodes, within one level of rounding.</summary>
public sealed class OpenJpegTests : IDisposable
{
    private const int Columns = 157, Rows = 111;
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-j2k").FullName;

    public static TheoryData<string, string, string> Lossless => new()
    {
        { "grey of eight bits", "1,8,u", "" },
        { "of sixteen bits with a sign", "1,16,s", "" },
        { "of twelve bits", "1,12,u", "-n 3" },
        { "colour", "3,8,u", "" },
        { "colour that is not mixed", "3,8,u", "-mct 0" },
        { "without wavelet", "1,8,u", "-n 1" },
        { "halved to two columns", "1,8,u", "-n 7" },
        { "tiles", "3,8,u", "-t 37,41" },
        { "an origin inside of the grid", "1,16,s", "-n 4 -d 5,3 -T 3,1 -t 50,30" },
        { "an odd origin", "1,8,u", "-d 7,9 -n 6" },
        { "precincts", "1,8,u", "-c [64,32],[32,32],[16,16] -b 16,8" },
        { "flat blocks", "1,8,u", "-b 1024,4" },
        { "narrow blocks", "1,8,u", "-b 4,1024" },
        { "by resolution", "3,8,u", "-p RLCP -c [64,64]" },
        { "by resolution and position", "3,8,u", "-p RPCL -c [32,32],[16,16]" },
        { "by position", "3,8,u", "-p PCRL -c [32,32],[16,16] -t 61,67" },
        { "by component", "3,8,u", "-p CPRL -c [32,32]" },
        { "layers", "1,16,s", "-r 20,10,4,1" },
        { "layers by position", "3,8,u", "-r 20,10,1 -p PCRL -c [32,32]" },
        { "markers of packets", "1,8,u", "-SOP -EPH -PLT -c [32,32]" },
        { "bypass", "1,16,s", "-M 1" },
        { "bypass in layers", "1,16,s", "-M 1 -r 12,5,1" },
        { "contexts anew", "1,16,s", "-M 2" },
        { "each pass for itself", "1,16,s", "-M 4" },
        { "bypass, each pass for itself", "1,16,s", "-M 5 -r 7,1" },
        { "stripes for themselves", "1,16,s", "-M 8" },
        { "stripes for themselves, flat", "1,12,u", "-M 8 -b 64,4" },
        { "predictable ends", "1,16,s", "-M 16" },
        { "symbols of segments", "1,16,s", "-M 32" },
        { "all modes", "1,16,s", "-M 63 -r 9,3,1" },
        { "parts of tiles by resolution", "3,8,u", "-t 64,64 -TP R -r 8,1" },
        { "parts of tiles by layer", "3,8,u", "-TP L -r 8,2,1" },
        { "orders that change", "3,8,u", "-n 6 -r 10,1 -POC T1=0,0,2,3,3,RLCP/T1=3,0,2,6,3,CPRL" },
        { "a component that is raised", "3,8,u", "-mct 0 -ROI c=1,U=5" },
        { "guard bits", "1,8,u", "-GuardBits 4" },
    };

    public static TheoryData<string, string, string> Lossy => new()
    {
        { "grey", "1,8,u", "-I -r 6" },
        { "with a sign", "1,16,s", "-I -r 5" },
        { "colour", "3,8,u", "-I -r 12 -n 4" },
        { "colour in tiles", "3,8,u", "-I -r 8 -t 64,50 -p RPCL" },
        { "colour that is not mixed", "3,8,u", "-I -r 9,4 -mct 0 -M 1" },
        { "an odd origin", "1,12,u", "-I -d 7,9 -r 4" },
        { "without end", "1,12,u", "-I" },
        { "by the integers", "1,16,s", "-r 6" },
        { "colour by the integers", "3,8,u", "-r 14,7" },
        { "raised", "1,8,u", "-I -r 4 -ROI c=0,U=4" },
    };

    [Theory]
    [MemberData(nameof(Lossless))]
    public void What_was_coded_without_loss_comes_back(string name, string form, string options)
    {
        var (coded, samples) = Coded(form, options);
        var frame = FrameOf(coded, form);
        Assert.True(frame.IsOk && frame.Diagnostics.IsEmpty, $"{name}: {string.Join(' ', frame.Diagnostics)}");
        Assert.Equal(samples, SamplesOf(frame.Value, form));
    }

    [Theory]
    [MemberData(nameof(Lossy))]
    public void What_was_coded_with_loss_is_as_near_as_others_decode_it(string name, string form, string options)
    {
        var (coded, samples) = Coded(form, options);
        var theirs = Path.Combine(folder, "theirs.rawl");
        Run("opj_decompress", $"-i {Path.Combine(folder, "image.j2k")} -o {theirs}");
        var expected = Planes(File.ReadAllBytes(theirs), form);
        var frame = FrameOf(coded, form);
        Assert.True(frame.IsOk && frame.Diagnostics.IsEmpty, $"{name}: {string.Join(' ', frame.Diagnostics)}");
        var ours = SamplesOf(frame.Value, form);
        Assert.NotEqual(samples, ours);
        Assert.InRange(ours.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), 0, 1);
    }

    [Fact]
    public void A_frame_that_is_cut_is_told_and_filled_up()
    {
        var (coded, samples) = Coded("1,8,u", "-r 10,3,1");
        var frame = FrameOf(coded[..(coded.Length / 2)], "1,8,u");
        Assert.Contains("is cut", Assert.Single(frame.Diagnostics).Message, StringComparison.Ordinal);
        var errors = SamplesOf(frame.Value!, "1,8,u").Zip(samples, (a, b) => Math.Abs(a - b)).ToList();
        Assert.InRange(errors.Average(), 0.1, 12);
        Assert.Contains("is damaged", Assert.Single(FrameOf(coded[..60], "1,8,u").Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_are_damaged_anywhere_throw_nothing()
    {
        var (coded, _) = Coded("3,8,u", "-t 64,64 -r 6,1 -c [32,32] -SOP -EPH -M 1");
        var random = new Random(20_261_130);
        for (var i = 0; i < 400; i++)
        {
            var damaged = coded.ToArray();
            // The headers say most, so they are damaged most.
            for (var changes = random.Next(1, 4); changes > 0; changes--) { damaged[random.Next(random.Next(2) == 0 ? 160 : damaged.Length)] = (byte)random.Next(256); }
            foreach (var told in FrameOf(damaged, "3,8,u").Diagnostics) { Assert.Equal("OT3215", told.Code); }
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Slopes, an edge and noise: something of every band, the same for every run.
    private static int[] Picture(string form)
    {
        var (components, bits, isSigned) = Form(form);
        var (random, samples) = (new Random(7), new int[Rows * Columns * components]);
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y, c) = (i / components % Columns, i / components / Columns, i % components);
            var level = (0.3 * x / Columns) + (0.2 * Math.Sin((y + (9 * c)) / 7.0)) + (x > 80 && y is > 20 and < 70 ? 0.3 : 0.05) + (0.15 * random.NextDouble());
            samples[i] = (int)Math.Clamp(level * (1 << bits), 0, (1 << bits) - 1) - (isSigned ? 1 << (bits - 1) : 0);
        }
        return samples;
    }

    private static (int Components, int Bits, bool IsSigned) Form(string form) => form.Split(',') is [var components, var bits, var sign] ? (components[0] - '0', int.Parse(bits, System.Globalization.CultureInfo.InvariantCulture), sign == "s") : default;

    private (byte[] Coded, int[] Samples) Coded(string form, string options)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(f => File.Exists(Path.Combine(f, "opj_compress"))), "SKIPPED: opj_compress is not installed (Debian package libopenjp2-tools)");
        var (components, bits, _) = Form(form);
        var (samples, size) = (Picture(form), bits > 8 ? 2 : 1);
        var raw = new byte[samples.Length * size];
        for (var i = 0; i < samples.Length; i++)
        {
            var at = (((i % components) * Rows * Columns) + (i / components)) * size;
            raw[at] = (byte)samples[i];
            if (size == 2) { raw[at + 1] = (byte)(samples[i] >> 8); }
        }
        var (from, to) = (Path.Combine(folder, "image.rawl"), Path.Combine(folder, "image.j2k"));
        File.WriteAllBytes(from, raw);
        Run("opj_compress", $"-i {from} -o {to} -F {Columns},{Rows},{form} {options}");
        return (File.ReadAllBytes(to), samples);
    }

    private static void Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, told);
    }

    private static Ontotwin.Values.Outcome<byte[]> FrameOf(byte[] coded, string form)
    {
        var (components, bits, isSigned) = Form(form);
        byte[] Number(int number) => BitConverter.GetBytes((ushort)number);
        byte[] padded = coded.Length % 2 == 0 ? coded : [.. coded, 0];
        byte[] data =
        [
            .. new byte[128], .. "DICM"u8, .. DicomReaderTests.Element(0x00020010, "UI", "1.2.840.10008.1.2.4.91"), .. DicomReaderTests.Element(0x00280002, "US", Number(components)),
            .. DicomReaderTests.Element(0x00280010, "US", Number(Rows)), .. DicomReaderTests.Element(0x00280011, "US", Number(Columns)), .. DicomReaderTests.Element(0x00280100, "US", Number(bits > 8 ? 16 : 8)),
            .. DicomReaderTests.Element(0x00280101, "US", Number(bits)), .. DicomReaderTests.Element(0x00280103, "US", Number(isSigned ? 1 : 0)),
            .. DicomReaderTests.Element(0x7FE00010, "OB", [.. DicomReaderTests.Item(), .. DicomReaderTests.Item(padded), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], uint.MaxValue),
        ];
        return DicomImage.Of(DicomReaderTests.Read(data).Record!).Value!.Frame(1);
    }

    private static int[] SamplesOf(byte[] frame, string form) => [.. Enumerable.Range(0, frame.Length / (Form(form).Bits > 8 ? 2 : 1)).Select(i => SampleOf(frame, i, form))];

    private static int SampleOf(byte[] bytes, int i, string form) => Form(form) switch
    {
        (_, > 8, true) => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)),
        (_, > 8, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)),
        _ => bytes[i],
    };

    // OpenJPEG writes one component after another.
    private static int[] Planes(byte[] bytes, string form)
    {
        var components = Form(form).Components;
        return [.. Enumerable.Range(0, Rows * Columns * components).Select(i => SampleOf(bytes, ((i % components) * Rows * Columns) + (i / components), form))];
    }
}
