using Ontotwin.Testing;
using System.Text;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>Every reader under damaged documents; and readers that are broken on purpose, which the fuzzer must find.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const double CanarySeconds = 20;

    public static TheoryData<string> Names => [.. Targets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_theorems_hold(string name)
    {
        var target = Targets.All[name];
        var rounds = Fuzzer.Run(target, seed: 20_261_130, Fuzzer.Seconds / 2) + Fuzzer.Run(target, seed: 5, Fuzzer.Seconds / 2);
        output.WriteLine($"{name}: {rounds} documents");
        Assert.True(rounds > 0);
    }

    // Found by runs of a minute a target.
    public static TheoryData<string, string, string, int, string> Found => new()
    {
        { "hl7v2", "MSH|^~\\&|A||||||OML^O21^OML_O21|1|P|2.8\r", "ORC|NW\nOBR|1\nSPM|1\nOBX|1\nPID|1\nORC|NW\nO21^OML_O21|1\n", 3_450, "" },
        { "csv in stretches", ",\"x \"\"y\"\"\n z3\n", "\n4,5\n,,3\n", 300, "\",3\n\n4,5\n,,,,\n" },
        { "ndjson", "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"id\":\"1\"}\n", ":\n", 15_000, "{\"resourceType\":\"Patient\"}" },
        { "ndjson", "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"id\":\"1\"}\n", "{:\n", 15_000, "" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void The_theorems_hold_where_they_once_did_not(string name, string before, string piece, int times, string after)
    {
        var bytes = Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat(piece, times)) + after);
        Fuzzer.Hold(Targets.All[name], bytes);
    }

    public static TheoryData<Theorem> Theorems => [.. Enum.GetValues<Theorem>()];

    [Theory]
    [MemberData(nameof(Theorems))]
    public void A_reader_that_breaks_a_theorem_is_found(Theorem theorem)
    {
        var target = Targets.All["hl7v2"];
        var found = Assert.Throws<TheoremException>(() => Fuzzer.Run(Broken(target, theorem), seed: 1, CanarySeconds));
        Assert.True(theorem == found.Theorem, found.Message);
    }

    // Each works on most documents.
    private static FuzzTarget Broken(FuzzTarget target, Theorem theorem) => theorem switch
    {
        Theorem.NoException => target with { Read = d => d.Bytes.Span.IndexOf("||||||||"u8) >= 0 ? throw new InvalidOperationException("canary") : target.Read(d) },
        Theorem.Located => target with { Read = d => target.Read(d).Select(i => i.Record is null ? i with { Diagnostics = [new Diagnostic("OT3101", Severity.Error, "canary") { Place = new SourcePlace("fuzz", "", new(0, d.Bytes.Length + 1)) }] } : i) },
        Theorem.NothingOutside => target with { Read = d => target.Read(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(d.Bytes, out var array) && array.Offset > 0 ? new SourceDocument("fuzz", d.Bytes.ToArray().SkipLast(1).Append(array.Array![array.Offset + array.Count]).ToArray()) : d) },
        Theorem.ChunkedIsWhole => target with { ReadStretches = (large, bytes) => target.ReadStretches!(large, bytes)?.Where(i => i.Record is null || i.Record.Number != 2) },
        Theorem.OriginIsValue => target with { Read = d => target.Read(d).Select(i => i.Record is null ? i : i with { Record = new OffByOne(i.Record) }) , ReadStretches = null },
        Theorem.Time => target with { Read = d => { if (d.Bytes.Length > 10_000) { Spin(20 + (d.Bytes.Length / 300)); } return target.Read(d); } },
        _ => target with { Read = d => { GC.KeepAlive(d.Bytes.Length > 3_000 ? new byte[(2 << 20) + (40 * d.Bytes.Length)] : null); return target.Read(d); } },
    };

    private static void Spin(int ms)
    {
        for (var end = ThreadClock.NowMs + ms; ThreadClock.NowMs < end;)
        {
        }
    }

    // A record whose values lie a byte before where they are said to be.
    private sealed class OffByOne(SourceRecord inner) : SourceRecord(inner.Document, inner.Format, inner.Type, inner.Version, inner.Number)
    {
        public override ByteRange Bytes => inner.Bytes;

        public override int NodeCount => inner.NodeCount;

        public override string NameOf(int node) => inner.NameOf(node);

        public override FieldState StateOf(int node) => inner.StateOf(node);

        public override string TextOf(int node) => inner.TextOf(node);

        public override ReadOnlySpan<byte> Utf8Of(int node) => inner.Utf8Of(node);

        public override ByteRange BytesOf(int node) => inner.BytesOf(node) is { Start: > 0, Length: > 0 } bytes ? new(bytes.Start - 1, bytes.End - 1) : inner.BytesOf(node);

        public override string PathOf(int node) => inner.PathOf(node);

        public override int ParentOf(int node) => inner.ParentOf(node);

        public override int FirstChild(int node, string? name) => inner.FirstChild(node, name);

        public override int NextSibling(int node, string? name) => inner.NextSibling(node, name);
    }
}
