using System.Numerics;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Decodes one scan of JPEG-LS (ISO 14495-1, annex A): its components share their contexts.</summary>
internal sealed class LsScan
{
    private const int Interruptions = 365;
    private static readonly int[] RunBits = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    private readonly LsContext[] contexts = new LsContext[Interruptions + 2];
    private readonly int columns, rows, near, step, most, range, bits, limit, reset, t1, t2, t3, interleave;

    public LsScan(LsHeader header, int columns, int rows)
    {
        (this.columns, this.rows, near, interleave) = (columns, rows, header.Near, header.Interleave);
        step = (2 * near) + 1;
        most = header.Preset.Most > 0 ? Math.Min(header.Preset.Most, (1 << header.Precision) - 1) : (1 << header.Precision) - 1;
        range = ((most + (2 * near)) / step) + 1;
        bits = CeilingOfLog2(range);
        var depth = Math.Max(2, CeilingOfLog2(most + 1));
        limit = 2 * (depth + Math.Max(8, depth));
        reset = header.Preset.Reset > 0 ? header.Preset.Reset : 64;
        (t1, t2, t3) = Thresholds(header.Preset.T1, header.Preset.T2, header.Preset.T3);
        Array.Fill(contexts, new LsContext { A = Math.Max(2, (range + 32) / 64), N = 1 });
    }

    /// <summary>Decodes into the planes of the scan's components; <paramref name="at"/> goes on to the next marker. False where the scan is cut.</summary>
    public bool Decode(ReadOnlySpan<byte> coded, ref int at, int[][] planes)
    {
        var read = new LsBits(coded, at);
        // A line has a sample before its first and one after its last.
        var lines = planes.Select(_ => (Before: new int[columns + 2], Now: new int[columns + 2])).ToArray();
        var runs = new int[planes.Length];
        for (var row = 0; row < rows && !read.IsPastEnd; row++)
        {
            foreach (var (before, now) in lines) { (before[^1], now[0]) = (before[^2], before[1]); }
            if (interleave == 2) { SampleLine(ref read, lines, ref runs[0]); }
            else
            {
                for (var i = 0; i < planes.Length; i++) { Line(ref read, lines[i].Before, lines[i].Now, ref runs[i]); }
            }
            for (var i = 0; i < planes.Length; i++)
            {
                lines[i].Now.AsSpan(1, columns).CopyTo(planes[i].AsSpan(row * columns));
                lines[i] = (lines[i].Now, lines[i].Before);
            }
        }
        at = read.NextMarker();
        return !read.IsPastEnd;
    }

    private void Line(ref LsBits read, int[] before, int[] now, ref int run)
    {
        for (var x = 1; x <= columns;)
        {
            var context = ContextOf(before, now, x);
            if (context != 0) { now[x] = Regular(ref read, context, before, now, x); x++; continue; }
            var length = RunLengthOf(ref read, columns + 1 - x, ref run, out var isInterrupted);
            now.AsSpan(x, length).Fill(now[x - 1]);
            x += length;
            if (!isInterrupted) { continue; }
            var type = Math.Abs(now[x - 1] - before[x]) <= near ? 1 : 0;
            now[x] = Interrupted(ref read, now[x - 1], before[x], type, run);
            run = Math.Max(0, run - 1);
            x++;
        }
    }

    // Interleaved by sample, all components run together, and their interruptions have one context.
    private void SampleLine(ref LsBits read, (int[] Before, int[] Now)[] lines, ref int run)
    {
        var found = new int[lines.Length];
        for (var x = 1; x <= columns;)
        {
            for (var i = 0; i < lines.Length; i++) { found[i] = ContextOf(lines[i].Before, lines[i].Now, x); }
            if (found.AsSpan().ContainsAnyExcept(0))
            {
                for (var i = 0; i < lines.Length; i++) { lines[i].Now[x] = Regular(ref read, found[i], lines[i].Before, lines[i].Now, x); }
                x++;
                continue;
            }
            var length = RunLengthOf(ref read, columns + 1 - x, ref run, out var isInterrupted);
            foreach (var (_, now) in lines) { now.AsSpan(x, length).Fill(now[x - 1]); }
            x += length;
            if (!isInterrupted) { continue; }
            foreach (var (before, now) in lines) { now[x] = Interrupted(ref read, now[x - 1], before[x], 0, run); }
            run = Math.Max(0, run - 1);
            x++;
        }
    }

