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

    private readonly JoinBinder joins = new(scope);
    private readonly CsvLayoutBinder layouts = new(scope);

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
            if (joins.Bind(join, csv, root!, join.csvColumns() is { } columns ? layouts.Bind(SyntaxText.String(join.STRING()), columns, join.csvOptions()) : null) is not { } bound) { return null; }
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

    /// <summary>Names for the body of a map whose source could not be bound: of its format, with nothing known of its records.</summary>
    public static MapScope Unknown(TwinParser.SourceSelectorContext tree) => new(Formats.GetValueOrDefault(SyntaxText.Name(tree.format)), null) { IsUnread = true };

    private static bool HasWord(TwinParser.SourceSelectorContext tree, string word) =>
        tree.children.OfType<Antlr4.Runtime.Tree.ITerminalNode>().Any(c => c.GetText() == word);

    private CsvLayout? BindCsv(TwinParser.SourceSelectorContext tree, string? pattern)
    {
        if (pattern is null || tree.csvColumns() is not { } columns)
        {
            scope.Report("OT1102", tree, "a CSV source names its file and its columns", "csv \"vitals/*.csv\" (patient_id text, ts instant \"yyyy-MM-dd HH:mm\")");
            return null;
        }
        return layouts.Bind(pattern, columns, tree.csvOptions());
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
        var layout = new TreeLayout(pattern, at, null, [.. tree.csvColumns()?.csvColumn().Select(c => layouts.Column(c, isField: true)) ?? []]);
        layouts.CheckNames(tree.csvColumns()?.csvColumn() ?? []);
        foreach (var option in tree.csvOptions()?.csvOption() ?? [])
        {
            if (option is TwinParser.CsvEncodingContext encoding) { layout = layout with { Encoding = layouts.Encoding(encoding, format) }; }
            else { scope.Report("OT1105", option, $"'{option.GetText()}' is not a layout that {name} files have", "they have 'encoding' only"); }
        }
        return layout;
    }
}
