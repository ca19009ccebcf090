using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One map, compiled.</summary>
internal sealed class MapPlan
{
    private readonly MapDeclaration map;
    private readonly IStatement[] body;
    private readonly Func<Frame, Value>? when;
    private readonly ColumnCheck[] columns;
    private readonly FieldCheck? fields;

    private readonly MapScope scope;

    public MapPlan(MapDeclaration map, MappingServices services)
    {
        this.map = map;
        scope = new MapScope(services, map.Module, map.Name);
        var compiler = new ExpressionCompiler(scope);
        fields = map.Source.Tree is { Columns.IsEmpty: false } tree ? new FieldCheck(tree) : null;
        var columnRule = scope.Rule("columns");
        columns = map.Source.Csv is { } layout ? [new ColumnCheck(layout, null, columnRule), .. map.Source.Joins.Select(j => new ColumnCheck(j.Layout, j.Name, columnRule))] : [];
        body = [.. map.Body.Select(s => Statements.Compile(s, map, compiler))];
        when = map.Source.When is null ? null : compiler.Compile(map.Source.When);
    }

    /// <summary>Its name that no other module's map has.</summary>
    public string FullName => map.FullName;

    /// <summary>The files that it reads, where the name of a file tells; else empty.</summary>
    public string Reads => map.Source.FilePattern ?? "";

    public bool Fits(SourceRecord record) => SelectorMatch.Fits(map.Source, record);

    /// <summary>Runs the map; a record that a lookup rejects as a whole leaves its reject and nothing else. The frame is the caller's until it leaves it.</summary>
    public Frame Run(SourceRecord record, SiteDeclaration? site)
    {
        var frame = scope.Enter(record, site);
        if (when is not null && when(frame).Truth != Truth.True) { return frame; }
        foreach (var check in columns) { check.Run(frame); }
        fields?.Run(frame);
        try
        {
            foreach (var statement in body) { statement.Run(frame); }
        }
        catch (RecordRejectedException rejected)
        {
            frame.Nodes.Clear();
            frame.Samples.Clear();
            frame.Rejects.Add(rejected.Reject);
        }
        return frame;
    }
}
