using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>
/// Records beside the latest usable one that may be newer and cannot be used. Taking the older one for the latest would be a guess: the unreadable one may
/// be the alarm. A result that could not be obtained says nothing of the value: it is told, and the older one stays.
/// </summary>
internal sealed class Eclipse(Evaluator evaluator, Iri type, WindowExpression window)
{
    private readonly BilingualText label = Words.Label(evaluator.Ontology, type);

    /// <summary>Why the latest value is unknown; null when nothing stands before it.</summary>
    public Evaluated? Of(ImmutableArray<Measured> all, Measured latest)
    {
        if (all.FirstOrDefault(r => r.Flaw is ReadingFlaw.Unmapped or ReadingFlaw.Conflict or ReadingFlaw.StatusUnknown && MayBeNewer(r, latest)) is { } flawed)
        {
            return Unknown(flawed, new($"{label.En} was recorded later, and its value, unit or status could not be read", $"之后另有{label.Zh}记录，但其数值、单位或状态无法识别"));
        }
        return all.FirstOrDefault(r => r.Flaw is not (ReadingFlaw.Withdrawn or ReadingFlaw.Replaced or ReadingFlaw.Absent) && r.Time is null) is { } undated
            ? Unknown(undated, new($"{label.En} was recorded with a time that could not be read", $"{label.Zh}有一条记录的时间无法识别"))
            : null;
    }

    /// <summary>What to tell of results that were asked for later and could not be obtained.</summary>
    public IEnumerable<ProofNode> NotObtained(ImmutableArray<Measured> all, Measured latest) =>
        all.Where(r => r.Flaw == ReadingFlaw.Absent && MayBeNewer(r, latest)).Take(Limits.MaxProofChildren).Select(r => new ProofNode(
            ProofKind.Assumption, new($"{label.En} was ordered later, and could not be obtained: the value before it is taken", $"之后送检的{label.Zh}无法获得结果：采用此前的数值"))
        {
            Children = Source(r),
        });

    private bool MayBeNewer(Measured reading, Measured latest) =>
        reading.Time is { } time && time.LatestExclusive > latest.Time!.Value.Earliest && evaluator.Clock.InWindow(time, window.Within, window.Before) != Truth.False;

    private Evaluated Unknown(Measured reading, BilingualText text)
    {
        var unknown = Unknowns.Of(new UnknownReason(UnknownKind.Unmapped, type, type.LocalName, text));
        return unknown with { Proof = unknown.Proof with { Children = Source(reading) } };
    }

    private ImmutableArray<ProofNode> Source(Measured reading) =>
        [.. new[] { reading.FlawFact ?? reading.ValueFact, reading.TimeFact, reading.TypeFact }.OfType<Graph.Fact>().Select(f => evaluator.Proofs.Of(f.Triple))];
}
