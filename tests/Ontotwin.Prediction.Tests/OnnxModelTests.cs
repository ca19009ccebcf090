using Ontotwin.Testing;

namespace Ontotwin.Prediction.Tests;

public sealed class OnnxModelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-model").FullName;

    [Fact]
    public void TheCommittedModelRunsAndItsAttributionsAddUp()
    {
        using var model = OnnxModel.Load(Committed("chd.onnx"), Committed("chd.card.ttl")).Value!;
        Assert.Equal("1.0.0", model.Card.Version);
        Assert.Equal(["age", "sex", "sbp", "cholesterol", "maxHeartRate", "highGlucose"], model.Card.Inputs.Select(i => i.Name));
        double[] ill = [65, 1, 160, 280, 110, 1];
        double[] well = [40, 0, 115, 190, 180, 0];
        Assert.True(model.Run(ill) > 0.8 && model.Run(well) < 0.15, $"{model.Run(ill)} {model.Run(well)}");
        var values = model.Explain(ill);
        Assert.Equal(values.Output - values.Baseline, values.Contributions.Sum(), 9);
        Assert.Equal(model.Run(ill), values.Output, 6);
        Assert.InRange(values.Baseline, 0.3, 0.6);
    }

    [Fact]
    public void TheModelIsMonotoneAsItsCardSays()
    {
        using var model = OnnxModel.Load(Committed("chd.onnx"), Committed("chd.card.ttl")).Value!;
        for (var input = 0; input < model.Card.Inputs.Length; input++)
        {
            var (low, high) = ((double)model.Card.Inputs[input].Low, (double)model.Card.Inputs[input].High);
            var directions = model.BackgroundWith(new double?[6]).Select(row =>
            {
                var outputs = model.Run([.. Enumerable.Range(0, 9).Select(step => row.Select((v, i) => i == input ? low + ((high - low) * step / 8) : v).ToArray())]);
                return outputs.Zip(outputs.Skip(1), (a, b) => Math.Sign(b - a)).Distinct().Single();
            });
            Assert.Single(directions.Distinct());
        }
    }

    [Fact]
    public void TheCardSaysWhereItComesFromAndHowGoodItIs()
    {
        using var model = OnnxModel.Load(Committed("chd.onnx"), Committed("chd.card.ttl")).Value!;
        Assert.Contains("Detrano", model.Card.Citation, StringComparison.Ordinal);
        Assert.Contains("creativecommons.org/licenses/by/4.0", model.Card.Licence, StringComparison.Ordinal);
        Assert.InRange(model.Card.AreaUnderRoc!.Value, 0.7m, 0.95m);
        Assert.Equal(303, model.Card.TrainingSize + model.Card.TestSize);
        Assert.Equal(100, model.BackgroundCount);
        Assert.Equal("冠心病模型", model.Card.Label("zh"));
    }

    [Fact]
    public void ATamperedModelIsRefused()
    {
        CopyAll();
        var bytes = File.ReadAllBytes(In("chd.onnx"));
        bytes[^200] ^= 1;
        File.WriteAllBytes(In("chd.onnx"), bytes);
        Refused("OT7013");
    }

    [Fact]
    public void AFileThatIsNoModelIsRefusedEvenIfItsCardVouchesForIt()
    {
        CopyAll();
        byte[] bytes = [1, 2, 3];
        File.WriteAllBytes(In("chd.onnx"), bytes);
        Edit("chd.card.ttl", System.Text.RegularExpressions.Regex.Match(File.ReadAllText(In("chd.card.ttl")), "[0-9a-f]{64}").Value, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Refused("OT7014");
    }

    [Theory]
    [InlineData("hdt:RiskModel ;", "hdt:RiskModel", "OT7011")]
    [InlineData("hdt:version \"1.0.0\" ;", "", "OT7012")]
    [InlineData("hdt:trainingHigh 77.0", "hdt:trainingHigh 7.0", "OT7012")]
    [InlineData("Probability.output", "Chance.output", "OT7014")]
    [InlineData("\"chd.background.csv\"", "\"other.csv\"", "OT7010")]
    public void ABrokenCardIsRefused(string old, string replacement, string code)
    {
        CopyAll();
        Edit("chd.card.ttl", old, replacement);
        Refused(code);
    }

    [Theory]
    [InlineData("age,sex", "sex,age")]
    [InlineData("58,0,145,269,163,0", "58,0,145,269,NaN,0")]
    [InlineData("58,0,145,269,163,0", "58,0,145,269")]
    public void ABackgroundThatDoesNotFitIsRefused(string old, string replacement)
    {
        CopyAll();
        Edit("chd.background.csv", old, replacement);
        Refused("OT7016");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Committed(string file) => Repository.PathOf("guidelines", "models", file);

    private string In(string file) => Path.Combine(folder, file);

    private void CopyAll()
    {
        foreach (var file in new[] { "chd.onnx", "chd.card.ttl", "chd.background.csv" }) { File.Copy(Committed(file), In(file)); }
    }

    private void Edit(string file, string old, string replacement)
    {
        var text = File.ReadAllText(In(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(In(file), text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private void Refused(string code)
    {
        var found = OnnxModel.Load(In("chd.onnx"), In("chd.card.ttl"));
        Assert.False(found.IsOk);
        Assert.Equal(code, Assert.Single(found.Diagnostics).Code);
    }
}
