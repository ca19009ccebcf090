using Ontotwin.Rdf;

namespace Ontotwin.Sparql;

/// <summary>
/// Named graphs that are loaded when a query needs them, such as the twins of a store. All of them together are the default graph, unless the query says FROM. Several
/// threads may ask at once.
/// </summary>
public interface IGraphSource
{
    /// <summary>The names of the graphs that may fulfil a condition, in one order: at least all that do. With <see cref="GraphCondition.Always"/>: all.</summary>
    Task<IReadOnlyList<Iri>> ChooseAsync(GraphCondition condition, CancellationToken cancellationToken);

    /// <summary>What a graph says; nothing when it is gone since. One label is one blank node in all graphs.</summary>
    Task<IEnumerable<Triple>> LoadAsync(Iri graph, CancellationToken cancellationToken);
}
