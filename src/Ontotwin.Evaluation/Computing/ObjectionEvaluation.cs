using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>
/// What is on record against giving the person a medicine of a class: an allergy or intolerance, by the substance's code, or a standing request not to give it.
/// </summary>
internal sealed class ObjectionEvaluation(Evaluator evaluator)
{
    // Codes of the fourth ATC level and above name groups of medicines: five characters and fewer.
    private const string Atc = "http://purl.bioontology.org/ontology/ATC/";
    private const int AtcSubgroupLength = 5;

    public Evaluated Of(Iri medicine)
    {
        var allergy = Allergy(medicine);
        return allergy.Truth != Truth.True && Ban(medicine) is { } ban ? ban : allergy;
    }

    // FHIR R4 MedicationRequest.doNotPerform: somebody asked for this medicine not to be given.
    private Evaluated? Ban(Iri medicine)
    {
        var label = Words.Label(evaluator.Ontology, medicine);
        var asked = evaluator.View.Instances(medicine).Select(f => (Typed: f, Ban: evaluator.View.First(f.Triple.Subject, Hdt.DoNotPerform), Status: evaluator.View.First(f.Triple.Subject, Hdt.Status)))
            .Where(b => TwinView.Text(b.Ban) is "true" && TwinView.Text(b.Status) is null or "active" or "on-hold" or "unknown").Take(Limits.MaxProofChildren).ToList();
        var text = new BilingualText($"a request not to give {label.En} is on record", $"有不予使用{label.Zh}的医嘱");
        return asked.Count == 0 ? null : new(new(ProofKind.Presence, text) { Truth = Truth.True, Children = [.. asked.SelectMany(b => new[] { b.Ban, b.Typed, b.Status }).OfType<Fact>().Select(f => evaluator.Proofs.Of(f.Triple))] }) { Truth = Truth.True };
    }

    private Evaluated Allergy(Iri medicine)
    {
        var label = Words.Label(evaluator.Ontology, medicine);
        var found = evaluator.View.Instances(Hdt.AllergyIntolerance).Select(f => (Typed: f, Substance: evaluator.View.First(f.Triple.Subject, Hdt.Substance)))
            .Where(a => a.Substance?.Triple.Object is Iri code && IsOf(code, medicine)).Select(a => (a.Typed, Substance: a.Substance!, Truth: Holds(a.Typed.Triple.Subject))).ToList();
        var truth = found.Aggregate(Truth.False, (t, f) => t.Or(f.Truth));
        var text = new BilingualText($"allergy or intolerance to {label.En}", $"对{label.Zh}过敏或不耐受");
        ImmutableArray<ProofNode> children = [.. found.Where(f => f.Truth == truth).Take(Limits.MaxProofChildren).SelectMany(f => Facts(f.Typed, f.Substance)).Select(f => evaluator.Proofs.Of(f.Triple))];
        ImmutableArray<UnknownReason> reasons = truth != Truth.Unknown ? []
            : [new(UnknownKind.Uncertain, Hdt.AllergyIntolerance, Hdt.AllergyIntolerance.LocalName, new($"{text.En} is recorded, not confirmed", $"{text.Zh}有记录，尚未确认"))];
        return new(new(ProofKind.Presence, text) { Truth = truth, Children = [.. children, .. reasons.Select(Unknowns.Leaf)] }) { Truth = truth, Reasons = reasons };
    }

    private IEnumerable<Fact> Facts(Fact typed, Fact substance) =>
        new[] { substance, typed, evaluator.View.First(typed.Triple.Subject, Hdt.ClinicalStatus), evaluator.View.First(typed.Triple.Subject, Hdt.VerificationStatus) }.OfType<Fact>();

    private bool IsOf(Iri code, Iri medicine)
    {
        if (evaluator.Ontology.ConceptClasses.TryGetValue(code, out var classes)) { return classes.Contains(medicine); }
        return code.Value.StartsWith(Atc, StringComparison.Ordinal) && code.Value.Length == Atc.Length + AtcSubgroupLength
            && evaluator.Ontology.ConceptClasses.Any(c => c.Key.Value.StartsWith(code.Value, StringComparison.Ordinal) && c.Value.Contains(medicine));
    }

    private Truth Holds(Term allergy)
    {
        if (evaluator.View.Unreadable(allergy) is not null) { return Truth.Unknown; }
        if (TwinView.Text(evaluator.View.First(allergy, Hdt.ClinicalStatus)) is "inactive" or "resolved") { return Truth.False; }
        return TwinView.Text(evaluator.View.First(allergy, Hdt.VerificationStatus)) switch
        {
            "refuted" or "entered-in-error" => Truth.False,
            null or "confirmed" => Truth.True,
            _ => Truth.Unknown,
        };
    }
}
