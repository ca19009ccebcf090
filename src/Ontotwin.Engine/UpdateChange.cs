using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Engine;

/// <summary>What an update changes of a dataset, from its first operation to its last.</summary>
/// <param name="Added">Quads that were not there, each with the operation that said it.</param>
/// <param name="Removed">Quads that are there no longer.</param>
internal sealed record UpdateChange(IReadOnlyDictionary<Quad, Origin> Added, IReadOnlySet<Quad> Removed)
{
    /// <summary>Runs the update on the dataset.</summary>
    /// <exception cref="SparqlException">It cannot be run.</exception>
    public static UpdateChange Of(SparqlUpdate update, UpdateText text, SparqlDataset dataset, SparqlOptions options, CancellationToken cancellationToken)
    {
        var before = dataset.Quads.ToHashSet();
        var (now, added, number) = (before, new Dictionary<Quad, Origin>(), 0);
        foreach (var place in update.Operations)
        {
            update.Run(number, dataset, options, cancellationToken);
            now = [.. dataset.Quads];
            var origin = text.Of(number++, place);
            foreach (var quad in added.Keys.Where(q => !now.Contains(q)).ToList()) { added.Remove(quad); }
            foreach (var quad in now.Where(q => !before.Contains(q))) { added.TryAdd(quad, origin); }
        }
        return new(added, before.Where(q => !now.Contains(q)).ToHashSet());
    }
}
