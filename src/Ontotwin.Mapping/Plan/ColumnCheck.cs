using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells what a delimited file lacks of the columns that a map declares.</summary>
/// <param name="layout">The columns.</param>
/// <param name="joined">Name of the joined file whose columns they are; null for the file itself.</param>
/// <param name="rule">What rejects are of.</param>
internal sealed class ColumnCheck(CsvLayout layout, string? joined, LiftingRule rule)
{
    // A declared column that the file does not have is told once a file; a cell that is empty although its column is declared as always there, once a row.
    public void Run(Frame frame)
    {
        var row = joined is null ? frame.Record.Root : frame.Record.Root.First(joined);
        if (row.IsAbsent) { return; }
        foreach (var column in layout.Columns)
        {
            var cell = row.First(column.Name);
            if (cell.State == FieldState.Value) { continue; }
            if (cell.IsAbsent && frame.Record.Number == 1) { MissingColumn(column, row, frame); }
            else if (!cell.IsAbsent && !column.IsOptional) { frame.Report("OT4207", cell, $"the column '{column.Name}' is empty here, and the map declares it as always there", "write '?' after its type if it may be empty"); }
        }
    }

    private void MissingColumn(CsvColumn column, Field row, Frame frame)
    {
        var found = new List<string>();
        foreach (var cell in row.Children) { found.Add($"'{cell.Name}'"); }
        var message = $"the file has no column '{column.Name}' that the map declares; it has {string.Join(", ", found)}";
        if (column.IsOptional) { frame.Report("OT4206", default, message, "if it is written otherwise here, say so in the map"); }
        else { frame.RejectAt("OT4206", default, rule, message); }
    }
}
