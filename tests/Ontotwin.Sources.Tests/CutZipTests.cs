using System.IO.Compression;
using System.Text;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Sources.Tests;

/// <summary>A zip of which the transfer stopped, or whose directory is damaged, gives the documents before that.</summary>
public sealed class CutZipTests
{
    private const long MaxBytes = 1 << 20;

    private static readonly (string Name, string Text)[] Documents =
        [("a.csv", "k,v\n1,2\n3,4\n5,6\n"), ("f/", ""), ("f/b.csv", "k,v\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i},{i * 7919 % 10007}\n"))), ("f/c.csv", "k,v\n7,8\n")];

    [Theory]
    [InlineData(false, CompressionLevel.Optimal)]
    [InlineData(false, CompressionLevel.NoCompression)]
    [InlineData(true, CompressionLevel.Optimal)]
    [InlineData(true, CompressionLevel.NoCompression)]
    public void What_is_whole_before_a_cut_is_read_and_the_cut_is_told(bool hasLengthsBehind, CompressionLevel level)
    {
        var whole = Zip(hasLengthsBehind, level);
        var ends = EndsOf(whole, hasLengthsBehind);
        for (var length = 30 + "a.csv".Length; length < whole.Length; length++)
        {
            var cut = whole[..length];
            using var content = new MemoryStream(cut);
            var found = SourceContainer.Find("e.zip", content);
            Assert.True(found.IsOk, $"{length}");
            Assert.Equal("e.zip", found.Value[^1]);
            var told = Assert.Single(found.Diagnostics);
            Assert.Equal(("OT3002", "e.zip"), (told.Code, told.Place!.Value.Document));
            Assert.InRange(told.Place.Value.Bytes.Start, 0, length);
            foreach (var path in found.Value.SkipLast(1)) { Hold(path["e.zip/".Length..], cut, ends); }
            foreach (var (name, _) in ends.Where(e => e.Value <= length)) { Assert.True(name.EndsWith('/') || found.Value.Contains($"e.zip/{name}"), $"{name} at {length}"); }
        }
    }

    // Rows are those that were packed; all of them where the document is whole; and where it is not, it says so.
    private static void Hold(string name, byte[] cut, Dictionary<string, int> ends)
    {
        var rows = Documents.Single(d => d.Name == name).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        using var content = new MemoryStream(cut);
        var read = SourceContainer.Read("e.zip", name, content, MaxBytes);
        var isWhole = ends[name] <= cut.Length;
        if (!read.IsOk) { Assert.False(isWhole); Assert.Equal("OT3002", Assert.Single(read.Diagnostics).Code); return; }
        Assert.Equal(!isWhole, read.Value.Flaw is not null);
        var items = SourceContainer.Checked(read.Value, CsvReader.Read(read.Value, new() { Encoding = "utf-8", Delimiter = ',' })).ToList();
        var texts = items.Where(i => i.Record is not null).Select(i => string.Join(',', i.Record!.Root.First("k").Text, i.Record.Root.First("v").Text)).ToList();
        Assert.Equal(rows.Take(texts.Count), texts);
        Assert.True(!isWhole || texts.Count == rows.Count, $"{name} has {texts.Count} rows");
        Assert.True(isWhole || items[^1].Diagnostics.Single().Code == "OT3002");
        var packed = new PackedDocument("e.zip", name, () => new MemoryStream(cut));
        using var stream = packed.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(read.Value.Bytes.ToArray(), copy.ToArray());
        Assert.Equal(!isWhole, packed.Checked([]).Any());
    }

    [Fact]
    public void A_zip_that_is_cut_and_grows_as_a_bomb_does_is_told_soon()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("x", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[100 << 20]);
        }
        var cut = packed.ToArray()[..^60];
        Bombs.Assert(() =>
        {
            using var content = new MemoryStream(cut);
            Assert.Equal("OT3003", Assert.Single(SourceContainer.Read("x.zip", "x", content, 1 << 30).Diagnostics).Code);
        });
    }

    [Fact]
    public void Damage_in_the_last_whole_document_is_told_as_such()
    {
        var whole = Zip(hasLengthsBehind: true, CompressionLevel.NoCompression);
        var cut = whole[..(EndsOf(whole, true)["f/b.csv"] + 10)];
        cut[cut.AsSpan().IndexOf("7919"u8)] ^= 1;
        using var content = new MemoryStream(cut);
        Assert.Contains("checksum", Assert.Single(SourceContainer.Read("e.zip", "f/b.csv", content, MaxBytes).Diagnostics).Message, StringComparison.Ordinal);
        Assert.True(SourceContainer.Read("e.zip", "a.csv", content, MaxBytes).IsOk);
    }

    private static byte[] Zip(bool hasLengthsBehind, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        // The framework writes lengths behind the documents where it cannot go back.
        using (Stream target = hasLengthsBehind ? new Onward(packed) : new Onward(packed, canSeek: true))
        {
            using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, text) in Documents)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        var bytes = packed.ToArray();
        Assert.Equal(hasLengthsBehind, (bytes[6] & 8) != 0);
        return bytes;
    }

    // Behind each document with all that belongs to it: where the next header, or the directory, begins.
    private static Dictionary<string, int> EndsOf(byte[] whole, bool hasLengthsBehind)
    {
        var starts = new List<int>();
        for (var at = 0; whole.AsSpan(at..).IndexOf("PK"u8) is >= 0 and var found; at += found + 2)
        {
            if (whole[at + found + 2] is 3 || (whole[at + found + 2] is 1 && starts.Count == Documents.Length)) { starts.Add(at + found); }
        }
        Assert.Equal(Documents.Length + 1, starts.Count);
        Assert.Equal(hasLengthsBehind, whole.AsSpan().IndexOf("PK\x07\x08"u8) >= 0);
        return Documents.Select((d, i) => (d.Name, End: starts[i + 1])).ToDictionary(d => d.Name, d => d.End);
    }

    private sealed class Onward(MemoryStream inner, bool canSeek = false) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => canSeek;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
