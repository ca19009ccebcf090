using System.IO.Compression;
using System.Text;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Sources.Tests;

public sealed class ContainerTests
{
    private const long MaxBytes = 1 << 30;

    [Fact]
    public void Documents_of_a_zip_are_found_and_read_by_path()
    {
        using var zip = new MemoryStream(Zip(("b/export.xml", "<a/>"), ("a.csv", "x\n1\n"), ("b/", "")));
        Assert.Equal(["d/e.zip/a.csv", "d/e.zip/b/export.xml"], SourceContainer.Find("d/e.zip", zip).Value!);
        var document = SourceContainer.Read("d/e.zip", "b/export.xml", zip, MaxBytes).Value!;
        Assert.Equal(("d/e.zip/b/export.xml", "<a/>"), (document.Name, Encoding.UTF8.GetString(document.Bytes.Span)));
        Assert.Equal(new SourceDocument("", "<a/>"u8.ToArray()).Hash, document.Hash);
        Assert.Equal("OT3002", Assert.Single(SourceContainer.Read("d/e.zip", "c.csv", zip, MaxBytes).Diagnostics).Code);
    }

    [Fact]
    public void A_zip_whose_content_is_not_what_was_packed_is_told()
    {
        // One digit of a stored document, its size in the directory, and a name that stands twice.
        byte[] Stored() => ZipOf(CompressionLevel.NoCompression, ("a.csv", "k,v\nK,5.25\n"));
        var rotten = Stored();
        rotten[rotten.AsSpan().IndexOf("5.25"u8)] = (byte)'9';
        var lying = Stored();
        var directory = lying.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        lying[directory + 20] -= 3;
        lying[directory + 24] -= 3;
        var twice = ZipOf(CompressionLevel.Optimal, ("a.csv", "k,v\n"), ("a.csv", "k,w\n"));
        foreach (var bytes in new[] { rotten, lying, twice })
        {
            using var zip = new MemoryStream(bytes);
            Assert.Equal(["e.zip/a.csv"], SourceContainer.Find("e.zip", zip).Value!);
            Assert.Equal("OT3002", Assert.Single(SourceContainer.Read("e.zip", "a.csv", zip, MaxBytes).Diagnostics).Code);
        }
        using var whole = new MemoryStream(Stored());
        Assert.True(SourceContainer.Read("e.zip", "a.csv", whole, MaxBytes).IsOk);
    }

