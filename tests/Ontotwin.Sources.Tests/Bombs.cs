using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests;

/// <summary>Holds that what a document of ill will makes a reader do costs less than 100 ms of its thread and 64 MB.</summary>
internal static class Bombs
{
    private const int MaxMs = 100;
    private const long MaxBytes = 64 << 20;

    public static void Assert(Action read)
    {
        // The first time pays for compiling.
        read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var bestMs = ThreadClock.BestMs(read, MaxMs);
        Xunit.Assert.True(bestMs <= MaxMs, FormattableString.Invariant($"{bestMs:F0} ms"));
        Xunit.Assert.True(bytes <= MaxBytes, FormattableString.Invariant($"{bytes} bytes allocated"));
    }
}
