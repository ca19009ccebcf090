using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Values taken from observations in a window: the latest, the mean …</summary>
internal sealed class WindowEvaluation(Evaluator evaluator)
{
    public Evaluated Evaluate(WindowExpression window)
    {
        if (window.Class is not { } type)
        {
            return evaluator.Program.Features.TryGetValue(window.Subject, out var feature)
                ? evaluator.Features.Over(feature, window)
                : Unknowns.Of(Unknowns.Missing(evaluator, null, window.Subject));
        }
        if (evaluator.Ontology.IsSubClass(type, Hdt.Series)) { return evaluator.Features.OverSeries(type, window); }
        var all = evaluator.View.Readings(type);
        // A procedure has no value and is counted all the same.
        var counts = window.Function == "count";
        var usable = all.Where(r => r.Time is not null && (r.Flaw == ReadingFlaw.None || (counts && r.Flaw == ReadingFlaw.Unmapped)))
            .Select(r => (Reading: r, In: evaluator.Clock.InWindow(r.Time!.Value, window.Within, window.Before))).Where(r => r.In != Truth.False).ToList();
        if (counts) { return Count(type, window, usable); }
        if (usable.Count == 0) { return Unknowns.Of(WhyNone(type, all, window)); }
        if (usable.Any(u => u.In == Truth.Unknown)) { return Unknowns.Of(PartialTime(type)); }
        var readings = usable.Select(u => u.Reading).OrderBy(r => r.Time!.Value.Earliest).ToList();
        return window.Function switch
        {
            "latest" => Latest(type, window, all, readings),
            "first" => Pick(type, window, readings),
            _ => Aggregate(type, window, readings),
        };
    }

    private Evaluated Latest(Iri type, WindowExpression window, ImmutableArray<Measured> all, List<Measured> readings)
    {
        var eclipse = new Eclipse(evaluator, type, window);
        if (eclipse.Of(all, readings[^1]) is { } unknown) { return unknown; }
        var picked = Pick(type, window, readings);
        return picked with { Proof = picked.Proof with { Children = [.. picked.Proof.Children, .. eclipse.NotObtained(all, readings[^1])] } };
    }

    private Evaluated Pick(Iri type, WindowExpression window, List<Measured> readings)
    {
        var latest = window.Function == "latest";
        var best = latest ? readings[^1] : readings[0];
        var rivals = readings.Where(r => r.Node.Equals(best.Node) || (latest ? r.Time!.Value.LatestExclusive > best.Time!.Value.Earliest : r.Time!.Value.Earliest < best.Time!.Value.LatestExclusive)).ToList();
        if (best.Value is null || rivals.Any(r => r.Value is null)) { return Coded(type, rivals.FirstOrDefault(r => r.Value is null) ?? best); }
        var values = rivals.Select(r => Units.Convert(r.Value!.Value, r.Unit, best.Unit, SubstanceOf(type))).ToList();
        if (values.Any(v => v is null)) { return Unknowns.Of(Unreadable(type)); }
        var value = values.Aggregate(values[0]!.Value, (hull, v) => hull.Hull(v!.Value));
        var distinct = rivals.Count > 1 && values.Distinct().Count() > 1;
        var at = best.Time!.Value;
        var shown = ClinicalText.Value(value, best.Unit);
        var label = Words.Label(evaluator.Ontology, type);
        var text = new BilingualText($"{label.En} {shown.En} ({ClinicalText.Time(at)})", $"{label.Zh} {shown.Zh}（{ClinicalText.Time(at)}）");
        var children = (distinct ? rivals : [best]).SelectMany(Facts).Select(f => evaluator.Proofs.Of(f.Triple)).ToImmutableArray();
        var uncertain = value.IsPoint ? ImmutableArray<UnknownReason>.Empty
            : [new(UnknownKind.Uncertain, type, type.LocalName, distinct ? new($"several values of {label.En} at one time", $"同一时间有多个{label.Zh}值") : new($"{label.En} is known within bounds only", $"{label.Zh}仅知范围"))];
        return new(new(distinct ? ProofKind.Conflict : ProofKind.Value, text) { Value = value, Unit = best.Unit, At = at, Children = children })
        {
            Value = value,
            Unit = best.Unit,
            Node = best.Node,
            Class = type,
            Reasons = uncertain,
        };
    }

    private Evaluated Coded(Iri type, Measured reading)
    {
        var label = Words.Label(evaluator.Ontology, type);
        var finding = reading.Finding?.Triple.Object is Iri code ? Words.Label(evaluator.Ontology, code) : Words.Same("");
        var text = new BilingualText($"{label.En} {finding.En}".TrimEnd() + $" ({ClinicalText.Time(reading.Time!.Value)})", $"{label.Zh} {finding.Zh}".TrimEnd() + $"（{ClinicalText.Time(reading.Time!.Value)}）");
        return new(new(ProofKind.Value, text) { At = reading.Time, Children = [.. Facts(reading).Select(f => evaluator.Proofs.Of(f.Triple))] }) { Node = reading.Node, Class = type };
    }

