using System.Diagnostics;
using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests;

/// <summary>Real files to the end, and mutated ones: nothing escapes, every byte lies in an item, every value re-reads from its bytes.</summary>
public class RobustnessTests(ITestOutputHelper output)
{
    private const int FuzzMs = 4000;

    [Theory]
    [InlineData("hl7v2", true)]
    [InlineData("wearables", false)]
    public void Every_real_file_is_read_to_the_end(string folder, bool isHl7)
    {
        var (files, records, rejects, remarks) = (0, 0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("dev", folder), "*", SearchOption.AllDirectories))
        {
            var document = new SourceDocument(Path.GetFileName(file), File.ReadAllBytes(file));
            files++;
            foreach (var item in Walk(document, isHl7 ? Hl7v2Reader.Read(document) : CsvReader.Read(document)))
            {
                if (item.Record is null) { rejects++; } else { records++; }
                remarks += item.Diagnostics.Count;
            }
        }
        output.WriteLine($"{folder}: {files} files, {records} records, {rejects} rejects, {remarks} remarks");
        Assert.True(files > 100 && records > 500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_hl7_is_read_to_the_end(int seed) => Fuzz(seed, Seeds(
        "MSH|^~\\&|A|B|||20240101||ORU^R01^ORU_R01|1|P|2.5.1||||||UNICODE UTF-8\rPID|1||7^^^A~8||M\u00fcller^X&Y\rOBR|1\rOBX|1|NM|X^Y^LN||5\\F\\6|\"\"\rNTE|1||a\\.br\\b\rBTS|1\r",
        "FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&#|A||||||OML^O21^OML_O21|1|P|2.8\nORC|NW\nOBR|1\nSPM|1\nOBX|1\nPID|1\nORC|NW\nOBR\nFTS|\n"), Hl7v2Reader.Read);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_csv_is_read_to_the_end(int seed) => Fuzz(seed, Seeds("a,b,c\n1,\"x \"\"y\"\"\n z\",3\n\n4,5\n,,,,\n",
        "sep=;\r\nGr\u00f6\u00dfe;b\r\n1,5;\"2\"\r\n\"open;3\r\n"), d => CsvReader.Read(d));

    private static byte[][] Seeds(params string[] texts) =>
        [.. texts.Select(Encoding.UTF8.GetBytes), .. texts.Select(Encoding.Latin1.GetBytes), .. texts.Select(t =>
            (byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(t)])];

    private static void Fuzz(int seed, byte[][] seeds, Func<SourceDocument, IEnumerable<SourceItem>> read)
    {
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 200_000 && clock.ElapsedMilliseconds < FuzzMs / 2; round++)
        {
            var bytes = Mutate(random, seeds[random.Next(seeds.Length)]);
            var document = new SourceDocument("fuzz", bytes);
            foreach (var _ in Walk(document, read(document))) { }
        }
    }

    private static byte[] Mutate(Random random, byte[] seed)
    {
        var bytes = new List<byte>(seed);
        ReadOnlySpan<byte> special = "|^~&\\\"\r\n\u000b\u001cMSH,;\0"u8;
        for (var i = random.Next(1, 8); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = special[random.Next(special.Length)]; break;
                case 2: bytes.Insert(at, special[random.Next(special.Length)]); break;
                case 3: bytes.RemoveRange(at, random.Next(1, Math.Min(20, bytes.Count - at + 1))); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count))); break;
            }
        }
        return [.. bytes];
    }

    private static IEnumerable<SourceItem> Walk(SourceDocument document, IEnumerable<SourceItem> items)
    {
        long covered = 0;
        foreach (var item in items)
        {
            Assert.All(item.Diagnostics, d => Assert.True(d.Place is { } p && p.Bytes.Start >= 0 && p.Bytes.Start <= p.Bytes.End
                && p.Bytes.End <= document.Bytes.Length));
            var stretch = item.Record?.Bytes ?? item.Diagnostics[^1].Place!.Value.Bytes;
            Assert.Equal(covered, stretch.Start);
            covered = stretch.End;
            if (item.Record is { } record) { WalkRecord(document, record); }
            yield return item;
        }
        Assert.Equal(document.Bytes.Length, covered);
    }

    private static void WalkRecord(SourceDocument document, SourceRecord record)
    {
        // A huge record's paths count siblings: look at a sample of them.
        var step = 1 + (record.NodeCount / 500);
        for (var node = 0; node < record.NodeCount; node += step)
        {
            var bytes = record.BytesOf(node);
            Assert.True(bytes.Start >= 0 && bytes.Start <= bytes.End && bytes.End <= document.Bytes.Length);
            var text = record.TextOf(node);
            Assert.True(text.Length == 0 || record.StateOf(node) == FieldState.Value);
            Assert.NotNull(record.PathOf(node));
            var parent = record.ParentOf(node);
            Assert.True(parent < node);
            var name = record.NameOf(node);
            if (parent >= 0) { Assert.True(record.FirstChild(parent, name) is >= 0 and var first && first <= node); }
            for (var child = record.FirstChild(node, null); child >= 0; child = record.NextSibling(child, null)) { Assert.Equal(node, record.ParentOf(child)); }
        }
    }
}
