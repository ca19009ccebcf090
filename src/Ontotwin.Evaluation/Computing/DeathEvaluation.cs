using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Whether the person had died by the instant asked about.</summary>
internal static class DeathEvaluation
{
    public static Evaluated Of(Evaluator evaluator)
    {
        var people = evaluator.View.Instances(Hdt.Patient).Select(f => f.Triple.Subject).Append(evaluator.Twin.Id.Subject).Distinct().ToList();
        if (people.Select(p => DeathStatements.Denial(evaluator.Twin, p)).FirstOrDefault(d => d is not null) is { } denial) { return Open(evaluator, denial); }
        var said = people.SelectMany(p => evaluator.Twin.About(p)).Where(f => f.Triple.Predicate == Hdt.DeathDate || f.Triple.Predicate == Hdt.Deceased).ToList();
        var dated = said.Where(f => f.Triple.Predicate == Hdt.DeathDate).Select(f => (Fact: f, Time: DateText.Read(f.Triple.Object))).Where(d => d.Time is not null).ToList();
        if (dated.Find(d => d.Time!.Value.Earliest <= evaluator.Clock.Now(d.Time.Value.IsFloating)) is { Fact: { } fact } past)
        {
            var when = ClinicalText.Time(past.Time!.Value);
            return Dead(evaluator, new($"the person died {when}", $"本人已于 {when} 死亡"), fact);
        }
        // A date says more than a bare yes: before it the person lived.
        return dated.Count == 0 && said.Find(DeathStatements.IsYes) is { } yes ? Dead(evaluator, new("the person has died, the date is not known", "本人已死亡，日期不详"), yes)
            : new(new(ProofKind.Condition, new("the person is not known to have died", "无死亡记录")) { Truth = Truth.False }) { Truth = Truth.False };
    }

    // One who lives is not left without advice because a register once said otherwise.
    private static Evaluated Open(Evaluator evaluator, Fact denial)
    {
        var text = new BilingualText("sources differ on whether the person has died", "来源对本人是否已死亡说法不一");
        return new(new(ProofKind.Condition, text) { Truth = Truth.Unknown, Children = [evaluator.Proofs.Of(denial.Triple)] }) { Truth = Truth.Unknown, Reasons = [new(UnknownKind.Conflict, null, "death", text)] };
    }

    private static Evaluated Dead(Evaluator evaluator, BilingualText text, Fact fact) =>
        new(new(ProofKind.Condition, text) { Truth = Truth.True, Children = [evaluator.Proofs.Of(fact.Triple)] }) { Truth = Truth.True };
}
