using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One map, compiled.</summary>
internal sealed class MapPlan
{
    private readonly MapDeclaration map;
    private readonly Lazy<Compiled> compiled;

    private readonly MapScope scope;
    private readonly Lazy<ModifiersRead> modifiers;

    public MapPlan(MapDeclaration map, MappingServices services)
    {
        this.map = map;
        scope = new MapScope(services, map.Module, map.Name, map.Source.Csv?.Decimal ?? DecimalMark.Point);
        compiled = new(Compile);
        modifiers = new(() => ModifiersRead.By(map));
    }

    /// <summary>Its name that no other module's map has.</summary>
    public string FullName => map.FullName;

    /// <summary>The files that it reads, where the name of a file tells; else empty.</summary>
    public string Reads => map.Source.FilePattern ?? "";

    /// <summary>Whether it reads records of any type.</summary>
    public bool IsForAnyType => map.Source.Types.IsEmpty;

    /// <summary>Whether it reads HL7 v2 messages of some types only.</summary>
    public bool IsForMessageType => map.Source.Format == SourceFormat.Hl7v2 && !IsForAnyType;

    /// <summary>Which FHIR resources its paths look for, as far as it has run.</summary>
    public ResourcesRead Resources => scope.Resources;

    /// <summary>Tells whoever wants to know which fields decided that the rows of several files are one record.</summary>
    public void NoteJoins(SourceRecord record)
    {
        foreach (var join in map.Source.Joins)
        {
            foreach (var key in join.On)
            {
                record.Root.First(key.Left).MarkRead();
                record.Root.First(join.Name).First(key.Right).MarkRead();
            }
        }
    }

    public bool Fits(SourceRecord record) => SelectorMatch.Fits(map.Source, record);

    /// <summary>Runs the map; a record that a lookup rejects as a whole leaves its reject and nothing else. The frame is the caller's until it leaves it.</summary>
    public Frame Run(SourceRecord record, SiteDeclaration? site)
    {
        var plan = compiled.Value;
        var frame = scope.Enter(record, site);
        frame.BeginHiding(modifiers);
        // A map of such records has nothing to look at; of any record, it looks for what it reads.
        if (!map.Source.Types.IsEmpty && frame.Hides(record.Root)) { return frame; }
        if (plan.When is not null && plan.When(frame).Truth != Truth.True) { return frame; }
        foreach (var check in plan.Columns) { check.Run(frame); }
        plan.Fields?.Run(frame);
        try
        {
            foreach (var statement in plan.Body) { statement.Run(frame); }
            DeletedResources.Tell(frame);
        }
        catch (RecordRejectedException rejected)
        {
            frame.Nodes.Clear();
            frame.Samples.Clear();
            frame.Rejects.Add(rejected.Reject);
        }
        return frame;
    }

    // A program has maps for all that may come; most runs meet few of them.
    private Compiled Compile()
    {
        var compiler = new ExpressionCompiler(scope);
        var columnRule = scope.Rule("columns");
        scope.Declare(map.Body);
        return new(
            [.. map.Body.Select(s => Statements.Compile(s, map, compiler))],
            map.Source.When is null ? null : compiler.Compile(map.Source.When),
            map.Source.Csv is { } layout ? [new ColumnCheck(layout, null, columnRule), .. map.Source.Joins.Select(j => new ColumnCheck(j.Layout, j.Name, columnRule))] : [],
            map.Source.Tree is { Columns.IsEmpty: false } tree ? new FieldCheck(tree) : null);
    }

    private sealed record Compiled(IStatement[] Body, Func<Frame, Value>? When, ColumnCheck[] Columns, FieldCheck? Fields);
}
