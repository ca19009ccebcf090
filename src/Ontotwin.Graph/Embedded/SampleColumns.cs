using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>The columns of packed samples.</summary>
internal static class SampleColumns
{
    private static readonly long[] Units = [TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, 1];

    public static void WriteInstants(ByteWriter writer, ReadOnlySpan<Sample> samples)
    {
        if (samples.IsEmpty) { return; }
        var offset = samples[0].Instant.Offset;
        var isOneOffset = true;
        var unit = 0;
        foreach (ref readonly var sample in samples)
        {
            isOneOffset &= sample.Instant.Offset == offset;
            while ((sample.Instant.UtcTicks - samples[0].Instant.UtcTicks) % Units[unit] != 0) { unit++; }
        }
        writer.Byte((byte)((unit << 1) | (isOneOffset ? 1 : 0)));
        writer.Unsigned((ulong)samples[0].Instant.UtcTicks);
        long before = 0, step = 0;
        foreach (ref readonly var sample in samples)
        {
            var at = (sample.Instant.UtcTicks - samples[0].Instant.UtcTicks) / Units[unit];
            writer.Signed(at - before - step);
            (step, before) = (at - before, at);
        }
        foreach (ref readonly var sample in isOneOffset ? samples[..1] : samples) { writer.Signed((long)sample.Instant.Offset.TotalMinutes); }
    }

    public static void ReadInstants(ref ByteReader reader, Span<Sample> samples)
    {
        if (samples.IsEmpty) { return; }
        var head = reader.Byte();
        var (unit, isOneOffset) = (Units[Math.Min(head >> 1, Units.Length - 1)], (head & 1) != 0);
        var first = reader.Instant().UtcTicks;
        long at = 0, step = 0;
        var ticks = new long[samples.Length];
        foreach (ref var tick in ticks.AsSpan())
        {
            step += reader.Signed();
            at += step;
            tick = first + (at * unit);
        }
        var offset = TimeSpan.Zero;
        for (var i = 0; i < samples.Length; i++)
        {
            if (i == 0 || !isOneOffset) { offset = OffsetOf(reader.Signed()); }
            var local = ticks[i] + offset.Ticks;
            if (local < 0 || local > DateTime.MaxValue.Ticks) { throw ByteReader.Torn(); }
            samples[i] = samples[i] with { Instant = new(local, offset) };
        }
    }

    private static TimeSpan OffsetOf(long minutes) => minutes is >= -840 and <= 840 ? TimeSpan.FromMinutes(minutes) : throw ByteReader.Torn();

    // The commonest scale is written once; a value of another scale, or too big for 63 bits, says so in front.
    public static void WriteValues(ByteWriter writer, ReadOnlySpan<Sample> samples)
    {
        Span<int> bits = stackalloc int[4];
        long before = 0;
        var scale = -1;
        foreach (ref readonly var sample in samples)
        {
            decimal.GetBits(sample.Value, bits);
            var isSmall = bits[2] == 0 && bits[1] >= 0;
            var mantissa = (((long)bits[1] << 32) | (uint)bits[0]) * (bits[3] < 0 ? -1 : 1);
            var isNegativeZero = mantissa == 0 && bits[3] < 0;
            if (!isSmall || isNegativeZero)
            {
                writer.Byte(WholeDecimal);
                foreach (var part in bits) { writer.Int32(part); }
                continue;
            }
            if (sample.Value.Scale != scale)
            {
                scale = sample.Value.Scale;
                writer.Byte((byte)scale);
            }
            else
            {
                writer.Byte(SameScale);
            }
            writer.Signed(unchecked(mantissa - before));
            before = mantissa;
        }
    }

    private const byte SameScale = 0x40;
    private const byte WholeDecimal = 0x41;

    public static void ReadValues(ref ByteReader reader, Span<Sample> samples)
    {
        Span<int> bits = stackalloc int[4];
        long mantissa = 0;
        byte scale = 0;
        foreach (ref var sample in samples)
        {
            var head = reader.Byte();
            if (head == WholeDecimal)
            {
                foreach (ref var part in bits) { part = reader.Int32(); }
                if ((bits[3] & ~(unchecked((int)0x80000000) | 0xff0000)) != 0 || ((bits[3] >> 16) & 0x7f) > 28) { throw ByteReader.Torn(); }
                sample = sample with { Value = new decimal(bits) };
                continue;
            }
            if (head != SameScale) { scale = head <= 28 ? head : throw ByteReader.Torn(); }
            mantissa = unchecked(mantissa + reader.Signed());
            var size = mantissa < 0 ? (ulong)-mantissa : (ulong)mantissa;
            sample = sample with { Value = new decimal((int)size, (int)(size >> 32), 0, mantissa < 0, scale) };
        }
    }

    public static void WritePlaces(ByteWriter writer, ReadOnlySpan<Sample> samples)
    {
        long end = 0, line = 0;
        foreach (ref readonly var sample in samples)
        {
            writer.Signed(sample.Bytes.Start - end);
            writer.Signed(sample.Bytes.Length);
            writer.Signed(sample.Line - line);
            (end, line) = (sample.Bytes.End, sample.Line);
        }
    }

    public static void ReadPlaces(ref ByteReader reader, Span<Sample> samples)
    {
        long end = 0, line = 0;
        foreach (ref var sample in samples)
        {
            var start = end + reader.Signed();
            end = start + reader.Signed();
            line += reader.Signed();
            sample = sample with { Bytes = new ByteRange(start, end), Line = line };
        }
    }
}
