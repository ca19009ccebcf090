namespace Ontotwin.Sources.Csv;

/// <summary>
/// A value that a file says once for all its rows: in a cell of a line before the table, or in a row of the table that is about the file rather than a
/// measurement (<c>PatientIdentifier</c> among glucose readings). Every row has it as a field of that name, with the place where it is written.
/// </summary>
/// <param name="Name">What rows have it under; goes before a column of that name.</param>
public sealed record CsvHeading(string Name)
{
    /// <summary>The physical line that it stands in, from 1; only lines before the header (or first row) count. 0: it stands in a row.</summary>
    public int Line { get; init; }

    /// <summary>Its cell in that line, from 1.</summary>
    public int Cell { get; init; } = 1;

    /// <summary>The column that it stands in; null where it stands in a line.</summary>
    public string? Column { get; init; }

    /// <summary>The column that tells the rows which say it; null: the first row that has a text in <see cref="Column"/>.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>The texts of <see cref="KeyColumn"/> by which such a row is known.</summary>
    public IReadOnlyList<string> KeyTexts { get; init; } = [];
}
