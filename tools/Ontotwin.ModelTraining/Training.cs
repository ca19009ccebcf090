using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ontotwin.ModelTraining;

/// <summary>Penalised logistic regression by Microsoft.ML: fitted, chosen and exported. One thread and a fixed seed, for equal bytes on every run.</summary>
internal static class Training
{
    /// <summary>Name of the output that holds the probability, as Microsoft.ML's exporter calls it.</summary>
    public const string OutputName = "Probability.output";

    private const int Seed = 20261101;
    private const int Folds = 5;
    private static readonly float[] Penalties = [0.01f, 0.1f, 1f, 3f, 10f];

    /// <summary>The L2 penalty with the least log loss over five folds of the training rows.</summary>
    public static float ChoosePenalty(IReadOnlyList<Row> rows) => Penalties.MinBy(penalty => CrossValidatedLogLoss(rows, penalty));

    /// <summary>The model for these rows.</summary>
    public static ITransformer Fit(IReadOnlyList<Row> rows, float penalty)
    {
        var context = new MLContext(Seed);
        var options = new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            L1Regularization = 0,
            L2Regularization = penalty,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-9f,
            MaximumNumberOfIterations = 1000,
        };
        var pipeline = context.Transforms.NormalizeMeanVariance(nameof(Row.Features), fixZero: false)
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(options));
        return pipeline.Fit(context.Data.LoadFromEnumerable(rows));
    }

    /// <summary>The model's probabilities for these rows.</summary>
    public static double[] Predict(ITransformer model, IReadOnlyList<Row> rows)
    {
        var context = new MLContext(Seed);
        var scored = model.Transform(context.Data.LoadFromEnumerable(rows));
        return [.. scored.GetColumn<float>("Probability").Select(p => (double)p)];
    }

    /// <summary>The model as ONNX. The label is no part of it: the schema that is exported has the features alone.</summary>
    public static byte[] Export(ITransformer model)
    {
        var context = new MLContext(Seed);
        var schema = context.Data.LoadFromEnumerable<Unlabelled>([new() { Features = new float[Row.Count] }]);
        using var stream = new MemoryStream();
        context.Model.ConvertToOnnx(model, schema, stream, OutputName[..OutputName.IndexOf('.', StringComparison.Ordinal)]);
        return stream.ToArray();
    }

    private static double CrossValidatedLogLoss(IReadOnlyList<Row> rows, float penalty)
    {
        var losses = new List<double>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var left = rows.Where((_, i) => i % Folds == fold).ToList();
            var model = Fit([.. rows.Where((_, i) => i % Folds != fold)], penalty);
            losses.Add(Metrics.LogLoss(Predict(model, left), [.. left.Select(r => r.Label)]) * left.Count);
        }
        return losses.Sum() / rows.Count;
    }
}
