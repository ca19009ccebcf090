using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Whether the person has a condition, procedure or anything else, or takes a medicine; and how long ago.</summary>
internal sealed class PresenceEvaluation(Evaluator evaluator)
{
    private static readonly Iri[] Withdrawals = [Hdt.Status, Hdt.VerificationStatus, Hdt.DoNotPerform, Hdt.Intent];

    private TwinView View => evaluator.View;

    public Evaluated Evaluate(PresenceExpression has)
    {
        var label = Words.Label(evaluator.Ontology, has.Class);
        var text = Phrase(has, label);
        var found = View.Instances(has.Class).Select(f => Judge(f, has)).ToList();
        var truth = found.Aggregate(Truth.False, (t, f) => t.Or(f.Truth));
        if (truth == Truth.True) { return Result(text, truth, [.. found.Where(f => f.Truth == Truth.True)]); }
        if (truth == Truth.Unknown)
        {
            var reason = Doubt(found, has.Class, label);
            var open = Result(text, truth, [.. found.Where(f => f.Truth == Truth.Unknown)]);
            return open with { Reasons = [reason], Proof = open.Proof with { Children = open.Proof.Children.Add(Unknowns.Leaf(reason)) } };
        }
        if (has.IsCurrentMedication && UnclassedMedication() is { } unclassed) { return Unclassed(text, has.Class, label, unclassed); }
        if (found.Count == 0 && has.MustBeKnown) { return Unknowns.Truth(Unknowns.Missing(evaluator, has.Class, has.Class.LocalName)); }
        return found.Count > 0 ? Result(text, truth, found) : new(new(ProofKind.Presence, text)
        {
            Truth = Truth.False,
            Children = [new(ProofKind.Assumption, new($"{Words.Missing(label).En}: counted as absent", $"{Words.Missing(label).Zh}：视为不存在"))],
        }) { Truth = Truth.False };
    }

    private UnknownReason Doubt(List<Judgement> found, Iri type, BilingualText label)
    {
        var open = found.Where(f => f.Truth == Truth.Unknown).Select(f => f.Typed.Triple.Subject).ToList();
        return new(UnknownKind.Uncertain, type, type.LocalName,
            open.Exists(o => View.Unreadable(o) is not null) ? new($"{label.En} was recorded with a status that is not understood", $"{label.Zh}有记录，但其状态无法识别")
            : open.Exists(IsUnconfirmed) ? new($"{label.En} is suspected, not confirmed", $"{label.Zh}为疑似，尚未确认")
            : open.Exists(o => View.TypeFact(o, Hdt.MedicationUse) is not null && View.Time(o, Hdt.EndedAt) is null)
                ? new($"whether {label.En} is still taken is not known", $"{label.Zh}是否仍在使用不详")
            : open.Exists(o => ProcedureDone(o) == Truth.Unknown) ? new($"whether {label.En} was done is not known", $"{label.Zh}是否已实施不详")
            : new($"when {label.En} was is known in part only", $"{label.Zh}的时间不完整"));
    }

    // A medicine in use under a code that no class knows may be the one asked about: then nobody can say that it is not.
    private Judgement? UnclassedMedication() =>
        View.Instances(Hdt.MedicationUse)
            .Where(f => !IsWithdrawn(f.Triple.Subject) && !View.IsClassedBelow(f.Triple.Subject, Hdt.MedicationUse))
            .Select(f => Judge(f, new PresenceExpression(Hdt.MedicationUse, true, false, null)))
            .FirstOrDefault(j => j.Truth != Truth.False);

    private Evaluated Unclassed(BilingualText text, Iri type, BilingualText label, Judgement medication)
    {
        var reason = new UnknownReason(
            UnknownKind.Unmapped, type, type.LocalName,
            new($"a medicine is in use whose code is not known here: whether it is {label.En} cannot be told", $"有一种在用药物的编码无法识别：不能确定是否为{label.Zh}"));
        var open = Result(text, Truth.Unknown, [medication]);
        return open with { Reasons = [reason], Proof = open.Proof with { Children = open.Proof.Children.Add(Unknowns.Leaf(reason)) } };
    }

    public Evaluated DaysSince(Iri type)
    {
        var label = Words.Label(evaluator.Ontology, type);
        var times = View.Instances(type).Where(f => !IsWithdrawn(f.Triple.Subject) && View.Unreadable(f.Triple.Subject) is null && ReplacedRecords.ReplacementOf(View.Twin, f.Triple.Subject) is null && ProcedureDone(f.Triple.Subject) == Truth.True).Select(f => (Fact: f, Time: View.Time(f.Triple.Subject, Hdt.EventTimes)))
            .Where(t => t.Time is { } time && evaluator.Clock.IsPast(time.Time)).OrderByDescending(t => t.Time!.Value.Time.Earliest).ToList();
        if (times.Count == 0) { return Unknowns.Of(Unknowns.Missing(evaluator, type, type.LocalName)); }
        var (fact, latest) = (times[0].Fact, times[0].Time!.Value);
        var days = evaluator.Clock.DaysSince(latest.Time);
        var shown = ClinicalText.Value(days, null);
        return new(new(ProofKind.Value, new($"{shown.En} days since {label.En}", $"{label.Zh}后 {shown.Zh} 天"))
        {
            Value = days,
            At = latest.Time,
            Children = [evaluator.Proofs.Of(latest.Fact.Triple), evaluator.Proofs.Of(fact.Triple)],
        })
        {
            Value = days,
            Node = fact.Triple.Subject,
            Reasons = days.IsPoint ? [] : [new UnknownReason(UnknownKind.Uncertain, type, type.LocalName, new($"when {label.En} was is known in part only", $"{label.Zh}的时间不完整"))],
        };
    }

