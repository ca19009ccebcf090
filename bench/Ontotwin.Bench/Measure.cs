using System.Diagnostics;
using System.Globalization;

namespace Ontotwin.Bench;

/// <summary>What a piece of work cost: CPU seconds of the whole process, those of them in the kernel (writing files), and bytes allocated by the thread that ran it.</summary>
internal readonly record struct Cost(double CpuSeconds, double KernelSeconds, long AllocatedBytes, long Result);

/// <summary>Measures and prints.</summary>
internal static class Measure
{
    private const int Runs = 3;
    private const double WarmUpSeconds = 5;

    /// <summary>The least CPU time of three runs after five seconds of warming up, collector and compiler threads counted; the result is printed so that nobody can leave the work out.</summary>
    public static Cost Best(Func<long> work)
    {
        // Code that runs for less is not yet compiled as it will be.
        for (var spent = 0.0; spent < WarmUpSeconds;) { spent += Once(work).CpuSeconds; }
        var best = new Cost(double.MaxValue, 0, 0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var cost = Once(work);
            if (cost.CpuSeconds < best.CpuSeconds) { best = cost; }
        }
        return best;
    }

    public static Cost Once(Func<long> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (before, kernel, allocated) = (process.TotalProcessorTime, process.PrivilegedProcessorTime, GC.GetAllocatedBytesForCurrentThread());
        var result = work();
        process.Refresh();
        return new Cost((process.TotalProcessorTime - before).TotalSeconds, (process.PrivilegedProcessorTime - kernel).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated, result);
    }

    public static void Print(string what, string unit, double amount, Cost floor, Cost ours) => Line(
        $"{what}\n  floor {amount / floor.CpuSeconds:0.##} {unit} ({floor.Result}), ours {amount / ours.CpuSeconds:0.##} {unit} ({ours.Result}), ratio {floor.CpuSeconds / ours.CpuSeconds:F2}");

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static void PrintPeak()
    {
        using var process = Process.GetCurrentProcess();
        Line($"  peak working set {process.PeakWorkingSet64 >> 20} MB");
    }

    public static void InOwnProcess(string name)
    {
        using var child = Process.Start(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[..1].Where(a => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)), name]);
        child.WaitForExit();
        if (child.ExitCode != 0) { Environment.ExitCode = child.ExitCode; }
    }
}
