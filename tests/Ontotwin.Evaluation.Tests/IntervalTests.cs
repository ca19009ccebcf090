using CsCheck;
using Ontotwin.Evaluation.Computing;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Tests;

public class IntervalTests
{
    private static readonly Gen<(Interval Range, decimal Inside)> Ranged =
        Gen.Select(Gen.Int[-4000, 4000], Gen.Int[0, 3000], Gen.Int[0, 100]).Select((low, width, part) => (new Interval(low / 100m, (low + width) / 100m), (low + (width * part / 100m)) / 100m));

    [Fact]
    public void Every_result_of_points_inside_lies_inside_the_result()
    {
        Gen.Select(Ranged, Ranged).Sample((a, b) =>
        {
            Inside(IntervalMath.Add(a.Range, b.Range), a.Inside + b.Inside);
            Inside(IntervalMath.Subtract(a.Range, b.Range), a.Inside - b.Inside);
            Inside(IntervalMath.Multiply(a.Range, b.Range), a.Inside * b.Inside);
            if (b.Inside != 0) { Inside(IntervalMath.Divide(a.Range, b.Range), a.Inside / b.Inside); }
            Inside(IntervalMath.Min(a.Range, b.Range), Math.Min(a.Inside, b.Inside));
            Inside(IntervalMath.Max(a.Range, b.Range), Math.Max(a.Inside, b.Inside));
            Inside(IntervalMath.Abs(a.Range), Math.Abs(a.Inside));
            // e^66.6 is more than a decimal holds; the interval has no upper end then.
            if (a.Inside < 66) { Inside(IntervalMath.Exp(a.Range), (decimal)Math.Exp((double)a.Inside)); }
            Inside(IntervalMath.Logistic(a.Range), (decimal)(1 / (1 + Math.Exp(-(double)a.Inside))));
            if (a.Inside > 0) { Inside(IntervalMath.Ln(a.Range), (decimal)Math.Log((double)a.Inside)); }
            if (a.Inside > 0.01m) { Inside(IntervalMath.Power(a.Range, Interval.Point(-1.2m)), (decimal)Math.Pow((double)a.Inside, -1.2)); }
            Inside(IntervalMath.Power(a.Range, Interval.Point(2)), a.Inside * a.Inside);
        });
    }

    [Fact]
    public void A_comparison_says_true_or_false_only_when_every_pair_agrees()
    {
        Gen.Select(Ranged, Ranged).Sample((a, b) =>
        {
            foreach (var (op, holds) in new[] { ("<", a.Inside < b.Inside), ("<=", a.Inside <= b.Inside), (">", a.Inside > b.Inside), (">=", a.Inside >= b.Inside) })
            {
                var truth = IntervalMath.Compare(op, a.Range, b.Range);
                Assert.True(truth == Truth.Unknown || truth == holds.ToTruth());
            }
        });
    }

    [Fact]
    public void A_score_of_uncertain_inputs_holds_the_score_of_each_of_them()
    {
        Gen.Select(Gen.Int[30, 79], Gen.Int[90, 170], Gen.Int[130, 300], Gen.Int[15, 130], Gen.Int[0, 10]).Sample(
            (age, sbp, cholesterol, egfr, width) =>
            {
                ScoreVectorTests.Given Known() => new ScoreVectorTests.Given().Number("age", age, "a").Sex("Male").Number("HDL", 45, "mg/dL").Number("TotalCholesterol", cholesterol, "mg/dL");
                var point = Known().Number("SBP", sbp + (width / 2m), "mm[Hg]").Number("eGFR", egfr + (width / 2m), "mL/min/{1.73_m2}").Evaluate().Score("PREVENT_ASCVD")!.Value!.Value.Low!.Value;
                Inside(Known().Range("SBP", sbp, sbp + width, "mm[Hg]").Range("eGFR", egfr, egfr + width, "mL/min/{1.73_m2}").Evaluate().Score("PREVENT_ASCVD")!.Value!.Value, point);
                Inside(Known().Number("SBP", sbp + (width / 2m), "mm[Hg]").Evaluate().Score("PREVENT_ASCVD")!.Value!.Value, point);
            },
            iter: 100);
    }

    [Fact]
    public void An_unknown_input_widens_the_risk_no_further_than_its_extremes()
    {
        ScoreVectorTests.Given Known() => new ScoreVectorTests.Given().Number("age", 58, "a").Sex("Male").Has("Smoker", true).Number("SBP", 156, "mm[Hg]")
            .Number("TotalCholesterol", 262, "mg/dL").Number("HDL", 36, "mg/dL");
        decimal At(decimal egfr) => Known().Number("eGFR", egfr, "mL/min/{1.73_m2}").Evaluate().Score("PREVENT_ASCVD")!.Value!.Value.Low!.Value;
        var interval = Known().Evaluate().Score("PREVENT_ASCVD")!.Value!.Value;
        Assert.Equal(At(15), interval.High!.Value, 3);
        Assert.True(interval.Low <= At(140) && interval.Low >= At(140) - 0.2m, $"{interval.Low} against {At(140)}");
    }

    [Theory]
    [InlineData("and", Truth.True, Truth.Unknown, Truth.Unknown)]
    [InlineData("and", Truth.False, Truth.Unknown, Truth.False)]
    [InlineData("and", Truth.True, Truth.True, Truth.True)]
    [InlineData("and", Truth.Unknown, Truth.Unknown, Truth.Unknown)]
    [InlineData("or", Truth.True, Truth.Unknown, Truth.True)]
    [InlineData("or", Truth.False, Truth.Unknown, Truth.Unknown)]
    [InlineData("or", Truth.False, Truth.False, Truth.False)]
    public void Connectives_are_Kleenes(string op, Truth left, Truth right, Truth expected)
    {
        var evaluator = new ScoreVectorTests.Given().Evaluate();
        Assert.Equal(expected, evaluator.Evaluate(new OperatorExpression(op, [new TruthLiteral(left), new TruthLiteral(right)])).Truth);
        Assert.Equal(expected, evaluator.Evaluate(new OperatorExpression(op, [new TruthLiteral(right), new TruthLiteral(left)])).Truth);
    }

    [Theory]
    [InlineData(true, Truth.False)]
    [InlineData(false, Truth.True)]
    public void Unknown_is_collapsed_only_on_request(bool surely, Truth expected)
    {
        var result = new ScoreVectorTests.Given().Evaluate().Evaluate(new CollapseExpression(surely, new TruthLiteral(Truth.Unknown)));
        Assert.Equal(expected, result.Truth);
        Assert.Contains(result.Proof.All(), n => n.Kind == ProofKind.Assumption);
    }

    private static void Inside(Interval range, decimal value)
    {
        var slack = Math.Abs(value) * 1e-11m;
        Assert.True((range.Low is not { } low || low <= value + slack) && (range.High is not { } high || high >= value - slack), $"{value} is outside {range}");
    }
}
