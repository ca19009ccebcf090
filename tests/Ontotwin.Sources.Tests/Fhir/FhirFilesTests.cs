using System.Diagnostics;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Fhir;

public class FhirFilesTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_value_of_every_file_is_what_an_independent_parser_reads()
    {
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr"), "*.json", SearchOption.AllDirectories);
        int records = 0, leaves = 0, unknown = 0;
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            if (!FhirReader.LooksLike(bytes)) { unknown++; continue; }
            var item = Assert.Single(FhirReader.Read(new SourceDocument(file, bytes)));
            Assert.Empty(item.Diagnostics);
            using var oracle = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            leaves += Compare(item.Record!.Root, oracle.RootElement);
            records++;
        }
        output.WriteLine($"{records} records, {leaves} leaves equal, {unknown} files of {files.Length} are no FHIR");
        Assert.True(records > 300);
    }

    [Fact]
    public void A_large_bundle_is_read_in_little_memory()
    {
        var bytes = File.ReadAllBytes(Directory.GetFiles(SharedData.Require("dev", "ehr", "synthea-r4-smart"), "*.json").MaxBy(file => new FileInfo(file).Length)!);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var record = Assert.Single(FhirReader.Read(new SourceDocument("large", bytes))).Record!;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{bytes.Length} bytes, {record.NodeCount} nodes, {allocated} bytes allocated, {watch.ElapsedMilliseconds} ms");
        Assert.True(allocated < 8L * bytes.Length, $"{allocated} bytes allocated for {bytes.Length}");
    }

    private static int Compare(Field field, JsonElement oracle)
    {
        var leaves = 0;
        foreach (var member in oracle.EnumerateObject())
        {
            if (member.Name[0] == '_') { continue; }
            var elements = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value];
            var walk = field.All(member.Name).GetEnumerator();
            foreach (var element in elements)
            {
                Assert.True(walk.MoveNext());
                if (element.ValueKind == JsonValueKind.Object) { leaves += Compare(walk.Current, element); continue; }
                Assert.Equal(element.ValueKind == JsonValueKind.String ? element.GetString() : element.ValueKind == JsonValueKind.Null ? "" : element.GetRawText(), walk.Current.Text);
                leaves++;
            }
            Assert.False(walk.MoveNext());
        }
        return leaves;
    }
}
