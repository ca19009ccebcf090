using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells what a delimited file lacks of the columns that a map declares.</summary>
internal sealed class ColumnCheck(CsvLayout layout, LiftingRule rule)
{
    // A declared column that the file does not have is told once a file; a cell that is empty although its column is declared as always there, once a row.
    public void Run(Frame frame)
    {
        foreach (var column in layout.Columns)
        {
            var cell = frame.Record.Root.First(column.Name);
            if (cell.State == FieldState.Value) { continue; }
            if (cell.IsAbsent && frame.Record.Number == 1) { MissingColumn(column, frame); }
            else if (!cell.IsAbsent && !column.IsOptional) { frame.Report("OT4207", cell, $"the column '{column.Name}' is empty here, and the map declares it as always there", "write '?' after its type if it may be empty"); }
        }
    }

    private void MissingColumn(CsvColumn column, Frame frame)
    {
        var found = new List<string>();
        foreach (var cell in frame.Record.Root.Children) { found.Add($"'{cell.Name}'"); }
        var message = $"the file has no column '{column.Name}' that the map declares; it has {string.Join(", ", found)}";
        if (column.IsOptional) { frame.Report("OT4206", default, message, "if it is written otherwise here, say so in the map"); }
        else { frame.RejectAt("OT4206", default, rule, message); }
    }
}
