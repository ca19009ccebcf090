using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;

namespace Ontotwin.Prediction.Tests;

public sealed class ModelOutputsTests
{
    private static readonly CausalClaims Claims = CausalClaims.From(Programs.Cardio).Value!;

    [Fact]
    public void TheCommittedModelLoadsWithoutComplaint()
    {
        var loaded = ModelOutputs.Load(Programs.Cardio, Claims);
        using var outputs = loaded.Value!;
        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(["chd"], outputs.Models.Keys);
    }

    [Fact]
    public void ADeclarationThatIsNotTheCardsIsRefusedAndItsOutputUnknown()
    {
        var inputs = Programs.Chd.Inputs;
        var loaded = ModelOutputs.Load(With(Programs.Chd with { Inputs = [inputs[1], inputs[0], .. inputs.Skip(2)] }), Claims);
        using var outputs = loaded.Value!;
        Assert.Equal("OT7015", Assert.Single(loaded.Diagnostics).Code);
        var evaluator = Programs.Evaluator([], outputs);
        var output = outputs.Predict("chd", evaluator)!;
        Assert.True(output.IsUnknown);
        Assert.Equal(UnknownKind.LowQuality, Assert.Single(output.Reasons).Kind);
        Assert.Null(outputs.Predict("nothing", evaluator));
    }

    [Fact]
    public void ATwinsRecordsReachTheModelAndItsProofEndsAtThem()
    {
        using var outputs = ModelOutputs.Load(Programs.Cardio, Claims).Value!;
        const string Json = """{"age": 58, "sex": "Male", "SBP": 156, "TotalCholesterol": "6.775 mmol/L", "MaxHeartRate": 118, "FastingGlucose": 131}""";
        var (given, problems) = GivenTwin.ReadJson(Programs.Cardio, Json, "person.json");
        Assert.Empty(problems);
        var output = Programs.Evaluator(given, outputs).Model("chd")!;
        TestContext.Current.TestOutputHelper?.WriteLine(Tree(output.Proof));
        Assert.Equal(outputs.Models["chd"].Run([58, 1, 156, 262, 118, 1]), (double)output.Model!.Probability.Low!.Value, 3);
        Assert.Equal(6, output.Model.Attributions.Length);
        Assert.All(output.Proof.All().Where(n => n.Children.IsEmpty), leaf =>
            Assert.True(leaf.Kind is ProofKind.Source or ProofKind.Assumption or ProofKind.Unknown or ProofKind.Constant or ProofKind.Axiom, $"{leaf.Kind}: {leaf.Text.En}"));
    }

    [Fact]
    public void ATwinWithoutAnExerciseTestGivesAnIntervalAndAsksForIt()
    {
        using var outputs = ModelOutputs.Load(Programs.Cardio, Claims).Value!;
        var (given, _) = GivenTwin.ReadJson(Programs.Cardio, """{"age": 58, "sex": "Male", "SBP": 156, "TotalCholesterol": 262, "FastingGlucose": 131}""", "person.json");
        var output = Programs.Evaluator(given, outputs).Model("chd")!;
        Assert.False(output.Value!.Value.IsPoint);
        Assert.Equal("MaxHeartRate", Assert.Single(output.Reasons).Name);
    }

    [Fact]
    public void AMissingFileIsReportedAtTheDeclaration()
    {
        var loaded = ModelOutputs.Load(With(Programs.Chd with { OnnxFile = "nowhere.onnx" }), Claims);
        using var outputs = loaded.Value!;
        var diagnostic = Assert.Single(loaded.Diagnostics);
        Assert.Equal("OT7010", diagnostic.Code);
        Assert.Equal(Programs.Chd.Span, diagnostic.Span);
    }

    [Fact]
    public void ACalibrationTableIsNotSilentlyIgnored()
    {
        var loaded = ModelOutputs.Load(With(Programs.Chd with { Output = Programs.Chd.Output with { CalibrationFile = "chd.calibration.csv" } }), Claims);
        using var outputs = loaded.Value!;
        Assert.Equal("OT7020", Assert.Single(loaded.Diagnostics).Code);
    }

    private static string Tree(ProofNode root)
    {
        var lines = new List<string>();
        var waiting = new Stack<(ProofNode Node, int Depth)>([(root, 0)]);
        while (waiting.TryPop(out var at))
        {
            lines.Add($"{new string(' ', at.Depth * 2)}{at.Node.Kind}: {at.Node.Text.En} | {at.Node.Text.Zh}");
            foreach (var child in at.Node.Children.Reverse()) { waiting.Push((child, at.Depth + 1)); }
        }
        return string.Join('\n', lines);
    }

    private static TwinProgram With(ModelDeclaration model) =>
        Programs.Cardio with { Models = ImmutableDictionary<string, ModelDeclaration>.Empty.Add("chd", model) };
}
