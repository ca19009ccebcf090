using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Reads one document: its preamble once, then row by row, stretch after stretch where it comes in several.</summary>
internal sealed class TableReading(SourceDocument document, CsvOptions options, bool isLast = true, bool recycles = false)
{
    private readonly List<Diagnostic> pending = [];
    private readonly HeadingSearch? headings = options.Headings is { Count: > 0 } wanted ? new(wanted) : null;
    private SourceDocument document = document;
    private bool isLast = isLast;
    private Encoding? encoding;
    private Table? table;
    private RowParser? parser;
    private bool isSettled;
    private bool isToldOfBytes;
    private int covered;
    private int number;
    private int blankLines;
    private int usedLines;
    private CsvRow? spare;
    private CsvRow? given;

    /// <summary>Reads what comes before the first row; returns a reject when there is no row.</summary>
    internal SourceItem? Open()
    {
        if (!ChooseEncoding())
        {
            return Reject("OT3306", Severity.Error, "the encoding named for the file is not known", "use a name such as utf-8, windows-1252 or utf-16");
        }
        var text = CsvText.TextOf(document, encoding!);
        var span = text.Bytes.Span;
        var start = span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var delimiter = options.Delimiter;
        var hasSeparatorLine = span[start..].StartsWith("sep="u8) && span.Length > start + 5 && (span[start + 5] is (byte)'\r' or (byte)'\n');
        if (hasSeparatorLine) { delimiter ??= (char)span[start + 4]; }
        var preamble = new RowParser(text.Bytes, delimiter ?? ',', options.Quote, options.CommentPrefix, start);
        if (hasSeparatorLine) { preamble.SkipLine(); }
        for (var i = 0; i < options.SkipRows; i++) { preamble.SkipLine(); }
        preamble.SkipBlank();
        if (options.HeaderCells is { } cells && !SkipToHeader(preamble, cells, delimiter, text))
        {
            return Reject("OT3310", Severity.Error, $"none of the first {Limits.PreambleLines} lines has the cell by which the map knows the header: {string.Join(", ", cells.Select(c => $"'{c}'"))}", "name a cell of this file's header in the map");
        }
        delimiter ??= CsvText.DelimiterOf(span, preamble.Position, options.Quote);
        parser = preamble.With(delimiter.Value);
        var begin = parser.Position;
        table = new(text, Columns(text.Encoding), options.AlsoNamed, options.Quote);
        // Whether a quote in the header is closed, a longer stretch tells.
        var isHeaderCut = !isLast && options.HasHeader && parser.Fault == QuoteFault.Unclosed && span.Length - parser.RowStart <= Limits.QuotedRowBytes;
        if (table.HasRepeatedNames)
        {
            Remark("OT3308", Severity.Information, "two columns have the same name; they are read as repetitions", Whole, "name the columns in the map");
        }
        parser.SkipBlank();
        (Used, usedLines) = (parser.Position, parser.Line);
        table.BeginAt(parser);
        // A reject of what is not the last stretch asks for a longer one.
        if (!isHeaderCut && parser.Position < span.Length && FindHeadings(new RowParser(text.Bytes, delimiter.Value, options.Quote, null, start), begin)) { return null; }
        return Reject("OT3303", Severity.Warning, "the file has no rows", null);
    }

    // False when the stretch ends before they are found.
    private bool FindHeadings(RowParser lines, int begin)
    {
        if (headings is null) { return true; }
        headings.FromLines(lines, table!, begin);
        var isKnown = headings.FromRows(parser!.Again(), table!, isLast);
        table = table!.With(headings.Found);
        return isKnown;
    }

    // Passes the lines before the first that has one of the cells; false when none has.
    private bool SkipToHeader(RowParser preamble, IReadOnlyList<string> cells, char? delimiter, MappedText text)
    {
        for (var i = 0; i < Limits.PreambleLines; i++)
        {
            var line = preamble.With(delimiter ?? CsvText.DelimiterOf(text.Bytes.Span, preamble.Position, options.Quote));
            if (!line.Next()) { return false; }
            if (line.Cells.Exists(c => cells.Contains(line.TextOf(c, text.Encoding).Trim()))) { return true; }
            preamble.SkipLine();
            preamble.SkipBlank();
        }
        return false;
    }

    // A row that says a heading otherwise than the document did before: a second person's file may begin here.
    private void RemarkContradiction(HeadingCell heading, CsvRow row) =>
        Remark("OT3309", Severity.Warning, $"the row says another '{heading.Name}' than {heading.Path} does: no row from here on has it", row.Root.Place, "split the file where the second part begins");

    /// <summary>Bytes of the stretch at hand that rows were read from.</summary>
    internal int Used { get; private set; }

    /// <summary>Goes on with the next stretch of the document, which begins where <see cref="Used"/> said.</summary>
    internal void Continue(SourceDocument next, bool last)
    {
        (document, isLast, Used) = (next, last, 0);
        ChooseEncoding();
        var text = CsvText.TextOf(document, encoding!);
        parser = parser!.Over(text.Bytes, usedLines);
        table = table!.Over(text, parser);
        covered = 0;
    }