    private static BilingualText Phrase(PresenceExpression has, BilingualText label)
    {
        var within = Words.Length(has.Within);
        return has.IsCurrentMedication ? new($"takes {label.En}", $"正在使用{label.Zh}") : new($"{label.En}{within.En}", $"{label.Zh}{within.Zh}");
    }

    private Judgement Judge(Fact typed, PresenceExpression has)
    {
        var node = typed.Triple.Subject;
        if (IsWithdrawn(node)) { return new(Truth.False, typed, [.. Withdrawals.Select(p => View.First(node, p))]); }
        if (ReplacedRecords.ReplacementOf(View.Twin, node) is { } replaced) { return new(Truth.False, typed, [replaced]); }
        if (View.Unreadable(node) is { } mark) { return new(Truth.Unknown, typed, [View.First(node, Hdt.Status), mark]); }
        if (ProcedureDone(node) is var done && done == Truth.False) { return new(done, typed, [View.First(node, Hdt.Status)]); }
        if (has.Within is { } within)
        {
            var time = View.Time(node, Hdt.EventTimes);
            return new((time is { } t ? evaluator.Clock.InWindow(t.Time, within, null) : Truth.Unknown).And(done), typed, [time?.Fact, View.First(node, Hdt.Status)]);
        }
        var (started, ended) = (View.Time(node, Hdt.StartedAt, Hdt.PerformedAt, Hdt.ObservedAt), View.Time(node, Hdt.EndedAt));
        if (started is { } begin && !evaluator.Clock.IsPast(begin.Time)) { return new(Truth.False, typed, [begin.Fact]); }
        if (has.IsCurrentMedication) { return Medication(typed, started?.Fact, ended); }
        var status = View.First(node, Hdt.ClinicalStatus);
        var isResolved = TwinView.Text(status) is "inactive" or "remission" or "resolved";
        var forLife = View.CountsForLife(node, has.Class);
        if (isResolved && !forLife) { return new(Truth.False, typed, [status]); }
        if (IsUnconfirmed(node)) { return new(Truth.Unknown, typed, [View.First(node, Hdt.VerificationStatus)]); }
        if (done == Truth.Unknown) { return new(done, typed, [View.First(node, Hdt.Status)]); }
        var isEvent = View.TypeFact(node, Hdt.Procedure) is not null || View.TypeFact(node, Hdt.Observation) is not null;
        var over = ended is { } end && !isEvent ? evaluator.Clock.IsOver(end.Time) : Truth.False;
        var isHistory = forLife && (isResolved || over != Truth.False);
        return new(isHistory ? Truth.True : over.Not(), typed, [status, started?.Fact, over == Truth.False ? null : ended?.Fact]) { IsHistory = isHistory };
    }

    // FHIR R4 EventStatus; a procedure of which nothing is said was done, as HL7 v2 records only those.
    private Truth ProcedureDone(Term node) =>
        View.TypeFact(node, Hdt.Procedure) is null ? Truth.True
        : TwinView.Text(View.First(node, Hdt.Status)) switch { null or "completed" or "in-progress" => Truth.True, "unknown" => Truth.Unknown, _ => Truth.False };

    private Judgement Medication(Fact typed, Fact? started, (PartialDateTime Time, Fact Fact)? ended)
    {
        var status = View.First(typed.Triple.Subject, Hdt.Status);
        var over = ended is { } end ? evaluator.Clock.IsOver(end.Time) : Truth.False;
        // Of one without a status and without an end, nobody says that it is still taken: a prescription of years ago is no proof. An end that lies ahead says so.
        var inUse = TwinView.Text(status) switch { "active" or "on-hold" or "intended" => Truth.True, null or "unknown" => ended is null ? Truth.Unknown : Truth.True, _ => Truth.False };
        return new(inUse.And(over.Not()), typed, [status, started, over == Truth.False ? null : ended?.Fact]);
    }

    // Whatever a source says there other than that it is so: a word that nobody knows confirms nothing.
    private bool IsUnconfirmed(Term node) => TwinView.Text(View.First(node, Hdt.VerificationStatus)) is not (null or "confirmed");

    // What is not, never was, or was only thought of: a request not to give, a proposal, a plan or an option (FHIR R4 medicationrequest-intent).
    private bool IsWithdrawn(Term node) =>
        TwinView.Text(View.First(node, Hdt.Status)) is "entered-in-error" or "cancelled" or "not-done" or "not-taken"
        || TwinView.Text(View.First(node, Hdt.VerificationStatus)) is "refuted" or "entered-in-error"
        || TwinView.Text(View.First(node, Hdt.DoNotPerform)) is "true" || TwinView.Text(View.First(node, Hdt.Intent)) is "proposal" or "plan" or "option";

    private Evaluated Result(BilingualText text, Truth truth, IReadOnlyList<Judgement> found)
    {
        var children = found.Take(Limits.MaxProofChildren).SelectMany(f => f.Facts.Prepend(f.Typed)).OfType<Fact>().Select(f => evaluator.Proofs.Of(f.Triple)).ToImmutableArray();
        if (found.Any(f => f.IsHistory)) { children = children.Add(new(ProofKind.Assumption, new("resolved, counts as history", "已治愈，作为病史计入"))); }
        return new(new(ProofKind.Presence, text) { Truth = truth, Children = children }) { Truth = truth };
    }

    private sealed record Judgement(Truth Truth, Fact Typed, ImmutableArray<Fact?> Facts)
    {
        public bool IsHistory { get; init; }
    }
}
