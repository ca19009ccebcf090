using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Graphs;

/// <summary>One query on the graphs of a source: chooses graphs, loads those that must be there together, and leaves the others to be loaded one by one.</summary>
internal sealed class SourcedQuery
{
    private readonly IGraphSource source;
    private readonly QueryBudget budget;
    private readonly CancellationToken cancellationToken;
    private readonly GraphSplit split;

    public SourcedQuery(IGraphSource source, SparqlOptions options, QueryAlgebra algebra, CancellationToken cancellationToken)
    {
        (this.source, this.cancellationToken, split) = (source, cancellationToken, GraphSplit.Of(algebra));
        budget = new QueryBudget(options, cancellationToken);
    }

    /// <summary>The answer; rows of SELECT are computed as they are read.</summary>
    public async Task<SparqlResult> AnswerAsync() => (await PrepareAsync()).Answer();

    /// <summary>The plan as text, with the graphs that were chosen and, where graphs are asked one by one, the plan in the first of them.</summary>
    public async Task<string> ExplainAsync()
    {
        var run = await PrepareAsync();
        var all = (await source.ChooseAsync(GraphCondition.Always, cancellationToken)).Count;
        foreach (var choice in split.Choices) { choice.OutOf = all; }
        foreach (var asked in Sources(split.Algebra.Pattern)) { await SampleAsync(asked); }
        var text = new StringBuilder();
        if (split.Together is { } together) { text.Append("all at once, in ").Append(together).Append('\n'); }
        return text.Append(run.Explain()).ToString();
    }

    private async Task<QueryRun> PrepareAsync()
    {
        var (from, named) = (split.Algebra.Default, split.Algebra.Named);
        // What FROM does not name is not there.
        var visible = from.Length + named.Length == 0 ? null : split.Together is null ? named.ToHashSet() : from.Concat(named).ToHashSet();
        foreach (var choice in split.Choices) { await choice.MakeAsync(source, visible, cancellationToken); }
        if (split.Together is { } together) { return (await LoadAsync(together.Graphs)).Run(split.Algebra); }
        var none = new SparqlDataset();
        return new QueryRun(QueryGraphs.Of(none, from, named), none, budget, split.Algebra, source, isOfManyGraphs: true);
    }

    // Never forgotten: they are held until the answer has been read, which ends the query.
    private async Task<LoadedGraphs> LoadAsync(IReadOnlyList<Iri> graphs)
    {
        var (loaded, loading) = (new LoadedGraphs(budget), new Queue<(Iri Graph, Task<IEnumerable<Triple>> Triples)>());
        var cores = budget.Options.Cores > 0 ? budget.Options.Cores : Environment.ProcessorCount;
        foreach (var graph in graphs)
        {
            if (loading.Count == cores) { await AddAsync(); }
            loading.Enqueue((graph, Task.Run(() => source.LoadAsync(graph, cancellationToken), cancellationToken)));
        }
        while (loading.Count > 0) { await AddAsync(); }
        return loaded;

        async Task AddAsync()
        {
            var (graph, triples) = loading.Dequeue();
            loaded.Add(graph, await triples);
        }
    }

    private static IEnumerable<SourcePattern> Sources(Pattern pattern) => pattern is SourcePattern one ? [one] : pattern.Inputs.SelectMany(Sources);

    private async Task SampleAsync(SourcePattern asked)
    {
        if (asked.Choice.Graphs is not [var first, ..]) { return; }
        var one = new LoadedGraphs(budget);
        one.Add(first, await source.LoadAsync(first, cancellationToken));
        asked.Choice.Sample = one.Run(new QueryAlgebra(QueryForm.Select, asked.Asked, [], [], [], [])).Plan;
    }
}
