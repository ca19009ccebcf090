using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>Shows the first remarks of each code and counts the rest: a million rows with one fault are one fault.</summary>
internal sealed class RemarkLog
{
    private const int ShownOfEach = 3;
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public void Add(Diagnostic remark)
    {
        var count = counts.GetValueOrDefault(remark.Code) + 1;
        counts[remark.Code] = count;
        if (count <= ShownOfEach && remark.Severity != Severity.Information) { Terminal.Diagnostics([remark]); }
    }

    public void Summarize()
    {
        foreach (var (code, count) in counts.Where(c => c.Value > ShownOfEach)) { Terminal.Progress($"{code}: {count} remarks, the first {ShownOfEach} shown"); }
    }
}
