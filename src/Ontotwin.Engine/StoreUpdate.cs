using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// A SPARQL 1.1 update of a store's twins, each of which is a graph. Every fact has its origin: what the update adds is asserted by its text, operation by operation;
/// what it takes away is closed and stays readable as of before. Nothing is changed where any of it would change what is no twin's or what was concluded; else each
/// twin is changed as a whole. Decision 0047.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">When it is learned.</param>
public sealed class StoreUpdate(IGraphStore store, TimeProvider clock)
{
    /// <summary>Applies an update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="text">Its text: the origin of what it adds.</param>
    /// <param name="isWanted">Which twins it sees; the others are not loaded.</param>
    /// <param name="options">Limits, for each operation; where LOAD gets its documents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many facts were added and closed, and of how many twins; or OT8131, OT8132 or OT8133, and then nothing was changed.</returns>
    /// <exception cref="SparqlException">The update cannot be run; nothing was changed.</exception>
    /// <exception cref="GraphStoreException">The store cannot be read or written; the twins before stay changed.</exception>
    public async Task<Outcome<StoreUpdateCounts>> RunAsync(SparqlUpdate update, UpdateText text, Func<TwinId, bool> isWanted, SparqlOptions options, CancellationToken cancellationToken)
    {
        foreach (var number in update.ChangesOfDefaultGraphAndNewGraphs) { return Outcome<StoreUpdateCounts>.Fail(NoTwins("the default graph is all twins together and cannot be changed, nor can a graph be made", update.Operations.ElementAt(number))); }
        var (dataset, twins) = (new SparqlDataset { DefaultIsUnion = true }, new Dictionary<Iri, Twin>());
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            if (!isWanted(id) || await store.LoadAsync(id, null, cancellationToken) is not { } twin) { continue; }
            twins.Add(id.Graph, twin);
            foreach (var fact in twin.Facts) { dataset.Add(new Quad(fact.Triple, id.Graph)); }
        }
        var change = UpdateChange.Of(update, text, dataset, options, cancellationToken);
        if (Refused(change, twins, update.Operations.First()) is { } refusal) { return Outcome<StoreUpdateCounts>.Fail(refusal); }
        var (now, counts) = (clock.GetUtcNow(), new StoreUpdateCounts(0, 0, 0));
        foreach (var (graph, twin) in twins)
        {
            var delta = DeltaOf(change, graph, twin, now);
            if (delta.IsEmpty) { continue; }
            await store.ApplyAsync(delta, cancellationToken);
            counts = new(counts.Added + delta.Assert.Length, counts.Closed + delta.Close.Length, counts.Twins + 1);
        }
        return Outcome<StoreUpdateCounts>.Ok(counts);
    }

    private static Diagnostic? Refused(UpdateChange change, Dictionary<Iri, Twin> twins, TextSpan place)
    {
        foreach (var quad in change.Added.Keys.Concat(change.Removed))
        {
            if (quad.Graph is Iri graph && twins.ContainsKey(graph)) { continue; }
            return NoTwins(quad.Graph is null ? "the default graph is all twins together and cannot be changed" : $"no twin that this update sees has the graph {quad.Graph}", place);
        }
        foreach (var quad in change.Added.Keys)
        {
            if (Terms(quad.Triple).OfType<BlankNode>().All(b => twins[(Iri)quad.Graph!].Facts.Any(f => Terms(f.Triple).Contains(b)))) { continue; }
            return new Diagnostic("OT8133", Severity.Error, $"a node without a name would be added, with '{quad.Triple.Predicate.LocalName}'")
            {
                Span = place,
                Hint = "a twin's nodes have names, which the same update run again finds again: write an IRI, or BIND(UUID() AS ?node)",
            };
        }
        foreach (var quad in change.Removed)
        {
            if (twins[(Iri)quad.Graph!].About(quad.Triple.Subject).FirstOrDefault(f => f.Triple == quad.Triple && f.Justification is Derived) is not { Justification: Derived rule }) { continue; }
            return new Diagnostic("OT8132", Severity.Error, $"a '{quad.Triple.Predicate.LocalName}' that would be taken away was concluded, by {rule.Rule}")
            {
                Span = place,
                Hint = "take away what it was concluded from ('ontotwin explain' shows it) and then run 'ontotwin reason'",
            };
        }
        return null;
    }

    private static Diagnostic NoTwins(string message, TextSpan place) => new("OT8131", Severity.Error, message)
    {
        Span = place,
        Hint = $"name the twin's graph, as GRAPH <{TwinId.GraphNamespace}…> or WITH; 'ontotwin twins' lists them, and a twin is made by the documents that tell of it",
    };

    private static Term[] Terms(Triple triple) => [triple.Subject, triple.Object];

    private static TwinDelta DeltaOf(UpdateChange change, Iri graph, Twin twin, DateTimeOffset now) => new(twin.Id, now)
    {
        Assert = [.. change.Added.Where(a => a.Key.Graph == graph).Select(a => new Fact(a.Key.Triple, new Asserted(UpdateText.OfFact(a.Value, a.Key.Triple)), now))],
        Close = [.. change.Removed.Where(q => q.Graph == graph).SelectMany(q => twin.About(q.Triple.Subject).Where(f => f.Triple == q.Triple))],
    };
}
