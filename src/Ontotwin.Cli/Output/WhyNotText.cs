using Ontotwin.Engine;
using Ontotwin.Evaluation;
using Ontotwin.Mapping;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>Why something is not there, in words.</summary>
internal sealed class WhyNotText(string language)
{
    public void Print(WhyNotFact answer)
    {
        if (answer.Rules.Count == 0) { Terminal.Line(In($"no statement of the program's maps writes {answer.Property.LocalName} of such a node", $"程序的映射中没有语句为这类节点写入 {answer.Property.LocalName}")); }
        foreach (var rule in answer.Rules)
        {
            Terminal.Line($"{rule.Statement.Rule}  ({rule.Statement.Place}: {rule.Statement.Line()})");
            if (rule.Outcomes.Count == 0) { Terminal.Line("  " + In($"no record of this twin's documents came to it: its map reads {rule.Statement.Reads}", $"此人的文档中没有记录到达此语句：其映射读取 {rule.Statement.Reads}")); }
            foreach (var outcome in rule.Outcomes)
            {
                var place = outcome.Example.Place;
                Terminal.Line($"  {outcome.Count} × {Words(outcome)}: {place.Document} {place.Path} bytes {place.Bytes}");
            }
        }
        foreach (var reject in answer.Rejects) { Terminal.Line($"{In("rejected", "被拒绝")} {reject.Code} {reject.Place.Document} {reject.Place.Path} bytes {reject.Place.Bytes}: {Say.Reason(language, reject.Code, reject.Reason)}"); }
        foreach (var document in answer.Unavailable) { Terminal.Line($"{document.Name}: {In("not there any more with that content; what it would give is not known", "已不在原处，或内容已变；无法得知其结果")}"); }
    }

    public void Print(Recommendation r)
    {
        Terminal.Line($"{r.Rule}: {RecommendationText.Status(r, language)}{(r.StatusReason is { } why ? $" ({why.In(language)})" : "")}");
        if (r.Status == RecommendationStatus.In) { Terminal.Line("  " + In("it stands: 'explain' shows its proof", "该建议成立：“explain” 给出其证明")); }
        var open = Leaves(r.Proof.Children.FirstOrDefault(c => c.Kind == ProofKind.Rule)?.Children.FirstOrDefault()).ToList();
        if (open.Count > 0) { Terminal.Line("  " + In("what would have to hold, and does not:", "须成立而未成立的条件：")); }
        foreach (var node in open) { Terminal.Line($"    {node.Text.In(language)} [{Say.Truth(language, node.Truth!.Value)}]"); }
        foreach (var exception in r.Checked.Where(c => c.Holds != Truth.False)) { Terminal.Line($"  {In("stands against it", "反对")}: {exception.Words.In(language)} [{Say.Truth(language, exception.Holds)}]{(exception.Rule is null ? "" : $" ({exception.Rule})")}"); }
        foreach (var link in r.AttackedBy.Where(l => l.Prevails)) { Terminal.Line($"  {In("another rule prevails", "另一规则优先")}: {link.Reason.In(language)} ({link.Rule})"); }
        foreach (var unknown in r.Unknowns.Where(u => u.ChangesAnswer)) { Terminal.Line($"  {In("not known", "未知")}: {unknown.Reason.Name}: {unknown.HowToGet.In(language)}"); }
        foreach (var change in r.WhatIf) { Terminal.Line($"  {In("what would change it", "何种变化会改变结论")}: {change.Words.In(language)}"); }
    }

    // The lowest conditions that are not true; below them are values and sources.
    private static IEnumerable<ProofNode> Leaves(ProofNode? node)
    {
        if (node?.Truth is not (Truth.False or Truth.Unknown)) { return []; }
        var below = node.Children.SelectMany(Leaves).ToList();
        return below.Count > 0 ? below : [node];
    }

    private string Words(TriedOutcome outcome)
    {
        var said = outcome.Outcome switch
        {
            StepOutcome.Wrote => In("a fact was written", "写入了一条事实"),
            StepOutcome.GuardFalse => In("its 'when' did not hold", "其 when 条件不成立"),
            StepOutcome.OtherwiseNotTaken => In("another statement on the same field was taken, and this one is for the case that none is", "同一字段的另一语句已生效，此语句仅用于无语句生效时"),
            StepOutcome.Absent => In("the record does not have the field", "记录中没有该字段"),
            StepOutcome.Empty => In("the field is empty", "字段为空"),
            StepOutcome.NullValue => In("the source says that there is no value any more", "来源声明该值已不存在"),
            StepOutcome.NotWritten => In("the field has a value that nothing could be made of", "字段的值无法转换"),
            StepOutcome.Retracted => In("the record takes the node back", "该记录撤回此节点"),
            StepOutcome.NotKept => In("the document has two values at one instant, and neither is kept", "文档在同一时刻有两个值，均未保留"),
            _ => In("it was rejected", "被拒绝"),
        };
        return outcome.IsOfNode ? In("of its node: ", "其节点：") + said : said;
    }

    private string In(string en, string zh) => Say.In(language, en, zh);
}
