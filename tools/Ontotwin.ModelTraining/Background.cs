using System.Globalization;
using System.Text;

namespace Ontotwin.ModelTraining;

/// <summary>
/// The background of Shapley values: invented rows with the training rows' distribution. Nobody's row is in it: the continuous inputs are drawn from a
/// normal distribution with the mean of their group (by sex and glucose) and the covariance within the groups, cut at the training range.
/// </summary>
internal static class Background
{
    private const int Seed = 20261105;
    private const int RowCount = 100;
    private static readonly int[] Continuous = [0, 2, 3, 4];
    private static readonly int[] Binary = [1, 5];

    /// <summary>The rows as CSV, header first.</summary>
    public static string Csv(IReadOnlyList<Row> training)
    {
        var random = new Random(Seed);
        var groups = training.GroupBy(r => (Sex: r.Features[Binary[0]], Glucose: r.Features[Binary[1]])).OrderBy(g => g.Key).ToList();
        var root = Cholesky(PooledCovariance(groups));
        var text = new StringBuilder(string.Join(',', Row.Inputs.Select(i => i.Name))).Append('\n');
        foreach (var group in groups)
        {
            var mean = Continuous.Select(c => group.Average(r => (double)r.Features[c])).ToArray();
            var count = (int)Math.Round((double)RowCount * group.Count() / training.Count);
            for (var i = 0; i < count; i++) { AppendRow(text, Draw(random, mean, root), group.Key, training); }
        }
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, double[] drawn, (float Sex, float Glucose) key, IReadOnlyList<Row> training)
    {
        var row = new double[Row.Count];
        (row[Binary[0]], row[Binary[1]]) = (key.Sex, key.Glucose);
        for (var i = 0; i < Continuous.Length; i++)
        {
            var values = training.Select(r => r.Features[Continuous[i]]).ToArray();
            row[Continuous[i]] = Math.Round(Math.Clamp(drawn[i], values.Min(), values.Max()));
        }
        text.AppendJoin(',', row.Select(v => v.ToString(CultureInfo.InvariantCulture))).Append('\n');
    }

    private static double[] Draw(Random random, double[] mean, double[][] root)
    {
        var normal = mean.Select(_ => Normal(random)).ToArray();
        return [.. mean.Select((m, i) => m + Enumerable.Range(0, i + 1).Sum(j => root[i][j] * normal[j]))];
    }

    // Box and Muller 1958.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[][] PooledCovariance(IEnumerable<IEnumerable<Row>> groups)
    {
        var covariance = Square(Continuous.Length);
        var (count, groupCount) = (0, 0);
        foreach (var group in groups.Select(g => g.ToList()))
        {
            var mean = Continuous.Select(c => group.Average(r => (double)r.Features[c])).ToArray();
            count += group.Count;
            groupCount++;
            for (var i = 0; i < mean.Length; i++)
            {
                for (var j = 0; j < mean.Length; j++)
                {
                    covariance[i][j] += group.Sum(r => (r.Features[Continuous[i]] - mean[i]) * (r.Features[Continuous[j]] - mean[j]));
                }
            }
        }
        for (var i = 0; i < Continuous.Length; i++)
        {
            for (var j = 0; j < Continuous.Length; j++) { covariance[i][j] /= count - groupCount; }
        }
        return covariance;
    }

    private static double[][] Cholesky(double[][] matrix)
    {
        var n = Continuous.Length;
        var root = Square(n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i][j] - Enumerable.Range(0, j).Sum(k => root[i][k] * root[j][k]);
                root[i][j] = i == j ? Math.Sqrt(rest) : rest / root[j][j];
            }
        }
        return root;
    }

    private static double[][] Square(int size) => [.. Enumerable.Range(0, size).Select(_ => new double[size])];
}
