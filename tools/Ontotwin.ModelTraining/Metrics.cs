namespace Ontotwin.ModelTraining;

/// <summary>How good probabilities are, on rows that the model has not seen.</summary>
internal static class Metrics
{
    private const double Smallest = 1e-12;
    private const int NewtonSteps = 50;

    /// <summary>Mean negative log-likelihood, in nats.</summary>
    public static double LogLoss(double[] probabilities, bool[] labels) =>
        -probabilities.Zip(labels, (p, y) => Math.Log(Math.Max(y ? p : 1 - p, Smallest))).Average();

    /// <summary>Mean squared error of the probability (Brier 1950).</summary>
    public static double Brier(double[] probabilities, bool[] labels) =>
        probabilities.Zip(labels, (p, y) => ((y ? 1 : 0) - p) * ((y ? 1 : 0) - p)).Average();

    /// <summary>Area under the ROC curve: the share of pairs in the right order, ties counting half.</summary>
    public static double Auc(double[] probabilities, bool[] labels)
    {
        var positive = probabilities.Where((_, i) => labels[i]).ToArray();
        var negative = probabilities.Where((_, i) => !labels[i]).ToArray();
        var right = positive.Sum(p => negative.Sum(n => p > n ? 1.0 : p == n ? 0.5 : 0.0));
        return right / (positive.Length * (double)negative.Length);
    }

    /// <summary>Intercept and slope of a logistic regression of the outcome on the log-odds given (Cox 1958); 0 and 1 are perfect. By Newton's method.</summary>
    public static (double Intercept, double Slope) Calibration(double[] probabilities, bool[] labels)
    {
        var logits = probabilities.Select(p => Math.Log(p / (1 - p))).ToArray();
        double a = 0, b = 1;
        for (var step = 0; step < NewtonSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
            for (var i = 0; i < logits.Length; i++)
            {
                var fitted = 1 / (1 + Math.Exp(-(a + (b * logits[i]))));
                var residual = (labels[i] ? 1 : 0) - fitted;
                var weight = fitted * (1 - fitted);
                g0 += residual;
                g1 += residual * logits[i];
                h00 += weight;
                h01 += weight * logits[i];
                h11 += weight * logits[i] * logits[i];
            }
            var determinant = (h00 * h11) - (h01 * h01);
            a += ((h11 * g0) - (h01 * g1)) / determinant;
            b += ((h00 * g1) - (h01 * g0)) / determinant;
        }
        return (a, b);
    }
}
