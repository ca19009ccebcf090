using System.Globalization;

namespace Ontotwin.Prediction.Cards;

/// <summary>Reads the background: a header with the inputs' names, then rows of numbers.</summary>
internal static class Background
{
    /// <summary>The rows; null when the table does not fit the inputs.</summary>
    public static List<double[]>? Read(string text, IReadOnlyList<string> inputs)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || lines.Length > Limits.MaxBackgroundRows + 1 || !lines[0].Split(',').SequenceEqual(inputs)) { return null; }
        var rows = new List<double[]>();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            var row = new double[inputs.Count];
            if (cells.Length != row.Length) { return null; }
            for (var i = 0; i < row.Length; i++)
            {
                if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]) || !double.IsFinite(row[i])) { return null; }
            }
            rows.Add(row);
        }
        return rows;
    }
}