    private int ContextOf(int[] before, int[] now, int x) =>
        (81 * Level(before[x + 1] - before[x])) + (9 * Level(before[x] - before[x - 1])) + Level(before[x - 1] - now[x - 1]);

    private int Level(int difference)
    {
        var size = Math.Abs(difference);
        var level = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
        return difference < 0 ? -level : level;
    }

    private int Regular(ref LsBits read, int number, int[] before, int[] now, int x)
    {
        var sign = number < 0 ? -1 : 1;
        ref var context = ref contexts[Math.Abs(number)];
        var (left, above, corner) = (now[x - 1], before[x], before[x - 1]);
        var guess = corner >= Math.Max(left, above) ? Math.Min(left, above) : corner <= Math.Min(left, above) ? Math.Max(left, above) : left + above - corner;
        guess = Math.Clamp(guess + (sign * context.C), 0, most);
        var k = context.Golomb(context.A);
        var coded = Coded(ref read, k, limit);
        var isTurned = near == 0 && k == 0 && 2 * context.B <= -context.N;
        var error = (coded & 1) == 0 ? coded >> 1 : -((coded + 1) >> 1);
        if (isTurned) { error = -error - 1; }
        context.Update(error, step, reset);
        return Restored(guess + (sign * error * step));
    }

    private int Interrupted(ref LsBits read, int left, int above, int type, int run)
    {
        ref var context = ref contexts[Interruptions + type];
        var k = context.Golomb(type == 0 ? context.A : context.A + (context.N >> 1));
        var coded = Coded(ref read, k, limit - RunBits[run] - 1);
        var mapped = coded + type;
        var isOdd = (mapped & 1) == 1;
        var size = (mapped + 1) >> 1;
        var error = (k != 0 || 2 * context.Negative >= context.N) == isOdd ? -size : size;
        context.UpdateInterruption(error, coded, type, reset);
        return type == 1 ? Restored(left + (error * step)) : Restored(above + ((above < left ? -1 : 1) * error * step));
    }

    private static int RunLengthOf(ref LsBits read, int room, ref int run, out bool isInterrupted)
    {
        var length = 0;
        isInterrupted = false;
        while (length < room)
        {
            if (read.Read(1) == 0)
            {
                length += read.Read(RunBits[run]);
                isInterrupted = length < room;
                return Math.Min(length, room);
            }
            var whole = 1 << RunBits[run];
            if (whole <= room - length) { run = Math.Min(run + 1, RunBits.Length - 1); }
            length += whole;
        }
        return Math.Min(length, room);
    }

    private int Coded(ref LsBits read, int k, int most)
    {
        var zeros = read.Zeros(most - bits - 1);
        // The limit has no one after its zeros in this way of counting.
        if (zeros < most - bits - 1) { return (zeros << k) | read.Read(k); }
        read.Read(1);
        return read.Read(bits) + 1;
    }

    private int Restored(int value)
    {
        if (value < -near) { value += range * step; }
        else if (value > most + near) { value -= range * step; }
        return Math.Clamp(value, 0, most);
    }

    private (int, int, int) Thresholds(int first, int second, int third)
    {
        int Clamped(int value, int least) => value > most || value < least ? least : value;
        var factor = most >= 128 ? (Math.Min(most, 4095) + 128) / 256 : 256 / (most + 1);
        var (a, b, c) = most >= 128 ? (factor + 2 + (3 * near), (factor * 4) + 3 + (5 * near), (factor * 17) + 4 + (7 * near))
            : (Math.Max(2, (3 / factor) + (3 * near)), Math.Max(3, (7 / factor) + (5 * near)), Math.Max(4, (21 / factor) + (7 * near)));
        var one = first > 0 ? first : Clamped(a, near + 1);
        var two = second > 0 ? second : Clamped(b, one);
        return (one, two, third > 0 ? third : Clamped(c, two));
    }

    private static int CeilingOfLog2(int value) => 32 - BitOperations.LeadingZeroCount((uint)(value - 1));
}
