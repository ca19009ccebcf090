using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Dicom;

public class DicomOracleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("dicom", "dev/dicom", 272)]
    [InlineData("dicom-made", "oracles/dicom-made", 5)]
    public void Data_sets_are_what_pydicom_reads(string oracle, string folder, int least)
    {
        var failures = new List<string>();
        int equal = 0, elements = 0;
        foreach (var line in File.ReadLines(SharedData.Require("oracles", oracle, "index.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            if (!row.RootElement.TryGetProperty("trust", out var trust) || trust.GetString() != "full") { continue; }
            var file = row.RootElement.GetProperty("file").GetString()!;
            var differences = DifferencesOf(oracle, folder, file, ref elements);
            if (differences.Count == 0) { equal++; }
            else { failures.Add($"{file}: {differences.Count} differences, first {string.Join("; ", differences.Take(3))}"); }
        }
        output.WriteLine($"{equal} files equal, {elements} elements compared, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.True(equal >= least);
    }

    [Fact]
    public void Every_file_is_read_or_rejected_without_an_exception()
    {
        int read = 0, rejected = 0, remarks = 0;
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "dicom"), "*", SearchOption.AllDirectories))
        {
            var item = Assert.Single(DicomReader.Read(new SourceDocument(file, File.ReadAllBytes(file))));
            if (item.Record is null) { rejected++; Assert.NotEmpty(item.Diagnostics); continue; }
            read++;
            remarks += item.Diagnostics.Count > 0 ? 1 : 0;
            DicomReaderTests.Walk(item.Record);
        }
        output.WriteLine($"{read} read ({remarks} with remarks), {rejected} rejected");
        Assert.True(read >= 274);
    }

    [Theory]
    [InlineData("pydicom/test_files/rtplan.dcm")]
    [InlineData("pydicom/charset_files/chrSQEncoding.dcm")]
    [InlineData("dicomparser/deflate/image_dfl")]
    public void A_file_cut_anywhere_gives_what_was_whole_and_says_so(string file)
    {
        var bytes = File.ReadAllBytes(SharedData.Require("dev", "dicom", file));
        var step = Math.Max(1, bytes.Length / 500);
        for (var length = 400; length < bytes.Length; length += step)
        {
            var item = Assert.Single(DicomReader.Read(new SourceDocument(file, bytes.AsMemory(0, length))));
            if (item.Record is not null) { DicomReaderTests.Walk(item.Record); }
            else { Assert.NotEmpty(item.Diagnostics); }
        }
    }

    private static List<string> DifferencesOf(string oracle, string folder, string file, ref int elements)
    {
        var bytes = File.ReadAllBytes(SharedData.Require(folder, file));
        Assert.True(DicomReader.LooksLike(bytes), file);
        var record = Assert.Single(DicomReader.Read(new SourceDocument(file, bytes))).Record!;
        using var stream = new MemoryStream();
        DicomJson.Write(record, stream);
        using var ours = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 400 });
        using var theirs = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("oracles", oracle, "json", file + ".json")), new JsonDocumentOptions { MaxDepth = 400 });
        var comparison = new DicomComparison();
        comparison.DataSets("meta", ours.RootElement.GetProperty("fileMeta"), theirs.RootElement.GetProperty("fileMeta"));
        comparison.DataSets("", ours.RootElement.GetProperty("dataSet"), theirs.RootElement.GetProperty("dataSet"));
        elements += comparison.Elements;
        return comparison.Differences;
    }
}
