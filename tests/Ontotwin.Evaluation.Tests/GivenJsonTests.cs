using Ontotwin.Values;

namespace Ontotwin.Evaluation.Tests;

public class GivenJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_score_is_computed_of_a_json_object()
    {
        var (given, diagnostics) = GivenTwin.ReadJson(Shipped.Program, """{"age": 61, "sex": "Female", "Creatinine": "1.4 mg/dL", "CKD": true, "Consciousness": "Alert", "SBP": null}""", "in.json");
        Assert.Empty(diagnostics);
        var value = new Evaluator(Shipped.Program, GivenTwin.Of(Shipped.Program, given, Now), Now, NoModels.Instance).Score("CKDEPI2021")!.Value!.Value;
        Assert.True(value.IsPoint && value.Low is > 42.8m and < 42.9m);
    }

    [Theory]
    [InlineData("[1]", "OT6001")]
    [InlineData("{", "OT6001")]
    [InlineData("""{"Potasium": 5}""", "OT6002")]
    [InlineData("""{"Potassium": "five"}""", "OT6003")]
    [InlineData("""{"Potassium": [5]}""", "OT6003")]
    public void Bad_input_is_a_diagnostic(string json, string code) =>
        Assert.Equal(code, Assert.Single(GivenTwin.ReadJson(Shipped.Program, json, "in.json").Diagnostics).Code);
}
