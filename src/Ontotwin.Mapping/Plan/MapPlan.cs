using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One map, compiled.</summary>
internal sealed class MapPlan
{
    private readonly MapDeclaration map;
    private readonly IStatement[] body;
    private readonly Func<Frame, Value>? when;

    public MapPlan(MapDeclaration map, ExpressionCompiler compiler)
    {
        this.map = map;
        body = [.. map.Body.Select(s => Statements.Compile(s, map, compiler))];
        when = map.Source.When is null ? null : compiler.Compile(map.Source.When);
    }

    public MapDeclaration Map => map;

    public bool Fits(SourceRecord record) => SelectorMatch.Fits(map.Source, record);

    /// <summary>Runs the map; a record that a lookup rejects as a whole leaves its reject and nothing else.</summary>
    public Frame Run(SourceRecord record, SiteDeclaration? site, MappingServices services)
    {
        var frame = new Frame(record, site, services, map.Module, map.Name);
        if (when is not null && when(frame).Truth != Truth.True) { return frame; }
        if (map.Source.Csv is { } layout) { CheckColumns(layout, frame); }
        try
        {
            foreach (var statement in body) { statement.Run(frame); }
        }
        catch (RecordRejectedException rejected)
        {
            frame.Nodes.Clear();
            frame.Samples.Clear();
            frame.Rejects.Add(rejected.Reject);
        }
        return frame;
    }

    // A declared column that the file does not have is told once a file; a cell that is empty although its column is declared as always there, once a row.
    private static void CheckColumns(CsvLayout layout, Frame frame)
    {
        foreach (var column in layout.Columns)
        {
            var cell = frame.Record.Root.First(column.Name);
            if (cell.State == FieldState.Value) { continue; }
            if (cell.IsAbsent && frame.Record.Number == 1) { MissingColumn(column, frame); }
            else if (!cell.IsAbsent && !column.IsOptional) { frame.Report("OT4207", cell, $"the column '{column.Name}' is empty here, and the map declares it as always there", "write '?' after its type if it may be empty"); }
        }
    }

    private static void MissingColumn(CsvColumn column, Frame frame)
    {
        var found = new List<string>();
        foreach (var cell in frame.Record.Root.Children) { found.Add($"'{cell.Name}'"); }
        var message = $"the file has no column '{column.Name}' that the map declares; it has {string.Join(", ", found)}";
        if (column.IsOptional) { frame.Report("OT4206", default, message, "if it is written otherwise here, say so in the map"); }
        else { frame.RejectAt("OT4206", default, "columns", message); }
    }
}

/// <summary>Whether a record is one that a map or identity statement reads.</summary>
internal static class SelectorMatch
{
    public static bool Fits(SourceSelector selector, SourceRecord record)
    {
        if (selector.Format != record.Format) { return false; }
        if (selector.OnlyThatVersion && selector.Version is not null && record.Version != selector.Version) { return false; }
        return record.Format switch
        {
            SourceFormat.Csv => FitsFile(selector.Csv!.FilePattern, record.Document.Name),
            SourceFormat.Dicom => true,
            SourceFormat.Hl7v2 => selector.Types.IsEmpty || selector.Types.Any(t => FitsMessage(t, record)),
            _ => selector.Types.IsEmpty || selector.Types.Contains(record.Type),
        };
    }

    /// <summary>Whether a path ends with the pattern; a pattern without a folder is matched against the file's name.</summary>
    public static bool FitsFile(string pattern, string path)
    {
        var depth = pattern.Count(c => c == '/') + 1;
        var tail = string.Join('/', path.Replace('\\', '/').Split('/').TakeLast(depth));
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, tail, ignoreCase: false);
    }

    private static bool FitsMessage(string type, SourceRecord record) =>
        record.Type == type || Hl7v2Schema.For(record.Version).Structure(type)?.Name == record.Type
        || (!type.Contains('_', StringComparison.Ordinal) && record.Type.StartsWith(type + "_", StringComparison.Ordinal));
}
