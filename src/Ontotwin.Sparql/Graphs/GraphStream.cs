using System.Collections.Concurrent;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Graphs;

/// <summary>
/// Loads graphs and evaluates one pattern in each, on some threads, a few graphs ahead of who reads the rows; the rows come in the order of the graphs. A graph is forgotten
/// when its rows have been made.
/// </summary>
internal sealed class GraphStream : IDisposable
{
    // How long the reader sleeps before it looks at the clock.
    private const int WaitMs = 50;

    private readonly IGraphSource source;
    private readonly SourcePattern pattern;
    private readonly QueryBudget budget;
#pragma warning disable CA2213 // Disposed of when the last thread has left.
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim ahead;
    private readonly BlockingCollection<Lane> lanes = [];
#pragma warning restore CA2213
    private readonly Lock gate = new();
    private readonly Task working;
    private Lane? lane;
    private int begun;
    private int ended;

    public GraphStream(IGraphSource source, SourcePattern pattern, QueryBudget budget)
    {
        (this.source, this.pattern, this.budget) = (source, pattern, budget);
        var cores = budget.Options.Cores > 0 ? budget.Options.Cores : Environment.ProcessorCount;
        ahead = new SemaphoreSlim(cores * Limits.GraphsAheadPerCore);
        var token = stop.Token;
        // In the order that they are begun: who waits for the first graph must not wait for a later one.
        working = Task.WhenAll(Enumerable.Range(0, Math.Min(cores, Graphs.Count)).Select(_ => Task.Factory.StartNew(() => WorkAsync(token), token, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap()));
    }

    private IReadOnlyList<Iri> Graphs => pattern.Choice.Graphs;

    /// <summary>The next rows; null at the end. Waits for them.</summary>
    /// <exception cref="SparqlException">A limit was reached.</exception>
    public GraphRows? Next()
    {
        while (ended < Graphs.Count)
        {
            lane ??= Taken(lanes);
            if (Taken(lane!.Rows) is { } rows) { return rows; }
            lane.Fault?.Throw();
            lane.Rows.Dispose();
            lane = null;
            ended++;
            ahead.Release();
        }
        return null;
    }

    /// <summary>Ends the work; what is under way ends by itself soon after.</summary>
    public void Dispose()
    {
        stop.Cancel();
        _ = working.ContinueWith(
            _ =>
            {
                stop.Dispose();
                ahead.Dispose();
                lanes.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private T? Taken<T>(BlockingCollection<T> from)
        where T : class
    {
        T? taken;
        while (!from.TryTake(out taken, WaitMs))
        {
            budget.Tick();
            if (from.IsCompleted) { return null; }
        }
        return taken;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await ahead.WaitAsync(cancellationToken);
            if (Begin() is not var (graph, mine)) { return; }
            try
            {
                await AskAsync(graph, mine.Rows, cancellationToken);
            }
            catch (Exception cause) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, it is the reader's, who asked for these rows.
                mine.Fault = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(cause);
                return;
            }
            finally
            {
                mine.Rows.CompleteAdding();
            }
        }
    }

    private (Iri Graph, Lane Lane)? Begin()
    {
        lock (gate)
        {
            if (begun == Graphs.Count) { return null; }
            var mine = new Lane();
            lanes.Add(mine);
            return (Graphs[begun++], mine);
        }
    }

    private async Task AskAsync(Iri graph, BlockingCollection<GraphRows> into, CancellationToken cancellationToken)
    {
        budget.Tick();
        var triples = await source.LoadAsync(graph, cancellationToken);
        var one = new LoadedGraphs(budget);
        try
        {
            one.Add(graph, triples);
            foreach (var rows in Rows(one.Run(new QueryAlgebra(QueryForm.Select, pattern.Asked, [], [], [], [])))) { into.Add(rows, cancellationToken); }
        }
        finally
        {
            one.Forget();
        }
    }

    private static IEnumerable<GraphRows> Rows(QueryRun run)
    {
        try
        {
            while (run.Plan.Next() is { } batch)
            {
                yield return new GraphRows([.. batch.Columns.Select(c => Array.ConvertAll(c[..batch.Count], run.TermOf))], batch.Count);
            }
        }
        finally
        {
            run.Close();
        }
    }

    private sealed class Lane
    {
        public BlockingCollection<GraphRows> Rows { get; } = new(Limits.BatchesAheadPerGraph);

        public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Fault { get; set; }
    }
}
