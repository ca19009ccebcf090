using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Graphs;

/// <summary>Graphs of a source in memory, counted as held until they are forgotten.</summary>
internal sealed class LoadedGraphs(QueryBudget budget)
{
    // Triples that are added between two looks at the limits.
    private const int TriplesPerLook = 4096;

    private readonly SparqlDataset dataset = new() { DefaultIsUnion = true };
    private long held;

    /// <summary>Adds a graph.</summary>
    public void Add(Iri graph, IEnumerable<Triple> triples)
    {
        var (count, terms) = (0, dataset.Terms.Count);
        foreach (var triple in triples)
        {
            dataset.Add(new Quad(triple, graph));
            if (++count == TriplesPerLook) { Look(); }
        }
        Look();

        void Look()
        {
            budget.Tick();
            var more = ((long)count * Limits.ValuesPerTriple) + ((long)(dataset.Terms.Count - terms) * Limits.ValuesPerTerm);
            (count, terms) = (0, dataset.Terms.Count);
            held += more;
            budget.Hold(more);
        }
    }

    /// <summary>A query on them.</summary>
    public QueryRun Run(QueryAlgebra algebra) => new(QueryGraphs.Of(dataset, algebra.Default, algebra.Named), dataset, budget, algebra, source: null, isOfManyGraphs: true);

    /// <summary>They are needed no more.</summary>
    public void Forget()
    {
        budget.Hold(-held);
        held = 0;
    }
}
