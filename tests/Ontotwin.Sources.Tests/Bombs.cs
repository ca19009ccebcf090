namespace Ontotwin.Sources.Tests;

/// <summary>Holds that what a document of ill will makes a reader do costs less than 100 ms of its thread and 64 MB.</summary>
internal static class Bombs
{
    private const int MaxMs = 100;
    private const long MaxBytes = 64 << 20;

    public static void Assert(Action read)
    {
        // The first time pays for compiling; of the others the fastest counts, for other work runs on the machine.
        read();
        var (bestMs, bytes) = (double.MaxValue, 0L);
        for (var run = 0; run < 5 && bestMs > MaxMs / 2; run++)
        {
            var (before, startMs) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.NowMs);
            read();
            (bestMs, bytes) = (Math.Min(bestMs, ThreadClock.NowMs - startMs), GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Xunit.Assert.True(bestMs <= MaxMs, FormattableString.Invariant($"{bestMs:F0} ms"));
        Xunit.Assert.True(bytes <= MaxBytes, FormattableString.Invariant($"{bytes} bytes allocated"));
    }
}
