using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>A dataset in memory, of files say, which may be changed over HTTP and is gone when the process ends. One request at a time.</summary>
/// <param name="dataset">What it holds at first.</param>
public sealed class MemoryDataset(SparqlDataset dataset) : IServedDataset, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private SparqlDataset held = dataset;

    /// <inheritdoc/>
    public bool IsWritable => true;

    /// <inheritdoc/>
    public async Task ReadAsync(IReadOnlyCollection<Iri> graphs, Action<SparqlDataset> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try { read(held); }
        finally { gate.Release(); }
    }

    /// <inheritdoc/>
    public Task QueryAsync(SparqlQuery query, SparqlOptions options, Action<SparqlResult> read, CancellationToken cancellationToken) =>
        ReadAsync([], data => read(query.Run(data, options, cancellationToken)), cancellationToken);

    /// <summary>Changes a copy and then holds that, so that a change that fails changes nothing. Cost: a copy of all.</summary>
    public async Task ChangeAsync(Action<SparqlDataset> change, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var copy = held.Copy();
            change(copy);
            held = copy;
        }
        finally { gate.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
