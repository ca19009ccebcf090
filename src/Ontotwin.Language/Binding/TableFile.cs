using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>A small CSV table that a program refers to: lookups, coefficients, authorities, unit aliases. Lines that start with <c>#</c> are remarks.</summary>
internal sealed record TableFile(string Path, string Hash, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Reads a table beside the program's file; null with the reason when it cannot be read.</summary>
    public static TableFile? Read(string programFile, string name, out string? why)
    {
        if (PathOf(programFile, name, out why) is not { } path) { return null; }
        var document = new SourceDocument(path, File.ReadAllBytes(path));
        var rows = new List<IReadOnlyList<string>>();
        List<string> columns = [];
        foreach (var item in CsvReader.Read(document, new CsvOptions { CommentPrefix = "#" }).Take(Limits.MaxTableRows))
        {
            if (item.Record is not { } record) { continue; }
            var cells = new List<string>();
            var names = new List<string>();
            foreach (var cell in record.Root.Children)
            {
                names.Add(cell.Name);
                cells.Add(cell.Text.Trim());
            }
            if (columns.Count == 0) { columns = names; }
            rows.Add(cells);
        }
        why = rows.Count == 0 ? $"'{name}' has no rows" : null;
        return rows.Count == 0 ? null : new TableFile(path, document.Hash, columns, rows);
    }

    /// <summary>The path of a file beside the program's; null with the reason when there is none.</summary>
    public static string? PathOf(string programFile, string name, out string? why)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(programFile)) ?? "", name);
        why = File.Exists(path) ? null : $"there is no file '{name}' beside {System.IO.Path.GetFileName(programFile)}";
        return why is null ? path : null;
    }

    /// <summary>A row's cell by column name; empty when the column or cell is not there.</summary>
    public string Cell(IReadOnlyList<string> row, string column)
    {
        for (var i = 0; i < Columns.Count && i < row.Count; i++)
        {
            if (Columns[i] == column) { return row[i]; }
        }
        return "";
    }

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => Columns.Contains(column);
}
