using System.Globalization;

namespace Ontotwin.ModelTraining;

/// <summary>What the card says of the held-out rows.</summary>
internal sealed record Evaluation(double Auc, double Brier, double LogLoss, double Slope, double Intercept)
{
    /// <summary>The figures of these predictions.</summary>
    public static Evaluation Of(double[] probabilities, bool[] labels)
    {
        var (intercept, slope) = Metrics.Calibration(probabilities, labels);
        return new(Metrics.Auc(probabilities, labels), Metrics.Brier(probabilities, labels), Metrics.LogLoss(probabilities, labels), slope, intercept);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"AUC {Auc:0.000}, Brier {Brier:0.000}, log loss {LogLoss:0.000}, calibration slope {Slope:0.00}, intercept {Intercept:0.00}");
}
