using Ontotwin.Evaluation;

namespace Ontotwin.Reasoning.Tests;

public class ScoreRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    // Khan 2024: the equations are for systolic pressures of 90 to 180 mmHg.
    [Theory]
    [InlineData("180 mm[Hg]", true)]
    [InlineData("181 mm[Hg]", false)]
    [InlineData("89 mm[Hg]", false)]
    public void A_score_outside_the_range_of_its_paper_says_so_in_both_languages(string pressure, bool isDefined)
    {
        var found = StatinHigh(pressure);
        if (isDefined)
        {
            Assert.Equal(RecommendationStatus.In, found.Status);
            return;
        }
        Assert.Equal(RecommendationStatus.Undecided, found.Status);
        var shown = pressure.Replace("mm[Hg]", "mmHg", StringComparison.Ordinal);
        Assert.Contains($"PREVENT_ASCVD is not defined for systolic blood pressure {shown}: its publication covers 90 to 180 mmHg (Khan 2024 PREVENT)", found.StatusReason!.En, StringComparison.Ordinal);
        Assert.Contains($"PREVENT_ASCVD 不适用于收缩压 {shown}：其文献仅涵盖 90 至 180 mmHg", found.StatusReason.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", found.Because.En, StringComparison.Ordinal);
        Assert.DoesNotContain("未知", found.Because.Zh, StringComparison.Ordinal);
        Assert.Empty(found.Ask);
    }

    private static Recommendation StatinHigh(string pressure)
    {
        var json = $$"""
            {"age": 70, "sex": "Male", "Smoker": true, "Diabetes": true, "SBP": "{{pressure}}", "TotalCholesterol": "262 mg/dL", "HDL": "36 mg/dL", "LDL": "178 mg/dL", "eGFR": "80 mL/min/{1.73_m2}"}
            """;
        var (given, diagnostics) = GivenTwin.ReadJson(Shipped.Program, json, "in.json");
        Assert.Empty(diagnostics);
        var all = Reasoner.Conclude(Shipped.Program, GivenTwin.Of(Shipped.Program, given, Now), Now, NoModels.Instance, NoCausalClaims.Instance).All;
        return all.Single(r => r.Rule == "lipids.primary.statin.high");
    }
}
