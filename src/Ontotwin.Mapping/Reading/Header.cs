using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Reading;

/// <summary>Compares the header of a delimited file with the columns that maps declare. How long a row is has nothing to do with it.</summary>
internal static class Header
{
    public const string MissingCode = "OT4206";
    public const string Hint = "if it is written otherwise here, say so in the map";

    /// <summary>Each declared column that the header does not have, with what to say; those that must be there first.</summary>
    public static IEnumerable<(CsvColumn Column, string Message)> Missing(IEnumerable<CsvLayout> layouts, CsvRow row)
    {
        var columns = layouts.SelectMany(l => l.Columns).OrderBy(c => c.IsOptional).DistinctBy(c => c.Name).ToList();
        var missing = columns.Where(c => !row.Columns.Contains(c.Name)).ToList();
        // Names that are none of those expected may be no names: a file without a header would show its first row.
        var found = missing.Count == columns.Count ? "it has none of the declared ones: see whether the delimiter, 'skip' or 'no header' is meant" : $"it has {string.Join(", ", row.Headers.Select(c => $"'{c}'"))}";
        return missing.Select(c => (c, $"the file has no column '{string.Join("' or '", [c.Name, .. c.OtherNames])}' that the map declares; {found}"));
    }

    /// <summary>The same as items of the file: a reject for each column that must be there; others are remarks.</summary>
    public static (IReadOnlyList<SourceItem> Rejects, IReadOnlyList<Diagnostic> Remarks) Check(IEnumerable<CsvLayout> layouts, CsvRow row)
    {
        var told = Missing(layouts, row).ToLookup(
            m => m.Column.IsOptional,
            m => new Diagnostic(MissingCode, m.Column.IsOptional ? Severity.Warning : Severity.Error, m.Message) { Place = new SourcePlace(row.Document.Name, "", row.Bytes), Hint = Hint });
        return ([.. told[false].Select(d => new SourceItem(null, [d]))], [.. told[true]]);
    }
}
