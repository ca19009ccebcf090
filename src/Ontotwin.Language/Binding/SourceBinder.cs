using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;

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
        ["json"] = SourceFormat.Json,
        ["xml"] = SourceFormat.Xml,
    }.ToImmutableDictionary();

    private static readonly ImmutableArray<string> ColumnTypes = ["text", "int", "decimal", "date", "instant", "boolean"];
    private static readonly ImmutableArray<string> FieldTypes = [.. ColumnTypes, "group"];

    private readonly JoinBinder joins = new(scope);

    /// <summary>Binds a selector and makes the scope of names that its body starts with; null after a report.</summary>
    public (SourceSelector Selector, MapScope Names)? Bind(TwinParser.SourceSelectorContext tree)
    {
        var formatName = SyntaxText.Name(tree.format);
        if (!Formats.TryGetValue(formatName, out var format))
        {
            scope.Report("OT1101", tree, $"'{formatName}' is not a format that maps read", Suggest.From(formatName, Formats.Keys) ?? "they read hl7v2, dicom, csv, fhir, json and xml");
            return null;
        }
        var schema = tree.schema is null ? null : SyntaxText.String((Antlr4.Runtime.Tree.ITerminalNode)tree.GetChild(1));
        var types = tree.recordTypes()?.recordType().Where(t => t.name() is not null).Select(t => SyntaxText.Name(t.name())).ToImmutableArray() ?? [];
        var csv = format == SourceFormat.Csv ? BindCsv(tree, schema) : null;
        if (format == SourceFormat.Csv && csv is null) { return null; }
        var isTree = format is SourceFormat.Json or SourceFormat.Xml;
        var layout = isTree ? BindTree(tree, format, schema) : null;
        if (isTree && layout is null) { return null; }
        if (!isTree && tree.at is not null) { scope.Report("OT1109", tree, $"'at' is the path of records in JSON and XML; {formatName} has its own records", "leave it out"); return null; }
        if (SourceSchemas.Root(format, schema, types, csv, out var root) is { } wrong)
        {
            scope.Report(wrong.Code, tree, wrong.Message, wrong.Hint is null ? null : new Hint(wrong.Hint, wrong.Correction));
            return null;
        }
        if (format == SourceFormat.Dicom && schema is not null && schema != DicomDictionary.Edition)
        {
            scope.Report("OT1106", tree, $"DICOM '{schema}' has no dictionary here: the map is checked against {DicomDictionary.Edition}", $"dicom \"{DicomDictionary.Edition}\"", Ontotwin.Values.Severity.Warning);
        }
        if (layout is { Columns.IsEmpty: false }) { root = new DeclaredShape("", layout.Columns); }
        var selector = new SourceSelector(format, format == SourceFormat.Csv || isTree ? null : schema, HasWord(tree, "only"), types, csv) { Tree = layout };
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

    private TreeLayout? BindTree(TwinParser.SourceSelectorContext tree, SourceFormat format, string? pattern)
    {
        var name = format == SourceFormat.Json ? "json" : "xml";
        if (pattern is null)
        {
            scope.Report("OT1102", tree, $"a {name} source names its file", format == SourceFormat.Json ? "json \"glucose-*.json\" at \"$.readings[*]\"" : "xml \"export.xml\" at \"/HealthData/Record\"");
            return null;
        }
        var at = tree.at is null ? null : SyntaxText.String(tree.STRING().First(s => s.Symbol == tree.at));
        var problem = at is null ? null : format == SourceFormat.Json ? JsonPath.Parse(at).Diagnostics.FirstOrDefault() : XPath.Parse(at).Diagnostics.FirstOrDefault();
        if (problem is not null)
        {
            scope.Report("OT1110", tree, $"'{at}' is no path: {problem.Message}", problem.Hint);
            return null;
        }
        var layout = new TreeLayout(pattern, at, null, [.. tree.csvColumns()?.csvColumn().Select(c => BindColumn(c, FieldTypes)) ?? []]);
        foreach (var option in tree.csvOptions()?.csvOption() ?? [])
        {
            if (option is TwinParser.CsvEncodingContext encoding) { layout = layout with { Encoding = SyntaxText.String(encoding.STRING()) }; }
            else { scope.Report("OT1105", option, $"'{option.GetText()}' is not a layout that {name} files have", "they have 'encoding' only"); }
        }
        return layout;
    }

    private CsvLayout Layout(string pattern, TwinParser.CsvColumnsContext columns, TwinParser.CsvOptionsContext? options)
    {
        var layout = new CsvLayout(pattern, null, false, 0, null, true, [.. columns.csvColumn().Select(c => BindColumn(c, ColumnTypes))]);
        foreach (var option in options?.csvOption() ?? []) { layout = Apply(layout, option); }
        return layout;
    }

    private CsvColumn BindColumn(TwinParser.CsvColumnContext tree, ImmutableArray<string> types)
    {
        var type = SyntaxText.Name(tree.type);
        if (!types.Contains(type)) { scope.Report("OT1104", tree, $"'{type}' is not a column type", Suggest.From(type, types) ?? string.Join(", ", types)); }
        if (tree.many is not null && types == ColumnTypes) { scope.Report("OT1104", tree, "a column of a CSV file stands once in a row", "'*' is for fields of JSON and XML"); }
        var format = tree.dateFormat is null ? null : SyntaxText.String(tree.STRING());
        return new CsvColumn(SyntaxText.Name(tree.qualifiedName()), type, format, tree.optional is not null) { Repeats = tree.many is not null };
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
