using System.Collections.Immutable;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Mapping.Reading;

/// <summary>
/// Whether the dates of a column can be in the order of day and month that is declared for it. 05-06-2024 fits both orders; a 25-06-2024 in the same file, read month
/// first, shows that its dates are written the other way. Then no date of the column is believed that both orders can read: nothing is turned round.
/// </summary>
internal sealed class DayAndMonth(ImmutableArray<string> forms)
{
    private readonly ImmutableArray<string> swapped = [.. forms.Select(Swapped).OfType<string>()];
    private Looked? last;

    /// <summary>Whether any of the forms could be mistaken.</summary>
    public bool MayBeMistaken => !swapped.IsEmpty;

    /// <summary>Whether a cell's date cannot be told, because its column contradicts the order declared.</summary>
    public bool IsDoubtful(Field cell)
    {
        if (swapped.IsEmpty || cell.Record is not CsvRow row) { return false; }
        // One column of one document after another.
        if (last is not { } looked || !ReferenceEquals(looked.Columns, row.Columns) || !ReferenceEquals(looked.Document, row.Document) || looked.Node != cell.Node)
        {
            last = looked = new Looked(row.Columns, row.Document, cell.Node, row.ColumnOf(cell).Any(Contradicts));
        }
        return looked.IsContradicted && IsReadOtherwise(cell.Text);
    }

    private bool Contradicts(string text) => DateReader.Read(text, SourceFormat.Csv, forms) is null && IsReadOtherwise(text);

    private bool IsReadOtherwise(string text) => DateReader.Read(text, SourceFormat.Csv, swapped) is not null;

    // The form with day and month in each other's place; null where a year comes first, which nobody writes in two orders, or the month is a word.
    private static string? Swapped(string form)
    {
        var (day, month, year) = (Run(form, 'd'), Run(form, 'M'), form.IndexOf('y', StringComparison.Ordinal));
        if (day.Length is 0 or > 2 || month.Length is 0 or > 2 || (year >= 0 && year < Math.Min(day.Start, month.Start))) { return null; }
        return string.Concat(form.Select(c => c switch { 'd' => 'M', 'M' => 'd', _ => c }));
    }

    private static (int Start, int Length) Run(string form, char of)
    {
        var start = form.IndexOf(of, StringComparison.Ordinal);
        return start < 0 ? (0, 0) : (start, form.AsSpan(start).IndexOfAnyExcept(of) is >= 0 and var length ? length : form.Length - start);
    }

    private sealed record Looked(object Columns, SourceDocument Document, int Node, bool IsContradicted);
}
