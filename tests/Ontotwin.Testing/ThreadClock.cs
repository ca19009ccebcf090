using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ontotwin.Testing;

/// <summary>The processor time of the thread at hand, where the system tells it (Linux): what others do on the machine does not count. Elsewhere the time on the wall.</summary>
public static class ThreadClock
{
    private const int ThreadCpuTime = 3;
    private const int RestMs = 20;
    private static readonly bool IsLinux = OperatingSystem.IsLinux();

    /// <summary>Milliseconds since some beginning.</summary>
    public static double NowMs => IsLinux && GetTime(ThreadCpuTime, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    /// <summary>
    /// What an action costs its thread, in milliseconds: the best of up to <paramref name="tries"/>, which end once one is within <paramref name="enoughMs"/>.
    /// Others use the machine too: the later half of the tries come each after a longer rest, to outlast a burst of theirs.
    /// </summary>
    public static double BestMs(Action action, double enoughMs, int tries = 20)
    {
        var bestMs = double.MaxValue;
        for (var i = 0; i < tries && bestMs > enoughMs; i++)
        {
            if (i > tries / 2) { Thread.Sleep(i * RestMs); }
            bestMs = Math.Min(bestMs, Ms(action));
        }
        return bestMs;
    }

    /// <summary>
    /// What an action costs its thread once, in milliseconds. The collector works on the thread that ran out of memory, through the garbage of all tests of the process: its
    /// pauses do not count, but for half of the time, for it may have been another thread that it worked on.
    /// </summary>
    public static double Ms(Action action)
    {
        var (startMs, paused) = (NowMs, GC.GetTotalPauseDuration());
        action();
        var ms = NowMs - startMs;
        return Math.Max(ms - (GC.GetTotalPauseDuration() - paused).TotalMilliseconds, ms / 2);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable SYSLIB1054 // A generated import would need unsafe code in the tests.
    private static extern int GetTime(int clock, out TimeSpec time);
#pragma warning restore SYSLIB1054

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
