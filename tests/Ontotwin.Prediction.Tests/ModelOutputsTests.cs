using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
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
        var evaluator = new Evaluator(Programs.Cardio, new Twin(new TwinId("abcdefghijklmnopqrstuvwxyz"), [], [], []), DateTimeOffset.UnixEpoch, outputs);
        var output = outputs.Predict("chd", evaluator)!;
        Assert.True(output.IsUnknown);
        Assert.Equal(UnknownKind.LowQuality, Assert.Single(output.Reasons).Kind);
        Assert.Null(outputs.Predict("nothing", evaluator));
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

    private static TwinProgram With(ModelDeclaration model) =>
        Programs.Cardio with { Models = ImmutableDictionary<string, ModelDeclaration>.Empty.Add("chd", model) };
}
