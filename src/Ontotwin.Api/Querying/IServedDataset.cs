using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>What SPARQL over HTTP asks, and may change.</summary>
public interface IServedDataset
{
    /// <summary>Whether it may be changed over HTTP.</summary>
    bool IsWritable { get; }

    /// <summary>Reads from the dataset; nobody changes it meanwhile.</summary>
    /// <param name="graphs">The graphs that are enough; none: all.</param>
    /// <param name="read">What to do with it.</param>
    /// <param name="cancellationToken">Ends the waiting and the loading.</param>
    Task ReadAsync(IReadOnlyCollection<Iri> graphs, Action<SparqlDataset> read, CancellationToken cancellationToken);

    /// <summary>Answers a query; nobody changes the dataset meanwhile.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="read">What to do with the answer, which is computed as it is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SparqlException">A limit was reached, or the query asks another server.</exception>
    Task QueryAsync(SparqlQuery query, SparqlOptions options, Action<SparqlResult> read, CancellationToken cancellationToken);

    /// <summary>Changes the dataset, all or nothing: when <paramref name="change"/> throws, everything stays as it was.</summary>
    /// <exception cref="NotSupportedException">It is not writable.</exception>
    Task ChangeAsync(Action<SparqlDataset> change, CancellationToken cancellationToken);
}
