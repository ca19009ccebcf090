using System.Diagnostics;
using System.Text.Json;
using Ontotwin.Engine;
using Ontotwin.Mapping;

namespace Ontotwin.Cli.Output;

/// <summary>A run's figures for people and machines.</summary>
internal static class ReportOutput
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Print(RunReport report)
    {
        Terminal.Progress($"{report.Documents} documents, {report.Records} records, {report.Facts} facts ({report.Samples} samples), {report.Rejects} rejects, {report.Remarks} remarks, {report.Twins} twins; {report.Elapsed.TotalSeconds:F1} s, peak {PeakMegabytes()} MB");
        if (report.Unchanged > 0) { Terminal.Progress($"  {report.Unchanged} documents were read before by the same rules and left alone"); }
        if (report.Remapped > 0) { Terminal.Progress($"  {report.Remapped} documents were read again by the rules that changed"); }
        foreach (var (code, count) in report.RejectsByCode.OrderByDescending(c => c.Value)) { Terminal.Progress($"  rejected {code}: {count}"); }
    }

    public static object ToJson(RunReport report, FieldCoverage? coverage = null) => new
    {
        documents = report.Documents,
        unchanged = report.Unchanged,
        remapped = report.Remapped,
        mapRuns = report.MapRuns,
        records = report.Records,
        facts = report.Facts,
        samples = report.Samples,
        rejects = report.Rejects,
        remarks = report.Remarks,
        twins = report.Twins,
        rejectsByCode = report.RejectsByCode,
        bySource = report.BySource.ToDictionary(s => s.Key, s => new { documents = s.Value.Documents, records = s.Value.Records, facts = s.Value.Facts, rejects = s.Value.Rejects }),
        unreadFields = coverage is null ? null : CoverageOutput.Fields(coverage),
        unreadElements = coverage is null ? null : CoverageOutput.Elements(coverage),
        elapsedSeconds = report.Elapsed.TotalSeconds,
        peakMemoryMegabytes = PeakMegabytes(),
    };

    private static long PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
