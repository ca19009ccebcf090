using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Evaluation;
using Ontotwin.Sparql.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Sparql;

/// <summary>A SPARQL 1.1 update, parsed and checked, ready to be applied to a dataset.</summary>
public sealed class SparqlUpdate
{
    private readonly ImmutableArray<(UpdateOperation Operation, TextSpan Place)> operations;

    private SparqlUpdate(ImmutableArray<(UpdateOperation Operation, TextSpan Place)> operations) => this.operations = operations;

    /// <summary>Where each operation stands in the text.</summary>
    public IEnumerable<TextSpan> Operations => operations.Select(o => o.Place);

    /// <summary>Parses an update; fails at its first error, with its place and what to do.</summary>
    /// <param name="text">The update: operations separated by semicolons.</param>
    /// <param name="file">Its name for diagnostics.</param>
    /// <param name="baseIri">What relative IRIs are relative to, unless the update says it; null: they are errors.</param>
    public static Outcome<SparqlUpdate> Parse(string text, string file = "update", string? baseIri = null)
    {
        try { return Outcome<SparqlUpdate>.Ok(new SparqlUpdate(UpdateBuilder.Build(SparqlText.Update(text, file), file, baseIri))); }
        catch (SparqlSyntaxException error) { return Outcome<SparqlUpdate>.Fail(error.Diagnostic); }
    }

    /// <summary>The operations, by their numbers, that would write to the default graph, if they find what they look for, or make a graph.</summary>
    public IEnumerable<int> ChangesOfDefaultGraphAndNewGraphs => Enumerable.Range(0, operations.Length).Where(i => operations[i].Operation.ChangesDefaultGraphOrMakesOne);

    /// <summary>The same update with patterns over other graphs (SPARQL 1.1 Protocol, section 2.2.3); null: the update says USING or WITH itself, which a request must not then.</summary>
    /// <param name="usingGraphs">Graphs that make up the default graph of patterns.</param>
    /// <param name="usingNamedGraphs">Graphs that GRAPH may name in patterns.</param>
    public SparqlUpdate? Over(IEnumerable<Iri> usingGraphs, IEnumerable<Iri> usingNamedGraphs)
    {
        if (operations.Select(o => o.Operation).OfType<ModifyOperation>().Any(m => m.With is not null || m.Default.Length + m.Named.Length > 0)) { return null; }
        return new([.. operations.Select(o => o.Operation is ModifyOperation modify ? (modify with { Default = [.. usingGraphs], Named = [.. usingNamedGraphs] }, o.Place) : o)]);
    }

    /// <summary>
    /// Applies the operations one after the other. One that fails ends it, and those before it stay applied: who wants all or nothing applies it to a copy.
    /// </summary>
    /// <param name="dataset">What is changed; nobody may read it meanwhile.</param>
    /// <param name="options">Limits, for each operation; where LOAD gets its documents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SparqlException">A limit was reached, a graph or document is not there, or another server was asked.</exception>
    public void Run(SparqlDataset dataset, SparqlOptions options, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < operations.Length; i++) { Run(i, dataset, options, cancellationToken); }
    }

    /// <summary>Applies one operation.</summary>
    /// <param name="operation">Its number, from 0, as in <see cref="Operations"/>.</param>
    /// <param name="dataset">What is changed; nobody may read it meanwhile.</param>
    /// <param name="options">Its limits; where LOAD gets its documents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SparqlException">A limit was reached, a graph or document is not there, or another server was asked.</exception>
    public void Run(int operation, SparqlDataset dataset, SparqlOptions options, CancellationToken cancellationToken) =>
        new UpdateRun(dataset, options, cancellationToken).Apply(operations[operation].Operation);
}
