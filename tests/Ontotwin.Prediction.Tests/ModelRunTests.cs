using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Prediction.Running;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Prediction.Tests;

public sealed class ModelRunTests : IDisposable
{
    private readonly OnnxModel model = Programs.Load();

    [Fact]
    public void AProbabilityIsExplainedByAttributionsThatAreTagged()
    {
        var output = Run(58, true, 156, 262, 118, true);
        var prediction = output.Model!;
        Assert.True(output.Value!.Value.IsPoint);
        Assert.Equal("%", output.Unit);
        Assert.Equal(prediction.Probability.Low * 100, output.Value.Value.Low);
        Assert.True(prediction.InDomain);
        Assert.InRange(prediction.Probability.Low!.Value, 0.5m, 0.99m);
        Assert.InRange(prediction.Attributions.Sum(a => a.Contribution) + prediction.Baseline!.Value - prediction.Probability.Low!.Value, -0.0005m, 0.0005m);
        Assert.Equal(AttributionTag.Marker, Tag(prediction, "maxHeartRate"));
        Assert.Equal(AttributionTag.Cause, Tag(prediction, "age"));
        Assert.Equal(AttributionTag.Cause, Tag(prediction, "sbp"));
        Assert.Equal(AttributionTag.Cause, Tag(prediction, "sex"));
        Assert.Equal(AttributionTag.Cause, Tag(prediction, "highGlucose"));
        var heart = prediction.Attributions.Single(a => a.Input == "maxHeartRate").Words;
        Assert.Contains("maximum heart rate 118 /min raises the probability by", heart.En, StringComparison.Ordinal);
        Assert.Contains("CHD → MaxHeartRate", heart.En, StringComparison.Ordinal);
        Assert.Contains("标志物", heart.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void CholesterolActsInTheGraphOnlyThroughTheDecisionToTreatAndTheWordsSaySo()
    {
        var words = Run(58, true, 156, 262, 118, true).Model!.Attributions.Single(a => a.Input == "cholesterol").Words;
        Assert.Contains("only by way of the decision to treat (statin)", words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void TheProofHoldsInputsAttributionsAndTheCard()
    {
        var proof = Run(58, true, 156, 262, 118, true).Proof;
        Assert.Equal(ProofKind.Model, proof.Kind);
        Assert.Contains("probability of coronary heart disease", proof.Text.En, StringComparison.Ordinal);
        Assert.Contains("冠心病", proof.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("Detrano", proof.Citation!.Text, StringComparison.Ordinal);
        Assert.Equal(6, proof.Children.Count(c => c.Kind == ProofKind.Value));
        Assert.Equal(6, proof.Children.Count(c => c.Kind == ProofKind.Attribution));
        Assert.Contains(proof.Children, c => c.Kind == ProofKind.Constant && c.Text.En.StartsWith("Not for:", StringComparison.Ordinal));
    }

    [Fact]
    public void AMissingInputGivesTheIntervalOfAllItsValues()
    {
        var output = Run(58, true, 156, 262, null, true);
        var interval = output.Model!.Probability;
        for (var rate = 71; rate <= 202; rate++)
        {
            var point = Run(58, true, 156, 262, rate, true).Model!.Probability.Low!.Value;
            Assert.InRange(point, interval.Low!.Value, interval.High!.Value);
        }
        Assert.Equal("MaxHeartRate", Assert.Single(output.Reasons).Name);
        Assert.Empty(output.Model.Attributions);
        Assert.Contains(output.Proof.Children, c => c.Kind == ProofKind.Assumption && c.Text.En.Contains("71 to 202 /min", StringComparison.Ordinal));
    }

    [Fact]
    public void AnUnknownConditionCountsBothWays()
    {
        var both = Run(58, true, 156, 262, 118, null).Model!.Probability;
        var yes = Run(58, true, 156, 262, 118, true).Model!.Probability.Low!.Value;
        var no = Run(58, true, 156, 262, 118, false).Model!.Probability.Low!.Value;
        Assert.InRange(Math.Min(yes, no) - both.Low!.Value, 0, 0.0001m);
        Assert.InRange(both.High!.Value - Math.Max(yes, no), 0, 0.0001m);
    }

    [Fact]
    public void NothingKnownIsUnknown()
    {
        var output = Run(null, null, null, null, null, null);
        Assert.True(output.IsUnknown);
        Assert.Null(output.Model);
        Assert.Equal(6, output.Reasons.Length);
    }

    [Fact]
    public void MolarUnitsAreConvertedByTheClassOfTheObservation()
    {
        var molar = Run(58, true, 156, (6.775m, "mmol/L", "TotalCholesterol"), 118, true).Model!.Probability.Low!.Value;
        var mass = Run(58, true, 156, 262, 118, true).Model!.Probability.Low!.Value;
        Assert.Equal(mass, molar, 3);
    }

    [Fact]
    public void AnInputOutsideTheTrainingRangeIsNamed()
    {
        var output = Run(84, true, 156, 262, 118, true);
        Assert.False(output.Model!.InDomain);
        Assert.Equal(["age"], output.Model.OutOfDomain);
        Assert.Contains(output.Proof.All(), n => n.Reason?.Kind == UnknownKind.OutOfRange);
    }

    [Fact]
    public void AnUncertainAgeGivesAnIntervalAndStillAttributions()
    {
        var output = Run((58m, 59m), true, 156, 262, 118, true);
        Assert.False(output.Value!.Value.IsPoint);
        Assert.Equal(6, output.Model!.Attributions.Length);
    }

    [Fact]
    public void ThePredictionBecomesFactsWithItsModelAsTheRule()
    {
        var output = Run(58, true, 156, 262, 118, true);
        var twin = new TwinId("abcdefghijklmnopqrstuvwxyz");
        var at = new DateTimeOffset(2026, 11, 5, 9, 15, 0, TimeSpan.FromHours(1));
        var facts = PredictionFacts.From(output, twin, at, at);
        var node = facts.Single(f => f.Triple.Predicate == OntologyModel.Term("predictionOf")).Triple.Subject;
        Assert.Equal(Literal.Number(output.Model!.Probability.Low!.Value), facts.Single(f => f.Triple.Subject == node && f.Triple.Predicate == OntologyModel.Term("probability")).Triple.Object);
        Assert.All(facts, f => Assert.Equal(("model chd", "1.0.0"), f.Justification is Derived d ? (d.Rule, d.RuleVersion) : default));
        Assert.Single(facts, f => f.Triple.Object == OntologyModel.Term("Marker"));
        Assert.All(facts, f => Assert.True(f.Triple.Predicate == RdfTerms.Type || Programs.Cardio.Ontology.Properties.ContainsKey(f.Triple.Predicate), f.Triple.Predicate.Value));
        Assert.Equal(facts, PredictionFacts.From(output, twin, at, at));
    }

    public void Dispose() => model.Dispose();

    private static AttributionTag Tag(ModelPrediction prediction, string input) => prediction.Attributions.Single(a => a.Input == input).Tag;

    private Evaluated Run(params object?[] values) =>
        ModelRun.Of(Programs.Chd, model, CausalClaims.From(Programs.Cardio).Value!.Graph("cardio"), Programs.Cardio.Ontology, Programs.Person(values), Programs.Evaluator([], NoModels.Instance).InUnit);
}
