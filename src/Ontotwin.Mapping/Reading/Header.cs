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

    /// <summary>
    /// The same as items of the file: a reject for each column that must be there; a warning for one that may be missing and is there under nearly its name; one
    /// remark for all the others, which a map of many exports names and most files lack.
    /// </summary>
    public static (IReadOnlyList<SourceItem> Rejects, IReadOnlyList<Diagnostic> Remarks) Check(IEnumerable<CsvLayout> layouts, CsvRow row)
    {
        var missing = Missing(layouts, row).ToLookup(m => m.Column.IsOptional);
        Diagnostic Told(Severity severity, string message, string? hint) => new(MissingCode, severity, message) { Place = new SourcePlace(row.Document.Name, "", row.Bytes), Hint = hint };
        var optional = missing[true].ToLookup(m => row.Headers.Any(h => Letters(h) == Letters(m.Column.Name)));
        var remarks = optional[true].Select(m => Told(Severity.Warning, m.Message, Hint)).ToList();
        var lacking = optional[false].Select(m => $"'{m.Column.Name}'").ToList();
        if (lacking.Count > 0) { remarks.Add(Told(Severity.Information, $"the file has none of the columns that the map declares with '?': {string.Join(", ", lacking)}", null)); }
        return ([.. missing[false].Select(m => new SourceItem(null, [Told(Severity.Error, m.Message, Hint)]))], remarks);
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
