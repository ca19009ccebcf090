using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Binds what a map or identity statement reads: format, version, record types, CSV layout.</summary>
internal sealed class SourceBinder(BindingScope scope, MapExpressionBinder expressions)
{
    private static readonly ImmutableDictionary<string, SourceFormat> Formats = new Dictionary<string, SourceFormat>
    {
        ["hl7v2"] = SourceFormat.Hl7v2,
        ["dicom"] = SourceFormat.Dicom,
        ["csv"] = SourceFormat.Csv,
        ["fhir"] = SourceFormat.Fhir,
    }.ToImmutableDictionary();

    private static readonly ImmutableArray<string> ColumnTypes = ["text", "int", "decimal", "date", "instant", "boolean"];

    private readonly JoinBinder joins = new(scope);

    /// <summary>Binds a selector and makes the scope of names that its body starts with; null after a report.</summary>
    public (SourceSelector Selector, MapScope Names)? Bind(TwinParser.SourceSelectorContext tree)
    {
        var formatName = SyntaxText.Name(tree.format);
        if (!Formats.TryGetValue(formatName, out var format))
        {
            scope.Report("OT1101", tree, $"'{formatName}' is not a format that maps read", Suggest.From(formatName, Formats.Keys) ?? "they read hl7v2, dicom, csv and fhir");
            return null;
        }
        var schema = tree.schema is null ? null : SyntaxText.String((Antlr4.Runtime.Tree.ITerminalNode)tree.GetChild(1));
        var types = tree.recordTypes()?.recordType().Where(t => t.name() is not null).Select(t => SyntaxText.Name(t.name())).ToImmutableArray() ?? [];
        var csv = format == SourceFormat.Csv ? BindCsv(tree, schema) : null;
        if (format == SourceFormat.Csv && csv is null) { return null; }
        if (SourceSchemas.Root(format, schema, types, csv, out var root) is { } wrong)
        {
            scope.Report(wrong.Code, tree, wrong.Message, wrong.Hint is null ? null : new Hint(wrong.Hint, wrong.Correction));
            return null;
        }
        if (format == SourceFormat.Dicom && schema is not null && schema != DicomDictionary.Edition)
        {
            scope.Report("OT1106", tree, $"DICOM '{schema}' has no dictionary here: the map is checked against {DicomDictionary.Edition}", $"dicom \"{DicomDictionary.Edition}\"", Ontotwin.Values.Severity.Warning);
        }
        var selector = new SourceSelector(format, format == SourceFormat.Csv ? null : schema, HasWord(tree, "only"), types, csv);
        foreach (var join in tree.join())
        {
            if (joins.Bind(join, csv, root!, join.csvColumns() is { } columns ? Layout(SyntaxText.String(join.STRING()), columns, join.csvOptions()) : null) is not { } bound) { return null; }
            selector = selector with { Joins = selector.Joins.Add(bound) };
            root = new JoinedShape(root!, bound.Name, new CsvShape(bound.Layout.Columns));
        }
        var names = new MapScope(format, root);
        if (tree.expression() is { } when)
        {
            if (expressions.Bind(when, names) is not { } condition) { return null; }
            selector = selector with { When = condition };
        }
        return (selector, names);
    }

    private static bool HasWord(TwinParser.SourceSelectorContext tree, string word) =>
        tree.children.OfType<Antlr4.Runtime.Tree.ITerminalNode>().Any(c => c.GetText() == word);

    private CsvLayout? BindCsv(TwinParser.SourceSelectorContext tree, string? pattern)
    {
        if (pattern is null || tree.csvColumns() is not { } columns)
        {
            scope.Report("OT1102", tree, "a CSV source names its file and its columns", "csv \"vitals/*.csv\" (patient_id text, ts instant \"yyyy-MM-dd HH:mm\")");
            return null;
        }
        return Layout(pattern, columns, tree.csvOptions());
    }

    private CsvLayout Layout(string pattern, TwinParser.CsvColumnsContext columns, TwinParser.CsvOptionsContext? options)
    {
        var layout = new CsvLayout(pattern, null, false, 0, null, true, [.. columns.csvColumn().Select(BindColumn)]);
        foreach (var option in options?.csvOption() ?? []) { layout = Apply(layout, option); }
        return layout;
    }

    private CsvColumn BindColumn(TwinParser.CsvColumnContext tree)
    {
        var type = SyntaxText.Name(tree.type);
        if (!ColumnTypes.Contains(type)) { scope.Report("OT1104", tree, $"'{type}' is not a column type", Suggest.From(type, ColumnTypes) ?? "text, int, decimal, date, instant, boolean"); }
        var format = tree.dateFormat is null ? null : SyntaxText.String(tree.STRING());
        return new CsvColumn(SyntaxText.Name(tree.name(0)), type, format, tree.optional is not null);
    }

    private CsvLayout Apply(CsvLayout layout, TwinParser.CsvOptionContext option)
    {
        switch (option)
        {
            case TwinParser.CsvDelimiterContext delimiter when SyntaxText.String(delimiter.STRING()) is [var one]:
                return layout with { Delimiter = one };
            case TwinParser.CsvDecimalContext mark when SyntaxText.String(mark.STRING()) is "," or ".":
                return layout with { DecimalComma = SyntaxText.String(mark.STRING()) == "," };
            case TwinParser.CsvSkipContext skip:
                return layout with { SkipLines = (int)Math.Min(SyntaxText.Number(skip.NUMBER().GetText()), 10_000) };
            case TwinParser.CsvEncodingContext encoding:
                return layout with { Encoding = SyntaxText.String(encoding.STRING()) };
            case TwinParser.CsvNoHeaderContext:
                return layout with { HasHeader = false };
            default:
                scope.Report("OT1105", option, $"'{option.GetText()}' is not a layout that CSV files have", "the delimiter is one character, the decimal mark '.' or ','");
                return layout;
        }
    }
}
