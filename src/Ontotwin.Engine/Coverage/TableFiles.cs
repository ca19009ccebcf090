using System.Text.RegularExpressions;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Engine.Coverage;

/// <summary>A row of a segment map that has a target in FHIR.</summary>
/// <param name="Identifier">The field: <c>PID-3</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Numbers">Field, and perhaps component.</param>
internal sealed record TableRow(string Identifier, string Name, string Segment, string[] Numbers);

/// <summary>Reads the tables' files: two header rows, the columns named by the second.</summary>
internal static partial class TableFiles
{
    private static readonly CsvOptions Layout = new() { Delimiter = ',', HasHeader = false };

    /// <summary>The files of a folder with what their names call them: <c>HL7 Segment - FHIR R4_ PID[Patient] - PID.csv</c>.</summary>
    public static IEnumerable<(string Name, string File)> In(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)
        let name = FileName().Match(Path.GetFileName(file))
        where name.Success
        select (name.Groups[1].Value.Trim(), file);

    /// <summary>The segment maps that a message names, each once.</summary>
    public static IReadOnlyList<string> SegmentMaps(string file) =>
        [.. Table(file, "Segment Map").Select(r => r[0]).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>The rows of a segment map that have a target.</summary>
    public static IReadOnlyList<TableRow> Rows(string file) =>
        [.. from row in Table(file, "Identifier", "Name", "FHIR Attribute")
            let field = Identifier().Match(row[0])
            where field.Success && row[2].Length > 0
            select new TableRow(row[0], row[1], field.Groups[1].Value, field.Groups[2].Value.Split('.'))];

    private static IEnumerable<string[]> Table(string file, params string[] columns)
    {
        var document = new SourceDocument(file, File.ReadAllBytes(file));
        int[]? at = null;
        foreach (var item in CsvReader.Read(document, Layout))
        {
            if (item.Record is not CsvRow row) { continue; }
            var cells = new List<string>();
            foreach (var cell in row.Root.Children) { cells.Add(cell.Text.Trim()); }
            if (at is not null) { yield return [.. at.Select(i => i < cells.Count ? cells[i] : "")]; }
            else if (columns.All(cells.Contains)) { at = [.. columns.Select(c => cells.IndexOf(c))]; }
        }
    }

    [GeneratedRegex(@"^HL7 (?:Segment|Message) - FHIR R4_ (.+?) - ")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^([A-Z][A-Z0-9]{2})-(\d+(?:\.\d+)*)$")]
    private static partial Regex Identifier();
}