    /// <summary>The next row; null at the end of the stretch.</summary>
    internal SourceItem? Next()
    {
        if (table is null || parser is null || !parser.Next()) { return null; }
        var record = (spare ?? new CsvRow(document, table) { MatchOf = options.ReadAs }).Become(document, table, number + 1, number + 1 + blankLines, parser);
        var fault = parser.Fault;
        var length = table.Text.Bytes.Length;
        // Whether a row, or the blank lines after it, ends at the end of a stretch, the next stretch tells.
        if (!isLast && fault == QuoteFault.Unclosed && length - parser.RowStart <= Limits.QuotedRowBytes) { return null; }
        var blank = parser.SkipBlank();
        if (!isLast && parser.Position >= length) { return null; }
        number++;
        blankLines += blank;
        var contradicted = headings is not null && table.Headings.Length > 0 ? headings.Contradicted(table.Headings, table, record.Cells) : [];
        if (contradicted.Length > 0)
        {
            table = table.With([.. table.Headings.Except(contradicted)]);
            record.Within(table);
        }
        var stretch = table.Text.RangeOf(covered, parser.Position);
        record.Cover(number == 1 ? new(0, stretch.End) : stretch);
        covered = parser.Position;
        (Used, usedLines) = (covered, parser.Line);
        AddRemarks(record, record.CellCount, fault);
        foreach (var heading in contradicted) { RemarkContradiction(heading, record); }
        var item = new SourceItem(record, pending.Count == 0 ? [] : pending.ToArray());
        pending.Clear();
        // The row before this one is still somebody's.
        if (recycles) { (spare, given) = (given, record); }
        return item;
    }

    // False when the declared one is not known.
    private bool ChooseEncoding()
    {
        if (options.Encoding is not null) { return (encoding = CsvText.Named(options.Encoding)) is not null; }
        var bytes = CsvText.Whole(document.Bytes.Span, isLast);
        // What the first bytes beyond ASCII tell holds for all stretches: one document has one encoding.
        if (!isSettled)
        {
            encoding = CsvText.Detect(document.Bytes.Span, isLast);
            isSettled = encoding.CodePage != Encoding.UTF8.CodePage || !Ascii.IsValid(bytes);
            if (encoding.CodePage == 1252) { Remark("OT3307", Severity.Warning, "the bytes are not UTF-8; they were read as windows-1252", Whole, "declare the encoding"); }
        }
        if (!isToldOfBytes && encoding!.CodePage == Encoding.UTF8.CodePage && !Utf8.IsValid(bytes))
        {
            isToldOfBytes = true;
            Remark("OT3307", Severity.Warning, "the text is UTF-8, but for bytes that are none: they were read as U+FFFD", Whole, "declare the encoding, or mend the file");
        }
        return true;
    }

    private SourcePlace Whole => new(document.Name, "", document.Extent);

    private IReadOnlyList<string> Columns(Encoding encoding)
    {
        if (!options.HasHeader || !parser!.Next()) { return options.ColumnNames ?? []; }
        if (options.ColumnNames is not null) { return options.ColumnNames; }
        var (quotes, quote) = (new string(options.Quote, 2), options.Quote.ToString());
        var names = new string[parser.Cells.Count];
        for (var i = 0; i < names.Length; i++) { names[i] = parser.TextOf(parser.Cells[i], encoding).Replace(quotes, quote, StringComparison.Ordinal); }
        // A blank name is called by its number.
        return options.Expected is { } expected && !Array.Exists(names, n => expected.Contains(n.Trim())) ? [.. names.Select(_ => "")] : names;
    }

    private void AddRemarks(CsvRow row, int cells, QuoteFault fault)
    {
        if (fault == QuoteFault.Unclosed)
        {
            Remark("OT3304", Severity.Warning, "a quote is opened and not closed; it was read as a character", row.Root.Place, null);
        }
        if (fault == QuoteFault.TrailingText)
        {
            Remark("OT3305", Severity.Warning, "characters follow a closing quote; the cell was read as it stands", row.Root.Place, null);
        }
        if (table!.Width == 0 || cells == table.Width) { return; }
        if (cells < table.Width)
        {
            Remark("OT3301", Severity.Warning, $"the row has {cells} cells, the header {table.Width}; the last ones are absent", row.Root.Place, null);
        }
        else
        {
            Remark("OT3302", Severity.Warning, $"the row has {cells} cells, the header {table.Width}; the others are called by their number",
            row.Root.Place, null);
        }
    }

    private void Remark(string code, Severity severity, string message, SourcePlace place, string? hint) =>
        pending.Add(new(code, severity, message) { Place = place, Hint = hint });

    private SourceItem Reject(string code, Severity severity, string message, string? hint)
    {
        Remark(code, severity, message, Whole, hint);
        return new(null, pending.ToArray());
    }
}
