using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds the layout of a delimited file: its options, columns and headings.</summary>
internal sealed class CsvLayoutBinder(BindingScope scope)
{
    private static readonly ImmutableArray<string> ColumnTypes = ["text", "int", "decimal", "date", "instant", "boolean"];
    private static readonly ImmutableArray<string> FieldTypes = [.. ColumnTypes, "group"];

    /// <summary>Binds a layout.</summary>
    public CsvLayout Bind(string pattern, TwinParser.CsvColumnsContext columns, TwinParser.CsvOptionsContext? options)
    {
        var layout = new CsvLayout(pattern, null, DecimalMark.Point, 0, null, true, [.. columns.csvColumn().Select(c => Column(c, isField: false))]);
        var all = options?.csvOption() ?? [];
        foreach (var option in all.Where(o => o is not TwinParser.CsvHeadingContext)) { layout = Apply(layout, option); }
        CheckNames(columns.csvColumn());
        foreach (var heading in all.OfType<TwinParser.CsvHeadingContext>())
        {
            if (BindHeading(heading, layout) is { } bound) { layout = layout with { Headings = layout.Headings.Add(bound) }; }
        }
        return layout;
    }

    /// <summary>Binds a column of a delimited file, or a field of JSON or XML.</summary>
    public CsvColumn Column(TwinParser.CsvColumnContext tree, bool isField)
    {
        var types = isField ? FieldTypes : ColumnTypes;
        var type = SyntaxText.Name(tree.type);
        if (!types.Contains(type)) { scope.Report("OT1104", tree, $"'{type}' is not a column type", Suggest.From(type, types) ?? string.Join(", ", types)); }
        if (tree.many is not null && !isField) { scope.Report("OT1104", tree, "a column of a CSV file stands once in a row", "'*' is for fields of JSON and XML"); }
        string[] names = [.. tree.qualifiedName().Select(SyntaxText.Name)];
        if (names.Length > 1 && isField) { scope.Report("OT1104", tree, "a field of JSON and XML has one path", "declare the other as a field of its own, and read 'a ?? b'"); }
        string[] formats = [.. tree.STRING().Select(SyntaxText.String)];
        DateForms.Check(scope, tree, formats);
        return new CsvColumn(names[0], type, formats.FirstOrDefault(), tree.optional is not null)
        {
            Repeats = tree.many is not null, OtherNames = [.. names.Skip(1)], OtherFormats = [.. formats.Skip(1)],
        };
    }

    /// <summary>Reports a name that two columns or fields go by: it would be read as either.</summary>
    public void CheckNames(IEnumerable<TwinParser.CsvColumnContext> columns)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            foreach (var name in column.qualifiedName().Select(SyntaxText.Name).Where(n => !known.Add(n))) { scope.Report("OT1111", column, $"'{name}' is a header of two columns", "leave it out of one of them"); }
        }
    }

    /// <summary>The name of an encoding; reports one that is not known.</summary>
    public string Encoding(TwinParser.CsvEncodingContext tree, SourceFormat format)
    {
        var name = SyntaxText.String(tree.STRING());
        if (!SourceEncodings.IsKnown(name, format)) { scope.Report("OT1116", tree, $"'{name}' is not an encoding that is known here", Suggest.From(name, SourceEncodings.Names) ?? "such as utf-8, windows-1252 or utf-16"); }
        return name;
    }

    private CsvHeading? BindHeading(TwinParser.CsvHeadingContext tree, CsvLayout layout)
    {
        var name = SyntaxText.Name(tree.name());
        if (layout.Columns.Any(c => c.Name == name) || layout.Headings.Any(h => h.Name == name))
        {
            scope.Report("OT1111", tree, $"'{name}' is the name of a column or of another heading", "give the heading a name of its own");
            return null;
        }
        switch (tree.headingPlace())
        {
            case TwinParser.HeadingLineContext place:
                return BindLine(tree, place, name, layout);
            case TwinParser.HeadingColumnContext place:
                string[] columns = [.. place.name().Select(SyntaxText.Name)];
                if (columns.FirstOrDefault(c => layout.Columns.All(known => known.Name != c)) is { } missing)
                {
                    scope.Report("OT1202", place, $"the list of declared columns has no '{missing}'", Suggest.From(missing, layout.Columns.Select(c => c.Name)));
                    return null;
                }
                return new CsvHeading(name) { Column = columns[0], KeyColumn = columns.ElementAtOrDefault(1), KeyTexts = [.. place.STRING().Select(SyntaxText.String)] };
            default:
                return null;
        }
    }

    private CsvHeading? BindLine(TwinParser.CsvHeadingContext tree, TwinParser.HeadingLineContext place, string name, CsvLayout layout)
    {
        var (line, cell) = (SyntaxText.Number(place.line.Text), SyntaxText.Number(place.cell.Text));
        if (line < 1 || cell < 1 || cell > 1000 || line != decimal.Truncate(line) || cell != decimal.Truncate(cell) || (layout.HeaderCells.IsEmpty && line > layout.SkipLines) || line > Limits.MaxSkippedLines)
        {
            scope.Report("OT1111", tree, $"line {line} cell {cell} does not stand before the table", "lines and cells count from 1, and 'skip' says how many lines come before the header");
            return null;
        }
        return new CsvHeading(name) { Line = (int)line, Cell = (int)cell };
    }

    private CsvLayout Apply(CsvLayout layout, TwinParser.CsvOptionContext option)
    {
        switch (option)
        {
            case TwinParser.CsvDelimiterContext delimiter when SyntaxText.String(delimiter.STRING()) is [var one]:
                return layout with { Delimiter = one };
            case TwinParser.CsvDecimalContext mark when MarkOf(mark) is { } known:
                return layout with { Decimal = known };
            case TwinParser.CsvSkipContext skip:
                return layout with { SkipLines = (int)Math.Min(SyntaxText.Number(skip.NUMBER().GetText()), Limits.MaxSkippedLines) };
            case TwinParser.CsvSkipToContext to:
                return layout with { HeaderCells = [.. to.STRING().Select(SyntaxText.String)] };
            case TwinParser.CsvEncodingContext encoding:
                return layout with { Encoding = Encoding(encoding, SourceFormat.Csv) };
            case TwinParser.CsvNoHeaderContext:
                return layout with { HasHeader = false };
            default:
                scope.Report("OT1105", option, $"'{option.GetText()}' is not a layout that CSV files have", "the delimiter is one character, the decimal mark '.' or ',', or \".\" or \",\" for either");
                return layout;
        }
    }

    private static DecimalMark? MarkOf(TwinParser.CsvDecimalContext mark) => mark.STRING().Select(SyntaxText.String).ToArray() switch
    {
        ["."] => DecimalMark.Point,
        [","] => DecimalMark.Comma,
        [".", ","] or [",", "."] => DecimalMark.Either,
        _ => null,
    };
}
