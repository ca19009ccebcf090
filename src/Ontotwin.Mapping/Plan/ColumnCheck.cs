using Ontotwin.Language;
using Ontotwin.Mapping.Reading;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells what a delimited file lacks of the columns that a map declares.</summary>
/// <param name="layout">The columns.</param>
/// <param name="joined">Name of the joined file whose columns they are; null for the file itself.</param>
/// <param name="rule">What rejects are of.</param>
internal sealed class ColumnCheck(CsvLayout layout, string? joined, LiftingRule rule)
{
    private IReadOnlyList<string>? lastHeader;

    // A declared column that the header does not have is told once a file; a cell that is empty although its column is declared as always there, once a row.
    // Headers of files that are joined are looked at where they are: rows that meet nothing do not come here.
    public void Run(Frame frame)
    {
        if (joined is null && frame.Record is CsvRow read && !ReferenceEquals(read.Columns, lastHeader))
        {
            lastHeader = read.Columns;
            TellMissing(frame, read);
        }
        var row = joined is null ? frame.Record.Root : frame.Record.Root.First(joined);
        if (row.IsAbsent) { return; }
        foreach (var column in layout.Columns)
        {
            if (column.IsOptional) { continue; }
            var cell = row.First(column.Name);
            if (cell.State == FieldState.Empty) { frame.Report("OT4207", cell, $"the column '{column.Name}' is empty here, and the map declares it as always there", "write '?' after its type if it may be empty"); }
        }
    }

    private void TellMissing(Frame frame, CsvRow row)
    {
        var (rejects, remarks) = Header.Check([layout], row);
        foreach (var reject in rejects) { frame.RejectAt(Header.MissingCode, default, rule, reject.Diagnostics[0].Message); }
        frame.Diagnostics.AddRange(remarks);
    }
}
