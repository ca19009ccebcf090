using System.Globalization;
using Microsoft.ML.Data;

namespace Ontotwin.ModelTraining;

/// <summary>One person of the training data, in the order of the inputs of <c>model chd</c>.</summary>
internal sealed class Row
{
    /// <summary>How many inputs.</summary>
    public const int Count = 6;

    /// <summary>The inputs: name in the model, UCUM unit (empty for 1 or 0), column in the data.</summary>
    public static readonly (string Name, string Unit, string Column)[] Inputs =
    [
        ("age", "a", "Age"),
        ("sex", "", "Sex"),
        ("sbp", "mm[Hg]", "BP"),
        ("cholesterol", "mg/dL", "Cholesterol"),
        ("maxHeartRate", "/min", "MaximumHR"),
        ("highGlucose", "", "BloodSugar"),
    ];

    /// <summary>The inputs' values.</summary>
    [VectorType(Count)]
    public float[] Features { get; set; } = [];

    /// <summary>Whether a coronary artery was narrowed by more than half.</summary>
    public bool Label { get; set; }

    /// <summary>Reads the table by its column names; a row with an empty cell is left out.</summary>
    public static List<Row> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',').Select(c => c.Trim('"')).ToList();
        var columns = Inputs.Select(i => header.IndexOf(i.Column)).Append(header.IndexOf("HeartDisease")).ToArray();
        return [.. lines.Skip(1).Select(l => l.Split(',')).Where(c => columns.All(i => c[i].Length > 0)).Select(c => Of(c, columns))];
    }

    private static Row Of(string[] cells, int[] columns) => new()
    {
        Features = [.. columns.Take(Count).Select(i => Number(cells[i].Trim('"')))],
        Label = cells[columns[Count]].Trim('"') == "Yes",
    };

    private static float Number(string cell) => cell switch
    {
        "Male" or "TRUE" => 1,
        "Female" or "FALSE" => 0,
        _ => float.Parse(cell, CultureInfo.InvariantCulture),
    };
}

/// <summary>The inputs without the answer: the schema that the exported model shows.</summary>
internal sealed class Unlabelled
{
    /// <summary>The inputs' values.</summary>
    [VectorType(Row.Count)]
    public float[] Features { get; set; } = [];
}
