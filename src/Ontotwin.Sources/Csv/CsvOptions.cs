namespace Ontotwin.Sources.Csv;

/// <summary>
/// How a delimited text is written. <c>default</c>: delimiter and encoding found out, <c>"</c> as quote, no rows skipped, names in the first row.
/// Change with <c>with</c>.
/// </summary>
public readonly record struct CsvOptions
{
    private readonly char quote;
    private readonly bool isHeaderless;

    /// <summary>Between cells, an ASCII character; null: the commonest of <c>, ; TAB |</c> in the first row, or what a line <c>sep=;</c> says.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Around cells that hold delimiters or line breaks, an ASCII character; doubled inside.</summary>
    public char Quote { get => quote == 0 ? '"' : quote; init => quote = value; }

    /// <summary>Name of the encoding (<c>windows-1252</c>, <c>utf-16</c>); null: by the byte-order mark, else UTF-8 where the bytes are, else
    /// windows-1252.</summary>
    public string? Encoding { get; init; }

    /// <summary>Physical lines before the header (or the first row) that are not part of the table.</summary>
    public int SkipRows { get; init; }

    /// <summary>Whether the first row after the skipped ones holds the columns' names.</summary>
    public bool HasHeader { get => !isHeaderless; init => isHeaderless = !value; }

    /// <summary>Names of the columns in order, in place of those in the header or for want of one; null: <c>column 1</c>, <c>column 2</c> … without
    /// a header.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>
    /// Cells by which the header is known: lines before the one that has such a cell are skipped, as many as <see cref="SkipRows"/> says first. Null: the
    /// header stands where the skipped lines end.
    /// </summary>
    public IReadOnlyList<string>? HeaderCells { get; init; }

    /// <summary>Other headers that a column may have, by the name it is read by; used only where the file has no column of that name, the first one first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AlsoNamed { get; init; }

    /// <summary>
    /// Names of columns of which a header has at least one; null: any text is a name. A first row that has none of them is no header, but perhaps a person: its texts
    /// are no names, and the columns are called by their numbers.
    /// </summary>
    public IReadOnlySet<string>? Expected { get; init; }

    /// <summary>What the file says once for all rows; null: nothing.</summary>
    public IReadOnlyList<CsvHeading>? Headings { get; init; }

    /// <summary>What the rows say they were read by (<see cref="SourceRecord.MatchOf"/>), where one file is read in several ways; null: nothing.</summary>
    public string? ReadAs { get; init; }

    /// <summary>Lines that begin so are remarks; null: there are none.</summary>
    public string? CommentPrefix { get; init; }
}
