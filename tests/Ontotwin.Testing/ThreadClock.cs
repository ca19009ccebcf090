using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ontotwin.Testing;

/// <summary>The processor time of the thread at hand, where the system tells it (Linux): what others do on the machine does not count. Elsewhere the time on the wall.</summary>
public static class ThreadClock
{
    private const int ThreadCpuTime = 3;
    private static readonly bool IsLinux = OperatingSystem.IsLinux();

    /// <summary>Milliseconds since some beginning.</summary>
    public static double NowMs => IsLinux && GetTime(ThreadCpuTime, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

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
