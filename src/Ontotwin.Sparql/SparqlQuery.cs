using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;
using Ontotwin.Sparql.Graphs;
using Ontotwin.Sparql.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Sparql;

/// <summary>A SPARQL 1.1 query, parsed and checked, ready to be run on any dataset.</summary>
public sealed class SparqlQuery
{
    private readonly QueryAlgebra algebra;

    private SparqlQuery(QueryAlgebra algebra) => this.algebra = algebra;

    /// <summary>Whether its answer is a graph (CONSTRUCT, DESCRIBE).</summary>
    public bool AnswersGraph => algebra.Form is QueryForm.Construct or QueryForm.Describe;

    /// <summary>Whether its answer is yes or no (ASK).</summary>
    public bool AnswersYesOrNo => algebra.Form == QueryForm.Ask;

    /// <summary>The graphs that it names by FROM and FROM NAMED.</summary>
    public IEnumerable<Iri> NamedGraphs => algebra.Default.Concat(algebra.Named);

    /// <summary>Parses a query; fails at its first error, with its place and what to do.</summary>
    /// <param name="text">The query.</param>
    /// <param name="file">Its name for diagnostics.</param>
    /// <param name="baseIri">What relative IRIs are relative to, unless the query says it; null: they are errors.</param>
    public static Outcome<SparqlQuery> Parse(string text, string file = "query", string? baseIri = null)
    {
        try { return Outcome<SparqlQuery>.Ok(new SparqlQuery(QueryBuilder.Build(SparqlText.Query(text, file), file, baseIri))); }
        catch (SparqlSyntaxException error) { return Outcome<SparqlQuery>.Fail(error.Diagnostic); }
    }

    /// <summary>The same query over other graphs: what a request names goes before what the query says (SPARQL 1.1 Protocol, section 2.1.4).</summary>
    /// <param name="defaultGraphs">Graphs that make up the default graph.</param>
    /// <param name="namedGraphs">Graphs that GRAPH may name.</param>
    public SparqlQuery Over(IEnumerable<Iri> defaultGraphs, IEnumerable<Iri> namedGraphs) => new(algebra with { Default = [.. defaultGraphs], Named = [.. namedGraphs] });

    /// <summary>The answer on a dataset. SELECT's rows are computed as they are read, so errors may come while reading.</summary>
    /// <param name="dataset">What is queried. It must not change until the answer has been read.</param>
    /// <param name="options">Limits and clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SparqlException">A limit was reached, or the query asks another server.</exception>
    public SparqlResult Run(SparqlDataset dataset, SparqlOptions options, CancellationToken cancellationToken = default) =>
        new QueryRun(dataset, options, algebra, cancellationToken).Answer();

    /// <summary>The plan as text: a line a step, what a step draws from below it and further in.</summary>
    /// <exception cref="SparqlException">The query asks another server.</exception>
    public string Explain(SparqlDataset dataset, SparqlOptions options) => new QueryRun(dataset, options, algebra, default).Explain();

    /// <summary>
    /// The answer on the graphs of a source. Those in which the query can find nothing are not loaded. Where it reads them by GRAPH alone, they are asked one by one on all
    /// processors and forgotten, and rows come while others are still asked; where it reads the default graph, which is all of them, they are held at once.
    /// </summary>
    /// <param name="source">What is queried; it must stay open until the answer has been read.</param>
    /// <param name="options">Limits and clock. Loaded graphs count as held values too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SparqlException">A limit was reached, or the query asks another server.</exception>
    public Task<SparqlResult> RunAsync(IGraphSource source, SparqlOptions options, CancellationToken cancellationToken) => new SourcedQuery(source, options, algebra, cancellationToken).AnswerAsync();

    /// <summary>The plan on the graphs of a source, as text: also which graphs were chosen by what, and of how many.</summary>
    /// <exception cref="SparqlException">A limit was reached while loading, or the query asks another server.</exception>
    public Task<string> ExplainAsync(IGraphSource source, SparqlOptions options, CancellationToken cancellationToken) => new SourcedQuery(source, options, algebra, cancellationToken).ExplainAsync();
}
