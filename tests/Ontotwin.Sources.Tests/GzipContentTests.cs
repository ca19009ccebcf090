using System.IO.Compression;
using Ontotwin.Sources.Packed;

namespace Ontotwin.Sources.Tests;

/// <summary>A gzip can be read at any place, and what is damaged is told.</summary>
public sealed class GzipContentTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Every_place_reads_as_in_the_whole(CompressionLevel level)
    {
        var content = Content(9 << 20, seed: (int)level);
        var random = new Random(1);
        using var gzip = Open(Pack(content, level), out var faults);
        Assert.Equal(content.Length, gzip.Length);
        Assert.True(Read(gzip, content.Length + 1).AsSpan().SequenceEqual(content));
        for (var i = 0; i < 60; i++)
        {
            var at = random.Next(content.Length);
            gzip.Position = at;
            var length = Math.Min(random.Next(1, 200_000), content.Length - at);
            Assert.True(Read(gzip, length).AsSpan().SequenceEqual(content.AsSpan(at, length)), $"at {at}");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void A_block_without_end_is_gone_on_with_in_its_midst()
    {
        // One block of fixed codes, by hand: 'a' 3,000,000 times, in matches of 258 at distance 1 after the first.
        var bits = new List<bool>();
        void Put(int value, int count, bool highFirst)
        {
            for (var i = 0; i < count; i++) { bits.Add(((value >> (highFirst ? count - 1 - i : i)) & 1) == 1); }
        }
        Put(1, 1, false);
        Put(1, 2, false);
        Put(0x30 + 'a', 8, true);
        Put(0x30 + 'b', 8, true);
        const int Matches = 30_000;
        for (var i = 0; i < Matches; i++)
        {
            // 285, no more bits: 258 bytes; code 1: distance 2.
            Put(0xC0 + 285 - 280, 8, true);
            Put(1, 5, true);
        }
        Put(0, 7, true);
        var packed = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++) { packed[i / 8] |= (byte)(bits[i] ? 1 << (i % 8) : 0); }
        var content = new byte[2 + (Matches * 258)];
        for (var i = 0; i < content.Length; i++) { content[i] = (byte)(i % 2 == 0 ? 'a' : 'b'); }
        byte[] whole = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, .. packed, .. BitConverter.GetBytes(Crc32.Of(content)), .. BitConverter.GetBytes(content.Length)];
        using var gzip = Open(whole, out var faults);
        Assert.True(Read(gzip, content.Length + 1).AsSpan().SequenceEqual(content));
        Assert.Empty(faults);
        gzip.Position = content.Length - 5;
        Assert.Equal(content[^5..], Read(gzip, 10));
        using var by = new GZipStream(new MemoryStream(whole), CompressionMode.Decompress);
        Assert.True(Read(by, content.Length + 1).AsSpan().SequenceEqual(content));
    }

    [Fact]
    public void Several_in_a_row_are_one_document_and_padding_is_none()
    {
        var (first, second) = (Content(70_000, 1), Content(90_000, 2));
        byte[] packed = [.. Pack(first, CompressionLevel.Fastest), .. Pack([], CompressionLevel.Fastest), .. Pack(second, CompressionLevel.Optimal), 0, 0, 0];
        using var gzip = Open(packed, out var faults);
        Assert.True(Read(gzip, 200_000).AsSpan().SequenceEqual([.. first, .. second]));
        Assert.Equal([UnpackFault.Followed], faults);
    }

    [Fact]
    public void Names_and_comments_in_the_header_are_passed_over()
    {
        var plain = Pack("x"u8.ToArray(), CompressionLevel.Fastest);
        byte[] packed = [.. plain[..3], 2 | 4 | 8 | 16, .. plain[4..10], 3, 0, 1, 2, 3, .. "name\0"u8, .. "comment\0"u8, 0, 0, .. plain[10..]];
        using var gzip = Open(packed, out var faults);
        Assert.Equal("x"u8.ToArray(), Read(gzip, 10));
        Assert.Empty(faults);
    }

    [Fact]
    public void What_is_cut_or_changed_is_told_or_reads_as_it_was()
    {
        const int ChecksumBytes = 8;
        var content = Content(3_000, 3);
        var packed = Pack(content, CompressionLevel.Optimal);
        for (var length = 0; length < packed.Length; length++)
        {
            using var gzip = Open(packed[..length], out var faults);
            Assert.True(content.AsSpan().StartsWith(Read(gzip, 10_000)));
            Assert.Equal([length < packed.Length - ChecksumBytes ? UnpackFault.Cut : UnpackFault.Unchecked], faults);
        }
        var told = 0;
        for (var at = 0; at < packed.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = packed.ToArray();
                changed[at] ^= (byte)(1 << bit);
                using var gzip = Open(changed, out var faults);
                var read = Read(gzip, 100_000);
                told += faults.Count;
                Assert.True(faults.Count == 1 || read.AsSpan().SequenceEqual(content), $"byte {at}, bit {bit}");
            }
        }
        // The time, the system and the flags of the header say nothing of the content.
        Assert.InRange(told, (packed.Length - 10) * 8, packed.Length * 8);
    }

    [Fact]
    public void Places_to_begin_at_take_no_more_than_their_limit()
    {
        var marks = new GzipMarks();
        const int Count = 20_000;
        for (var i = 1L; i <= Count; i++)
        {
            if (marks.Wants(i << 20)) { marks.Add(new(i << 20, i, 0, 0, default(BlockState) with { Lengths = [] }, new byte[30_000])); }
        }
        var places = Enumerable.Range(1, Count).Select(i => marks.Before((long)i << 20)).OfType<GzipMark>().Distinct().ToList();
        Assert.InRange(places.Sum(m => m.Bytes), ContainerLimits.MaxMarkBytes / 4, ContainerLimits.MaxMarkBytes);
        // They stay evenly apart.
        var gaps = places.Zip(places.Skip(1), (a, b) => b.At - a.At).Distinct().ToList();
        Assert.True(gaps.Max() <= 4 * gaps.Min(), string.Join(' ', gaps));
    }

    // Records with numbers that do not repeat, and stretches that cannot be packed.
    private static byte[] Content(int length, int seed)
    {
        var random = new Random(seed);
        using var content = new MemoryStream();
        var noise = new byte[50];
        while (content.Length < length)
        {
            random.NextBytes(noise);
            content.Write(noise);
            for (var i = 0; i < 20; i++) { content.Write(System.Text.Encoding.ASCII.GetBytes($"{{\"id\":{random.Next()},\"status\":\"final\"}}\n")); }
        }
        return content.ToArray()[..length];
    }

    private static byte[] Pack(byte[] content, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, level)) { stream.Write(content); }
        // The runtime writes nothing of nothing.
        return packed.ToArray() is { Length: > 0 } bytes ? bytes : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, .. new byte[8]];
    }

    private static GzipContent Open(byte[] packed, out List<UnpackFault> faults)
    {
        var found = faults = [];
        return new(new MemoryStream(packed), new(), end => found.Add(end.Why));
    }

    private static byte[] Read(Stream stream, int length)
    {
        var bytes = new byte[length];
        return bytes[..stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
    }
}
