using Ontotwin.Sources;

namespace Ontotwin.Bench;

/// <summary>DICOM files from the page cache, every value decoded and pixel data left where they lie: CT_small of pydicom, where <c>ONTOTWIN_DATA</c> names the data.</summary>
internal static class DicomCases
{
    private const int Copies = 500;
    private const int Times = 10;

    public static void Run()
    {
        var file = Environment.GetEnvironmentVariable("ONTOTWIN_DATA") is { } data ? Path.Combine(data, "dev", "dicom", "pydicom", "test_files", "CT_small.dcm") : "";
        if (!File.Exists(file))
        {
            Measure.Line($"DICOM is left out: ONTOTWIN_DATA names no data with CT_small.dcm");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var files = Enumerable.Range(0, Copies).Select(i => Path.Combine(folder, FormattableString.Invariant($"{i}.dcm"))).ToArray();
            foreach (var copy in files) { File.Copy(file, copy); }
            const double Files = Copies * Times;
            Measure.Print("DICOM metadata of CT_small, every value decoded / opening and reading the same bytes", "files/s", Files,
                Measure.Best(() => Over(files, bytes => bytes.Length)), Measure.Best(() => Over(files, ReadValues)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Over(string[] files, Func<byte[], long> work)
    {
        var sum = 0L;
        for (var i = 0; i < Times; i++)
        {
            foreach (var file in files) { sum += work(File.ReadAllBytes(file)); }
        }
        return sum;
    }

    private static long ReadValues(byte[] bytes)
    {
        var characters = 0L;
        foreach (var item in DicomReader.Read(new SourceDocument("bench.dcm", bytes)))
        {
            if (item.Record is not { } record) { continue; }
            for (var node = 0; node < record.NodeCount; node++) { characters += record.TextOf(node).Length; }
        }
        return characters;
    }
}
