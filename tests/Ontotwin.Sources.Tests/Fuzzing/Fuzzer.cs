using Ontotwin.Testing;
using System.Diagnostics;
using System.Text;

namespace Ontotwin.Sources.Tests.Fuzzing;

/// <summary>Holds the theorems over damaged documents, for as long as it is told.</summary>
internal static class Fuzzer
{
    private const int FreeMs = 5;
    private const double MsPerByte = 1e-3;
    private const int FreeBytes = 1 << 20;
    private const int BytesPerByte = 32;
    private const int Tries = 12;
    private const int LeastRounds = 20;

    /// <summary>Seconds a target: 15 in CI, else one, or as ONTOTWIN_FUZZ_SECONDS says.</summary>
    public static double Seconds => Environment.GetEnvironmentVariable("ONTOTWIN_FUZZ_SECONDS") is { } text
        ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : Environment.GetEnvironmentVariable("CI") is "true" ? 15 : 1;

    /// <summary>Damages and reads; gives how many documents were read.</summary>
    /// <exception cref="TheoremException">A theorem does not hold; the document is told in base64.</exception>
    public static int Run(FuzzTarget target, int seed, double seconds)
    {
        var (mutator, clock, rounds) = (new Mutator(seed), Stopwatch.StartNew(), 0);
        // What the first documents cost is compiling.
        foreach (var each in target.Seeds) { Check(target, each, measures: false); }
        for (; clock.Elapsed.TotalSeconds < seconds || rounds < LeastRounds; rounds++) { Check(target, mutator.Next(target.Seeds), measures: rounds > LeastRounds); }
        return rounds;
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="TheoremException">A theorem does not hold.</exception>
    public static void Hold(FuzzTarget target, byte[] bytes)
    {
        foreach (var each in target.Seeds) { Check(target, each, measures: false); }
        Check(target, bytes, measures: true);
    }

    private static void Check(FuzzTarget target, byte[] bytes, bool measures)
    {
        try
        {
            var whole = Written(target, new SourceDocument("fuzz", bytes), bytes.Length);
            // The same in the midst of other bytes, which would end a number, a quote or a name.
            byte[] around = [.. "\"}]>|12"u8, .. bytes, .. "34\"}]>|^\r\n<x/>"u8];
            Hold(Theorem.NothingOutside, whole == Written(target, new SourceDocument("fuzz", around.AsMemory(7, bytes.Length)), bytes.Length), "other records in the midst of other bytes");
            Stretches(target, bytes, whole);
            if (measures) { Cost(target, bytes); }
        }
        catch (TheoremException fault) { throw new TheoremException(fault.Theorem, $"{target.Name}: {fault.Message}\n{Convert.ToBase64String(bytes)}"); }
        catch (Exception fault) when (fault is not OutOfMemoryException) { throw new TheoremException(Theorem.NoException, $"{target.Name}: {fault}\n{Convert.ToBase64String(bytes)}"); }
    }

    private static void Hold(Theorem theorem, bool holds, string message)
    {
        if (!holds) { throw new TheoremException(theorem, message); }
    }

    private static void Stretches(FuzzTarget target, byte[] bytes, string whole)
    {
        if (target.ReadStretches is null || bytes.Length > 20_000) { return; }
        var large = new LargeDocument("fuzz", () => new MemoryStream(bytes, writable: false)) { StretchBytes = 64 + (bytes.Length % 200) };
        if (target.ReadStretches(large, bytes) is not { } items) { return; }
        var text = new StringBuilder();
        foreach (var item in items) { Write(target, item, text, bytes.Length); }
        var stretches = text.ToString();
        if (target.ComparesValues) { (whole, stretches) = (Values(whole), Values(stretches)); }
        Hold(Theorem.ChunkedIsWhole, whole == stretches, $"other records in stretches of {large.StretchBytes} bytes");
    }

    // Without what tells the records apart, and what each of them repeats.
    private static string Values(string written) => string.Join('|', written.Split('\n').SelectMany(l => l.Split('|').Skip(1)).Distinct().Order(StringComparer.Ordinal));

    private static void Cost(FuzzTarget target, byte[] bytes)
    {
        var allocated = long.MaxValue;
        var length = Math.Max(bytes.Length, target.Unpacked?.Invoke(bytes) ?? 0);
        var (mayMs, mayAllocate) = (FreeMs + (length * MsPerByte), FreeBytes + (length * BytesPerByte));
        void Read()
        {
            var (before, most) = (GC.GetAllocatedBytesForCurrentThread(), 0L);
            // Records are read one by one and need not be kept: what one of them takes is what is taken at once.
            using var items = target.Read(new SourceDocument("fuzz", bytes)).GetEnumerator();
            for (var more = true; more; before = GC.GetAllocatedBytesForCurrentThread())
            {
                more = items.MoveNext();
                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            allocated = Math.Min(allocated, most);
        }
        var ms = ThreadClock.BestMs(Read, mayMs, Tries);
        // Tables that are made at the first use are not the document's.
        if (allocated > mayAllocate) { Read(); }
        if (allocated > mayAllocate && target.Garbage is { } garbage) { allocated -= garbage(bytes); }
        Hold(Theorem.Time, ms <= mayMs, FormattableString.Invariant($"{ms:F1} ms for {length} bytes"));
        Hold(Theorem.Memory, allocated <= mayAllocate, FormattableString.Invariant($"{allocated} bytes allocated for {length}"));
    }

    private static string Written(FuzzTarget target, SourceDocument document, int length)
    {
        var text = new StringBuilder();
        foreach (var item in target.Read(document)) { Write(target, item, text, length); }
        return text.ToString();
    }

    private static void Write(FuzzTarget target, SourceItem item, StringBuilder text, int length)
    {
        foreach (var told in item.Diagnostics)
        {
            Hold(Theorem.Located, told.Code.Length == 6 && told.Place is { } place && IsWithin(place.Bytes, length), $"{told.Code} has no place in the document");
            // Places that stand for the whole document differ: a stretch knows only itself.
            text.Append('\n').Append(told.Code).Append(' ').Append(told.Place is { Path.Length: > 0 } located ? located.ToString() : "");
        }
        Hold(Theorem.Located, item.Record is not null || item.Diagnostics.Count > 0, "a reject without a reason");
        if (item.Record is not { } record) { return; }
        text.Append('\n').Append(record.Number).Append(' ').Append(record.Type).Append(' ').Append(record.Bytes);
        // Paths of a huge record count siblings: a sample of them will do.
        var step = 1 + (record.NodeCount / 200);
        for (var node = 0; node < record.NodeCount; node += step) { WriteNode(target, record, node, text, length); }
        target.Use?.Invoke(record);
    }

    private static void WriteNode(FuzzTarget target, SourceRecord record, int node, StringBuilder text, int length)
    {
        var (bytes, value) = (record.BytesOf(node), record.TextOf(node));
        Hold(Theorem.Located, IsWithin(bytes, length), $"{record.PathOf(node)} lies at {bytes}");
        text.Append('|').Append(record.PathOf(node)).Append(' ').Append(bytes).Append(' ').Append(value);
        Hold(Theorem.OriginIsValue, Encoding.UTF8.GetBytes(value).AsSpan().SequenceEqual(record.Utf8Of(node)), $"{record.PathOf(node)} has two texts");
        if (!target.IsVerbatim || value.Length == 0 || IsOfTwoBytes(record.Document.Bytes.Span) || IsCopy(record.Document, length) || record.FirstChild(node, null) >= 0) { return; }
        var start = (int)(bytes.Start - record.Document.Offset);
        if (start < 0 || bytes.Length > 1_000) { return; }
        var written = record.Document.Bytes.Span.Slice(start, (int)bytes.Length);
        foreach (var each in written) { if (!char.IsAsciiLetterOrDigit((char)each)) { return; } }
        Hold(Theorem.OriginIsValue, value == Encoding.ASCII.GetString(written), $"{record.PathOf(node)} is '{value}' where its bytes are '{Encoding.ASCII.GetString(written)}'");
    }

    // In UTF-16 and ISO 2022 letters may be halves of other characters.
    private static bool IsOfTwoBytes(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes.ContainsAny((byte)0, (byte)0x1B);

    // In UTF-8 of what was written otherwise: its places are not those of its own bytes.
    private static bool IsCopy(SourceDocument document, int length) => document.IsWhole && document.Bytes.Length != length;

    private static bool IsWithin(Ontotwin.Values.ByteRange bytes, int length) => bytes.Start >= 0 && bytes.Start <= bytes.End && bytes.End <= length;
}
