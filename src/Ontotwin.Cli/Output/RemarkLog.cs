using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>Shows the first remarks of each code and counts the rest: a million rows with one fault are one fault.</summary>
internal sealed class RemarkLog(string language = "en")
{
    private const int ShownOfEach = 3;
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    public void Add(Diagnostic remark)
    {
        var count = counts.GetValueOrDefault(remark.Code) + 1;
        counts[remark.Code] = count;
        // What is only worth knowing is shown once and counted.
        if (count > (remark.Severity == Severity.Information ? 1 : ShownOfEach)) { return; }
        if (remark.Severity != Severity.Information) { shown.Add(remark.Code); }
        Terminal.Diagnostics([Said(remark)]);
    }

    private Diagnostic Said(Diagnostic remark) =>
        Say.Reason(language, remark.Code, remark.Message) is var reason && reason != remark.Message ? remark with { Message = reason, Hint = null } : remark;

    public void Summarize()
    {
        foreach (var (code, count) in counts.Where(c => c.Value > (shown.Contains(c.Key) ? ShownOfEach : 1)))
        {
            var (en, zh) = shown.Contains(code) ? ($", the first {ShownOfEach} shown", $"，只列出前 {ShownOfEach} 条") : (" for information, the first shown", "，仅供参考，只列出第一条");
            Terminal.Progress(Say.In(language, $"{code}: {count} remarks{en}", $"{code}：{count} 条提示{zh}"));
        }
    }
}