    private static byte[] ZipOf(CompressionLevel level, params (string Name, string Content)[] documents)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in documents)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return zip.ToArray();
    }

    [Fact]
    public void A_gzip_is_one_document_without_its_ending()
    {
        using var gzip = new MemoryStream(Gzip("{\"resourceType\":\"Patient\"}\n"u8.ToArray()));
        Assert.Equal(["n.ndjson.gz/n.ndjson"], SourceContainer.Find("n.ndjson.gz", gzip).Value!);
        gzip.Position = 0;
        Assert.Equal("Patient", Assert.Single(FhirReader.Read(SourceContainer.Read("n.ndjson.gz", "n.ndjson", gzip, MaxBytes).Value!)).Record!.Type);
    }

    [Theory]
    [InlineData("d/e.zip/b/x.csv", "d/e.zip", "b/x.csv")]
    [InlineData("d/e.csv", null, null)]
    [InlineData("none.zip/x.csv", null, null)]
    public void A_path_leads_into_a_container_that_exists(string path, string? container, string? name) =>
        Assert.Equal(container is null ? null : (container, name!), SourceContainer.Split(path, file => file == "d/e.zip"));

    [Theory]
    [InlineData("/d/a.ndjson.gz/a.ndjson", "/d")]
    [InlineData("/d/e.zip/f/a.csv", "/d/e.zip/f")]
    [InlineData("/d/a.csv", "/d")]
    public void Gzips_beside_each_other_lie_in_one_folder(string path, string folder) => Assert.Equal(folder, SourceContainer.FolderOf(path));

    [Theory]
    [InlineData("x.zip", "PK\u0003\u0004 no zip")]
    [InlineData("x.gz", "no gzip")]
    [InlineData("x.zip", "")]
    public void What_is_no_container_says_so(string path, string content)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(content));
        Assert.Equal("OT3002", Assert.Single(SourceContainer.Find(path, stream).Diagnostics).Code);
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.gz")]
    public void A_bomb_is_one_diagnostic_soon_and_in_little_memory(string path)
    {
        var zeros = new byte[100 << 20];
        var packed = path.EndsWith("zip", StringComparison.Ordinal) ? Zip(("x", zeros)) : Gzip(zeros);
        Bombs.Assert(() =>
        {
            using var stream = new MemoryStream(packed);
            Assert.Equal("OT3003", Assert.Single(SourceContainer.Read(path, "x", stream, MaxBytes).Diagnostics).Code);
        });
    }

    [Theory]
    [InlineData(40)]
    [InlineData(20_000)]
    public void A_gzip_cut_anywhere_gives_what_came_before_and_says_where(int rows)
    {
        const int ChecksumBytes = 8;
        var text = Encoding.ASCII.GetBytes("a,b\n" + string.Join('\n', Enumerable.Range(0, rows).Select(i => $"{i * 7919 % 10007},{i}")));
        var whole = Gzip(text);
        for (var length = 0; length < whole.Length; length += rows > 100 && length > 100 && length < whole.Length - 100 ? 997 : 1)
        {
            using var stream = new MemoryStream(whole, 0, length);
            var read = SourceContainer.Read("x.csv.gz", "x.csv", stream, MaxBytes);
            var flaw = read.IsOk ? read.Value.Flaw! : Assert.Single(read.Diagnostics);
            Assert.Equal("OT3002", flaw.Code);
            Assert.Contains($"ends at byte {length},", flaw.Message, StringComparison.Ordinal);
            if (!read.IsOk) { continue; }
            Assert.True(text.AsSpan().StartsWith(read.Value.Bytes.Span));
            Assert.Equal(read.Value.Bytes.Length, flaw.Place!.Value.Bytes.Start);
            var items = SourceContainer.Checked(read.Value, CsvReader.Read(read.Value)).ToList();
            Assert.Equal((true, "OT3002"), (items[^1].IsReject, items[^1].Diagnostics[0].Code));
            // Each row that is given is whole: half a number is a wrong number.
            if (length >= whole.Length - ChecksumBytes) { Assert.Equal(rows, items.Count(i => i.Record is not null)); }
            foreach (var row in items.Where(i => i.Record is not null).Select(i => i.Record!)) { Assert.Equal($"{(row.Number - 1) * 7919 % 10007},{row.Number - 1}", $"{row.Root.First("a").Text},{row.Root.First("b").Text}"); }
        }
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\u001f\u008b\u0001")]
    public void Bytes_behind_the_last_member_are_told_as_that(string junk)
    {
        byte[] members = [.. Gzip("a,b\n1,2\n"u8.ToArray()), .. Gzip([]), .. Gzip("3,4\n"u8.ToArray())];
        using var stream = new MemoryStream([.. members, .. Encoding.Latin1.GetBytes(junk)]);
        var document = SourceContainer.Read("x.csv.gz", "x.csv", stream, MaxBytes).Value!;
        var items = SourceContainer.Checked(document, CsvReader.Read(document)).ToList();
        Assert.Equal([1, 2], items.Where(i => i.Record is not null).Select(i => i.Record!.Number));
        var told = Assert.Single(items[^1].Diagnostics);
        Assert.Equal(("OT3006", members.Length, false), (told.Code, told.Place!.Value.Bytes.Start, items[^1].IsReject));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Members_in_a_row_with_names_and_comments_are_one_document(byte flags)
    {
        byte[] One(string text)
        {
            var plain = Gzip(Encoding.ASCII.GetBytes(text));
            return flags == 0 ? plain : [.. plain[..3], flags, .. plain[4..10], 3, 0, 1, 2, 3, .. "name\0"u8, .. "a comment\0"u8, 9, 9, .. plain[10..]];
        }
        var lines = Enumerable.Range(0, 300).Select(i => string.Concat(Enumerable.Repeat($"line {i}\n", i % 40 == 0 ? 9_000 : i))).ToList();
        var packed = lines.SelectMany(One).ToArray();
        using var stream = new MemoryStream(packed);
        var document = SourceContainer.Read("x.gz", "x", stream, MaxBytes).Value!;
        Assert.Null(document.Flaw);
        Assert.Equal(string.Concat(lines), Encoding.ASCII.GetString(document.Bytes.Span));
    }

    [Fact]
    public void A_gzip_whose_content_is_not_what_was_packed_is_told_and_not_read()
    {
        var whole = Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i * 7919 % 10007},{i}\n"))));
        foreach (var at in new[] { whole.Length - 6, whole.Length - 2, 0, 2 })
        {
            var rotten = whole.ToArray();
            rotten[at] ^= 1;
            using var stream = new MemoryStream(rotten);
            Assert.Contains("is damaged", Assert.Single(SourceContainer.Read("x.gz", "x", stream, MaxBytes).Diagnostics).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gzip_in_a_zip_is_unpacked_and_a_zip_in_one_is_told()
    {
        var whole = Gzip("a,b\n1,2\n3,4\n"u8.ToArray());
        using var zip = new MemoryStream(Zip(("f/a.csv.gz", whole), ("f/cut.csv.gz", whole[..^9]), ("f/none.csv.gz", "no gzip"u8.ToArray()), ("in.zip", Zip(("x", "y")))));
        Assert.Equal(["e.zip/f/a.csv.gz/a.csv", "e.zip/f/cut.csv.gz/cut.csv", "e.zip/f/none.csv.gz/none.csv", "e.zip/in.zip"], SourceContainer.Find("e.zip", zip).Value!);
        var document = SourceContainer.Read("e.zip", "f/a.csv.gz/a.csv", zip, MaxBytes).Value!;
        Assert.Equal(("e.zip/f/a.csv.gz/a.csv", "a,b\n1,2\n3,4\n"), (document.Name, Encoding.UTF8.GetString(document.Bytes.Span)));
        Assert.Equal("OT3002", SourceContainer.Read("e.zip", "f/cut.csv.gz/cut.csv", zip, MaxBytes).Value!.Flaw!.Code);
        Assert.Equal(("OT3002", "e.zip/f/none.csv.gz"), SourceContainer.Read("e.zip", "f/none.csv.gz/none.csv", zip, MaxBytes).Diagnostics.Single() is var d ? (d.Code, d.Place!.Value.Document) : default);
        Assert.Equal("OT3002", SourceContainer.IsOne(SourceContainer.Read("e.zip", "in.zip", zip, MaxBytes).Value!)!.Code);
        Assert.Null(SourceContainer.IsOne(document));
        Assert.Equal("/d/e.zip/f", SourceContainer.FolderOf("/d/e.zip/f/a.csv.gz/a.csv"));
    }

    [Fact]
    public void An_encrypted_document_is_told()
    {
        var zip = Zip(("x", "a"));
        // The flag of encryption, in the local header and in the directory.
        foreach (var (mark, at) in new[] { ("PK\u0003\u0004", 6), ("PK\u0001\u0002", 8) }) { zip[zip.AsSpan().IndexOf(Encoding.Latin1.GetBytes(mark)) + at] |= 1; }
        using var stream = new MemoryStream(zip);
        Assert.Equal("OT3002", Assert.Single(SourceContainer.Read("x.zip", "x", stream, MaxBytes).Diagnostics).Code);
    }

    [Fact]
    public void A_gzip_is_read_in_stretches_up_to_where_it_is_damaged()
    {
        var text = new StringBuilder("a,b\n");
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++) { text.Append(random.Next()).Append(',').Append(i).Append('\n'); }
        var whole = Gzip(Encoding.ASCII.GetBytes(text.ToString()));
        foreach (var (bytes, isDamaged) in new[] { (whole, false), ([.. whole[..(whole.Length / 2)], .. new byte[400], .. whole[((whole.Length / 2) + 400)..]], true) })
        {
            var gzip = new PackedDocument("t.csv.gz", "t.csv", () => new MemoryStream(bytes));
            var items = gzip.Checked(CsvReader.ReadStretches(gzip.Document, new CsvOptions { Encoding = "utf-8" })).Select(i => (i.Record?.Number, Code: i.Diagnostics.Count > 0 ? i.Diagnostics[^1].Code : null)).ToList();
            Assert.Equal(isDamaged, items[^1] == (null, "OT3002"));
            Assert.True(items.Count > (isDamaged ? 1_000 : 19_999));
        }
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.gz")]
    public void A_bomb_read_in_stretches_ends_soon_and_in_little_memory(string path)
    {
        var zeros = new byte[100 << 20];
        var packed = path.EndsWith("zip", StringComparison.Ordinal) ? Zip(("x", zeros)) : Gzip(zeros);
        Bombs.Assert(() =>
        {
            var document = new PackedDocument(path, "x", () => new MemoryStream(packed));
            var read = 0L;
            IEnumerable<SourceItem> Items()
            {
                using var content = document.Open();
                var piece = new byte[1 << 16];
                for (int length; (length = content.Read(piece)) > 0;) { read += length; }
                yield break;
            }
            Assert.Equal("OT3003", Assert.Single(Assert.Single(document.Checked(Items())).Diagnostics).Code);
            Assert.InRange(read, 8 << 20, 20 << 20);
        });
    }

    [Fact]
    public void A_document_of_a_zip_is_read_in_stretches()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{i * 7919L}\n"));
        var whole = Zip(("f/t.csv", text));
        foreach (var (bytes, isDamaged) in new[] { (whole, false), ([.. whole[..5000], (byte)~whole[5000], .. whole[5001..]], true) })
        {
            var zip = new PackedDocument("e.zip", "f/t.csv", () => new MemoryStream(bytes));
            var codes = zip.Checked(CsvReader.ReadStretches(zip.Document, new CsvOptions { Encoding = "utf-8" })).Select(i => i.Record is null ? i.Diagnostics[0].Code : "").ToList();
            Assert.Equal(isDamaged, codes[^1] == "OT3002");
            Assert.True(isDamaged || codes.Count == 20_000);
        }
        Assert.Throws<InvalidDataException>(() => new PackedDocument("e.zip", "none", () => new MemoryStream(whole)).Open());
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.SmallestSize)) { stream.Write(content); }
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] documents) => Zip([.. documents.Select(d => (d.Name, Encoding.UTF8.GetBytes(d.Text)))]);

    private static byte[] Zip(params (string Name, byte[] Content)[] documents)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in documents)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }
        return packed.ToArray();
    }
}
