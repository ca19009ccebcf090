using System.Globalization;
using Ontotwin.Prediction.Running;
using Ontotwin.Testing;

namespace Ontotwin.Prediction.Tests;

/// <summary>Outputs and exact Shapley values of models made by other libraries (brute force over all sets, on the ONNX output).</summary>
public sealed class ShapleyOracleTests
{
    private const string Kind = "exact_interv_output_onnx";

    [Theory]
    [InlineData("pima-logreg-f32", "probabilities", 100)]
    [InlineData("pima-gb", "probabilities", 30)]
    [InlineData("pima-mlp-torch", "probability", 30)]
    [InlineData("pima-lgbm-double-tensor", "probability", 30)]
    public void OutputsAndShapleyValuesAgree(string name, string? output, int rows)
    {
        var inputs = Numbers(SharedData.Require("oracles", "models", name + ".inputs.csv"));
        var background = Numbers(SharedData.Require("oracles", "models", name + ".background.csv"));
        using var session = OnnxSession.Open(File.ReadAllBytes(SharedData.Require("oracles", "models", name + ".onnx")), output, inputs[0].Length, out var why);
        Assert.True(session is not null, why);
        var (compared, worst) = (0, 0.0);
        foreach (var expected in Expected(name).Take(rows))
        {
            var found = Shapley.Exact(session.Run, background, inputs[expected.Row]);
            var difference = found.Contributions.Zip(expected.Contributions, (a, b) => Math.Abs(a - b)).Append(Math.Abs(found.Output - expected.Output)).Max();
            worst = Math.Max(worst, difference);
            compared++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {compared} rows, largest difference {worst:0.0e0}"));
        Assert.True(compared > 0 && worst < 2e-6, $"{name}: {compared} rows, largest difference {worst}");
    }

    [Fact]
    public void AModelThatOnnxRuntimeRefusesIsRefusedWithItsReason()
    {
        using var session = OnnxSession.Open(File.ReadAllBytes(SharedData.Require("oracles", "models", "invalid-double-imputer.onnx")), null, 8, out var why);
        Assert.Null(session);
        Assert.NotEmpty(why);
    }

    private static List<double[]> Numbers(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(l => l.Split(',').Select(c => c.Length == 0 ? double.NaN : double.Parse(c, CultureInfo.InvariantCulture)).ToArray())];

    private static IEnumerable<(int Row, double Output, double[] Contributions)> Expected(string name)
    {
        foreach (var line in File.ReadLines(SharedData.Require("oracles", "models", name + ".shap.csv")).Skip(1))
        {
            var cells = line.Split(',');
            // The last rows of the tables (1e6 in every input) differ by float rounding alone, relative to their size.
            if (cells[1] != Kind || cells[2] != "1") { continue; }
            yield return (int.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[4], CultureInfo.InvariantCulture),
                [.. cells.Skip(6).Select(c => double.Parse(c, CultureInfo.InvariantCulture))]);
        }
    }
}
