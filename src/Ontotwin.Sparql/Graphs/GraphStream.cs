using System.Runtime.ExceptionServices;
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
#pragma warning restore CA2213
    private readonly Task working;

    // The graphs that were begun and not yet read to the end, in their order. Whoever changes one of them wakes the others.
    private readonly Queue<Lane> lanes = [];
    private readonly object gate = new();
    private int begun;
    private int ended;

    public GraphStream(IGraphSource source, SourcePattern pattern, QueryBudget budget)
    {
        (this.source, this.pattern, this.budget) = (source, pattern, budget);
        var cores = budget.Options.Cores > 0 ? budget.Options.Cores : Environment.ProcessorCount;
        ahead = new SemaphoreSlim(cores * Limits.GraphsAheadPerCore);
        var token = stop.Token;
        // Fairly: work that others asked for before goes first, and this before what is asked for later.
        working = Task.WhenAll(Enumerable.Range(0, Math.Min(cores, Graphs.Count)).Select(_ => Task.Factory.StartNew(() => WorkAsync(token), token, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap()));
    }

    private IReadOnlyList<Iri> Graphs => pattern.Choice.Graphs;

    /// <summary>The next rows; null at the end. Waits for them.</summary>
    /// <exception cref="SparqlException">A limit was reached.</exception>
    public GraphRows? Next()
    {
        lock (gate)
        {
            while (ended < Graphs.Count)
            {
                if (lanes.TryPeek(out var lane))
                {
                    if (lane.Rows.TryDequeue(out var rows))
                    {
                        Monitor.PulseAll(gate);
                        return rows;
                    }
                    if (lane.IsComplete)
                    {
                        lane.Fault?.Throw();
                        lanes.Dequeue();
                        ended++;
                        ahead.Release();
                        continue;
                    }
                }
                if (!Monitor.Wait(gate, WaitMs)) { budget.Tick(); }
            }
        }
        return null;
    }

    /// <summary>Ends the work; what is under way ends by itself soon after.</summary>
    public void Dispose()
    {
        stop.Cancel();
        lock (gate) { Monitor.PulseAll(gate); }
        _ = working.ContinueWith(
            _ =>
            {
                stop.Dispose();
                ahead.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await ahead.WaitAsync(cancellationToken);
            if (Begin() is not var (graph, mine)) { return; }
            ExceptionDispatchInfo? fault = null;
            try
            {
                await AskAsync(graph, mine, cancellationToken);
            }
            catch (Exception cause) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, it is the reader's, who asked for these rows.
                fault = ExceptionDispatchInfo.Capture(cause);
            }
            lock (gate)
            {
                (mine.Fault, mine.IsComplete) = (fault, true);
                Monitor.PulseAll(gate);
            }
            if (fault is not null) { return; }
        }
    }

    private (Iri Graph, Lane Lane)? Begin()
    {
        lock (gate)
        {
            if (begun == Graphs.Count) { return null; }
            var mine = new Lane();
            lanes.Enqueue(mine);
            return (Graphs[begun++], mine);
        }
    }

    private void Add(Lane lane, GraphRows rows, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            while (lane.Rows.Count == Limits.BatchesAheadPerGraph && !cancellationToken.IsCancellationRequested) { Monitor.Wait(gate); }
            cancellationToken.ThrowIfCancellationRequested();
            lane.Rows.Enqueue(rows);
            Monitor.PulseAll(gate);
        }
    }

    private async Task AskAsync(Iri graph, Lane lane, CancellationToken cancellationToken)
    {
        budget.Tick();
        var triples = await source.LoadAsync(graph, cancellationToken);
        var one = new LoadedGraphs(budget);
        try
        {
            one.Add(graph, triples);
            foreach (var rows in Rows(one.Run(new QueryAlgebra(QueryForm.Select, pattern.Asked, [], [], [], [])))) { Add(lane, rows, cancellationToken); }
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
        public Queue<GraphRows> Rows { get; } = [];

        public bool IsComplete { get; set; }

        public ExceptionDispatchInfo? Fault { get; set; }
    }
}