    private Evaluated Aggregate(Iri type, WindowExpression window, List<Measured> readings)
    {
        var measured = readings.Where(r => r.Value is not null).ToList();
        if (measured.Count == 0) { return Unknowns.Of(Unreadable(type)); }
        var unit = measured[^1].Unit;
        var values = measured.Select(r => (r.Time!.Value.Earliest, Value: Units.Convert(r.Value!.Value, r.Unit, unit, SubstanceOf(type)))).ToList();
        if (values.Any(v => v.Value is null) || Aggregates.Of(window.Function, [.. values.Select(v => (v.Earliest, v.Value!.Value))], window.Rank) is not { } result) { return Unknowns.Of(Unreadable(type)); }
        var label = Words.Label(evaluator.Ontology, type);
        var within = Words.Length(window.Within);
        var resultUnit = window.Function == "slope" ? $"({unit ?? "1"})/d" : unit;
        var shown = ClinicalText.Value(result, resultUnit);
        return new(new(ProofKind.Value, new($"{window.Function} of {label.En}{within.En}: {shown.En}", $"{label.Zh}{within.Zh} {window.Function}：{shown.Zh}"))
        {
            Value = result,
            Unit = resultUnit,
            Children = [.. measured.Take(Limits.MaxProofChildren).Select(r => evaluator.Proofs.Of(r.ValueFact!.Triple))],
        })
        {
            Value = result,
            Unit = resultUnit,
            Class = type,
            Reasons = result.IsPoint ? [] : [new(UnknownKind.Uncertain, type, type.LocalName, new($"{label.En} is known within bounds only", $"{label.Zh}仅知范围"))],
        };
    }

    private Evaluated Count(Iri type, WindowExpression window, List<(Measured Reading, Truth In)> usable)
    {
        var sure = usable.Count(u => u.In == Truth.True);
        var value = new Interval(sure, usable.Count);
        var label = Words.Label(evaluator.Ontology, type);
        var within = Words.Length(window.Within);
        var shown = ClinicalText.Value(value, null);
        ImmutableArray<ProofNode> children = usable.Count == 0
            ? [new(ProofKind.Assumption, new($"{Words.Missing(label).En}{within.En}: none counted", $"{Words.Missing(label).Zh}{within.Zh}：计为零"))]
            : [.. usable.Take(Limits.MaxProofChildren).SelectMany(u => Facts(u.Reading)).Select(f => evaluator.Proofs.Of(f.Triple))];
        return new(new(ProofKind.Value, new($"number of {label.En}{within.En}: {shown.En}", $"{label.Zh}次数{within.Zh}：{shown.Zh}")) { Value = value, Children = children })
        {
            Value = value,
            Reasons = value.IsPoint ? [] : [PartialTime(type)],
        };
    }

    private static IEnumerable<Fact> Facts(Measured reading) => new[] { reading.ValueFact ?? reading.Finding, reading.TimeFact, reading.TypeFact }.OfType<Fact>();

    private Substance SubstanceOf(Iri type) => evaluator.Ontology.Classes.GetValueOrDefault(type)?.Substance ?? default;

    private UnknownReason PartialTime(Iri type)
    {
        var label = Words.Label(evaluator.Ontology, type);
        return new(UnknownKind.Uncertain, type, type.LocalName, new($"when {label.En} was measured is known in part only", $"{label.Zh}的测量时间不完整"));
    }

    private UnknownReason Unreadable(Iri type)
    {
        var label = Words.Label(evaluator.Ontology, type);
        return new(UnknownKind.Unmapped, type, type.LocalName, new($"{label.En} was recorded, and its value or unit could not be read", $"{label.Zh}有记录，但数值或单位无法识别"));
    }

    private UnknownReason WhyNone(Iri type, ImmutableArray<Measured> all, WindowExpression window)
    {
        var label = Words.Label(evaluator.Ontology, type);
        var flawed = all.Where(r => r.Flaw != ReadingFlaw.None && (r.Time is not { } t || evaluator.Clock.InWindow(t, window.Within, window.Before) != Truth.False)).ToList();
        if (flawed.Count > 0)
        {
            return flawed[^1].Flaw switch
            {
                ReadingFlaw.Absent => new(UnknownKind.LowQuality, type, type.LocalName, new($"{label.En} was ordered, and could not be obtained", $"{label.Zh}已送检，但无法获得结果")),
                ReadingFlaw.Withdrawn => new(UnknownKind.LowQuality, type, type.LocalName, new($"{label.En} was recorded, and withdrawn", $"{label.Zh}记录已撤回")),
                ReadingFlaw.Replaced => new(UnknownKind.LowQuality, type, type.LocalName, new($"{label.En} was recorded in a report that another replaced", $"{label.Zh}仅见于已被替代的报告")),
                ReadingFlaw.StatusUnknown => new(UnknownKind.LowQuality, type, type.LocalName, new($"{label.En} was recorded with a status that is not understood", $"{label.Zh}有记录，但其状态无法识别")),
                ReadingFlaw.Conflict => new(UnknownKind.Conflict, type, type.LocalName, new($"sources disagree on one value of {label.En}", $"{label.Zh}的来源数值不一致")),
                _ => Unreadable(type),
            };
        }
        var old = all.Where(r => r.Flaw == ReadingFlaw.None && r.Time is { } t && evaluator.Clock.IsPast(t)).OrderByDescending(r => r.Time!.Value.Earliest).FirstOrDefault();
        if (old is null) { return Unknowns.Missing(evaluator, type, type.LocalName); }
        var within = Words.Length(window.Within);
        var when = ClinicalText.Time(old.Time!.Value);
        return new(UnknownKind.Stale, type, type.LocalName, new($"no {label.En}{within.En}; the newest is of {when}", $"{within.Zh}无{label.Zh}；最近一次为 {when}"));
    }
}
