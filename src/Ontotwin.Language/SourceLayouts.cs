using System.Collections.Immutable;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>Rows of another CSV file that belong to a row by equal cells.</summary>
/// <param name="Name">What its columns are found under (<c>tests.code</c>): the file's name without its ending. Columns that no file before has are found without it.</param>
/// <param name="Layout">The file, beside the first one, and its columns. When all of them are optional, a row without a partner is kept.</param>
/// <param name="On">Columns that are equal; never empty.</param>
public sealed record CsvJoin(string Name, CsvLayout Layout, ImmutableArray<JoinKey> On)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Layout.FilePattern} on {string.Join(", ", On.Select(k => $"{k.Left} = {k.Right}"))}";
}

/// <summary>Two columns that are equal in rows that belong together.</summary>
/// <param name="Left">Column of the file before.</param>
/// <param name="Right">Column of the joined file.</param>
public sealed record JoinKey(string Left, string Right);

/// <summary>How a CSV file is laid out, as a map declares it.</summary>
/// <param name="FilePattern">File name or glob (<c>vitals/*.csv</c>), matched against the end of the document's name.</param>
/// <param name="Delimiter">Delimiter; null to detect it.</param>
/// <param name="Decimal">How numbers are written.</param>
/// <param name="SkipLines">Lines before the header.</param>
/// <param name="Encoding">Encoding name; null for UTF-8.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Columns">Declared columns.</param>
public sealed record CsvLayout(
    string FilePattern, char? Delimiter, DecimalMark Decimal, int SkipLines, string? Encoding, bool HasHeader, ImmutableArray<CsvColumn> Columns)
{
    /// <summary>Cells by which the header is known among the lines after the skipped ones; empty: it is the first of them.</summary>
    public ImmutableArray<string> HeaderCells { get; init; } = [];

    /// <summary>What the file says once for all its rows.</summary>
    public ImmutableArray<CsvHeading> Headings { get; init; } = [];

    /// <summary>Other headers of columns, by the name that a map reads them by; null: no column has any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AlsoNamed =>
        Columns.Any(c => !c.OtherNames.IsEmpty) ? Columns.Where(c => !c.OtherNames.IsEmpty).ToDictionary(c => c.Name, c => (IReadOnlyList<string>)c.OtherNames) : null;

    /// <summary>What the layout says of how rows and cells are found; null when it says nothing. A file is read once for each such text.</summary>
    public string? ReadAs
    {
        get
        {
            var said = new List<string>();
            if (Delimiter is { } delimiter) { said.Add($"delimiter {delimiter}"); }
            if (SkipLines > 0) { said.Add(FormattableString.Invariant($"skip {SkipLines}")); }
            if (Encoding is not null) { said.Add($"encoding {Encoding}"); }
            if (!HeaderCells.IsEmpty) { said.Add($"skip to {string.Join(" or ", HeaderCells)}"); }
            said.AddRange(Headings.Select(h => $"heading {h.Name} from line {h.Line} cell {h.Cell} column {h.Column} when {h.KeyColumn} in {string.Join(", ", h.KeyTexts)}"));
            said.AddRange(Columns.Where(c => !c.OtherNames.IsEmpty).Select(c => $"column {c.Name} or {string.Join(" or ", c.OtherNames)}"));
            if (!HasHeader) { said.Add($"no header ({string.Join(", ", Columns.Select(c => c.Name))})"); }
            return said.Count == 0 ? null : string.Join("; ", said);
        }
    }
}

/// <summary>How JSON or XML files are read, as a map declares it.</summary>
/// <param name="FilePattern">File name or glob (<c>export.xml</c>), matched against the end of the document's name.</param>
/// <param name="At">Path of the records: JSONPath (<c>$.glucose[*]</c>) or XPath (<c>/HealthData/Record</c>); null for the whole document.</param>
/// <param name="Encoding">Encoding name; null for what the document says.</param>
/// <param name="Columns">Declared fields by dotted path (<c>code.value</c>); empty: nothing is declared, and any name may be read.</param>
public sealed record TreeLayout(string FilePattern, string? At, string? Encoding, ImmutableArray<CsvColumn> Columns);

/// <summary>A declared CSV column, or a field of JSON or XML.</summary>
/// <param name="Name">Header, exactly; for a field its dotted path.</param>
/// <param name="Type">text, int, decimal, date, instant, boolean; for a field that only holds others: group.</param>
/// <param name="Format">Format of dates and instants, .NET's custom format characters, or <c>unix</c>, <c>unix ms</c>; null otherwise.</param>
/// <param name="IsOptional">Whether it may be empty or missing.</param>
public sealed record CsvColumn(string Name, string Type, string? Format, bool IsOptional)
{
    /// <summary>Whether it may stand there several times (<c>*</c>); only fields of JSON and XML do.</summary>
    public bool Repeats { get; init; }

    /// <summary>Other headers that files have in its place (<c>or</c>); only columns do.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];

    /// <summary>Other forms of its dates (<c>or</c>), none of which reads a text of another form differently.</summary>
    public ImmutableArray<string> OtherFormats { get; init; } = [];

    /// <summary>All forms of its dates; empty where none is declared.</summary>
    public ImmutableArray<string> Forms => Format is null ? [] : [Format, .. OtherFormats];

    /// <summary>The ticks of 100 ns of a unit of a form that counts time since 1970 in UTC: <c>unix</c> (seconds), <c>unix ms</c>; null for other forms.</summary>
    public static long? UnixTicksOf(string form) => form switch { "unix" => TimeSpan.TicksPerSecond, "unix ms" => TimeSpan.TicksPerMillisecond, _ => null };
}
