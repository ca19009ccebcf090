using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>What the triples maps of a run share: sources, indexes, targets and blank nodes.</summary>
internal sealed class PlanParts
{
    private readonly RmlMapping mapping;
    private readonly RmlOptions options;
    private readonly SourceFiles files;
    private readonly RunLog log;
    private readonly JoinBudget budget = new();
    private readonly Dictionary<string, RowSource> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QuadSink> sinks;
    private readonly List<JoinIndex> indexes = [];

    public PlanParts(RmlMapping mapping, RmlOptions options, Dictionary<string, QuadSink> sinks, RunLog log)
    {
        (this.mapping, this.options, this.sinks, this.log) = (mapping, options, sinks, log);
        files = new SourceFiles(options);
        Gathered = new GatherStore(Labels);
    }

    public BlankLabels Labels { get; } = new();

    public GatherStore Gathered { get; }

    public bool HasNaturalTypes => options.HasNaturalDatatypes ?? !mapping.IsOld;

    public QuadSink Target(string name) => sinks[name];

    /// <summary>The rows of a source; those of one that several triples maps read are the same object.</summary>
    public RowSource Rows(RmlIterable iterable)
    {
        var key = iterable is RmlSource file ? file.Key : "view " + ((RmlView)iterable).Name;
        if (sources.TryGetValue(key, out var known)) { return known; }
        RowSource made = iterable is RmlSource source ? Checked(source) : new ViewRows((RmlView)iterable, Rows, TermCompiler.Values, budget, log);
        return sources[key] = made;
    }

    public string BaseOf(RmlTriplesMap map) => map.BaseIri ?? options.BaseIri ?? mapping.BaseIri ?? RmlLimits.RelativeBase;

    /// <summary>The subjects of another triples map: of the same row where it reads the same source and names no condition, else by an index.</summary>
    public TermMaker Parent(RmlParent parent, RowSource childRows)
    {
        var map = mapping.TriplesMaps.First(m => m.Name == parent.TriplesMap);
        var rows = Rows(map.Source);
        var subject = new TermCompiler(rows, BaseOf(map), this).Maker(map.Subject with { Targets = [] });
        if (parent.Conditions.Count == 0 && rows == childRows) { return subject; }
        var index = new JoinIndex(rows, subject, new JoinKeys([.. parent.Conditions.Select(c => TermCompiler.Values(c.Parent, rows))]), budget);
        indexes.Add(index);
        return new JoinMaker(index, new JoinKeys([.. parent.Conditions.Select(c => TermCompiler.Values(c.Child, childRows))]));
    }

    /// <summary>Reads the parents of all joins.</summary>
    public void BuildIndexes()
    {
        foreach (var index in indexes) { index.Build(log); }
    }

    /// <summary>After the last row.</summary>
    public void Finish()
    {
        Gathered.Finish();
        foreach (var source in sources.Values) { source.Finish(log); }
    }

    private FileRows Checked(RmlSource source)
    {
        var rows = new FileRows(source, files, log);
        rows.Check();
        return rows;
    }
}
