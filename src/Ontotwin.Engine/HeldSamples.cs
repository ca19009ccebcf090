using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The samples of one series of one document, in few bytes each.</summary>
internal sealed class HeldSamples
{
    private readonly List<Held> samples = [];
    private bool isOrdered = true;
    private (long Start, long End) extent = (long.MaxValue, long.MinValue);

    /// <param name="first">The first that came.</param>
    public HeldSamples(MappedSample first) => (First, Earliest) = (first, first);

    /// <summary>The first that came.</summary>
    public MappedSample First { get; }

    /// <summary>The first in time; of several the one that came first.</summary>
    public MappedSample Earliest { get; private set; }

    /// <summary>From the first to the last byte of them all.</summary>
    public ByteRange Extent => new(extent.Start, extent.End);

    /// <summary>Takes the next one.</summary>
    public void Add(MappedSample sample)
    {
        var field = sample.From.Field;
        var bytes = field.Bytes;
        isOrdered &= samples.Count == 0 || samples[^1].Instant <= sample.Instant;
        extent = (Math.Min(extent.Start, bytes.Start), Math.Max(extent.End, bytes.End));
        if (sample.Instant < Earliest.Instant) { Earliest = sample; }
        samples.Add(new Held(sample.Instant, sample.Value, field, LineOf(sample)));
    }

    /// <summary>By time, one sample an instant: the first of those that say the same. Two values at one instant are both left out and told.</summary>
    public ImmutableArray<Sample> Single(Action<Diagnostic>? onDiagnostic)
    {
        // Equal instants stay as they came: sorting must be stable.
        var ordered = isOrdered ? CollectionsMarshal.AsSpan(samples) : samples.OrderBy(s => s.Instant).ToArray();
        var single = ImmutableArray.CreateBuilder<Sample>(ordered.Length);
        for (var start = 0; start < ordered.Length;)
        {
            var (end, sample) = (start + 1, ordered[start]);
            var isOne = true;
            for (; end < ordered.Length && ordered[end].Instant == sample.Instant; end++) { isOne &= ordered[end].Value == sample.Value; }
            if (isOne) { single.Add(new Sample(sample.Instant, sample.Value, sample.From.Bytes, sample.Line)); }
            else { onDiagnostic?.Invoke(new Diagnostic("OT8104", Severity.Warning, "a series has two values at one instant: neither is used") { Place = sample.From.Place }); }
            start = end;
        }
        return single.DrainToImmutable();
    }

    private static long LineOf(MappedSample sample)
    {
        if (sample.From.Field.Record is CsvRow row) { return row.Line; }
        var digits = new string(sample.From.Field.Path.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray());
        return long.TryParse(digits, out var line) ? line : sample.Line;
    }

    private readonly record struct Held(DateTimeOffset Instant, decimal Value, Field From, long Line);
}
