using System.Collections.Immutable;

namespace Ontotwin.Prediction.Running;

/// <summary>Exact Shapley values by all 2^n sets of inputs: the inputs in the set are the person's, the others those of each background row in turn.</summary>
internal static class Shapley
{
    /// <summary>The values for one vector.</summary>
    /// <param name="run">The model, a batch at a time.</param>
    /// <param name="background">Reference rows; not empty.</param>
    /// <param name="inputs">The vector; at most <see cref="Limits.MaxInputs"/>.</param>
    public static ShapleyValues Exact(Func<IReadOnlyList<double[]>, double[]> run, IReadOnlyList<double[]> background, double[] inputs)
    {
        var worth = Worth(run, background, inputs);
        var weights = Weights(inputs.Length);
        var contributions = new double[inputs.Length];
        for (var set = 0; set < worth.Length; set++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                if ((set >> input & 1) == 0) { contributions[input] += weights[int.PopCount(set)] * (worth[set | (1 << input)] - worth[set]); }
            }
        }
        return new(worth[0], worth[^1], [.. contributions]);
    }

    /// <summary>Mean output of each set, the set as a bit mask.</summary>
    private static double[] Worth(Func<IReadOnlyList<double[]>, double[]> run, IReadOnlyList<double[]> background, double[] inputs)
    {
        var worth = new double[1 << inputs.Length];
        var setsAtOnce = Math.Max(1, Limits.MaxBatchRows / background.Count);
        for (var from = 0; from < worth.Length; from += setsAtOnce)
        {
            var sets = Enumerable.Range(from, Math.Min(setsAtOnce, worth.Length - from)).ToArray();
            var outputs = run([.. sets.SelectMany(set => background.Select(row => Mixed(set, inputs, row)))]);
            for (var i = 0; i < sets.Length; i++) { worth[sets[i]] = outputs.AsSpan(i * background.Count, background.Count).ToArray().Average(); }
        }
        return worth;
    }

    private static double[] Mixed(int set, double[] inputs, double[] row) => [.. inputs.Select((value, i) => (set >> i & 1) == 1 ? value : row[i])];

    /// <summary>|S|! (n - |S| - 1)! / n! by the size of S.</summary>
    private static double[] Weights(int count)
    {
        var weights = new double[count];
        for (var size = 0; size < count; size++)
        {
            // 1 / (n · C(n - 1, size))
            var combinations = 1.0;
            for (var i = 1; i <= size; i++) { combinations = combinations * (count - i) / i; }
            weights[size] = 1 / (count * combinations);
        }
        return weights;
    }
}
