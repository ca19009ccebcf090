using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql;

/// <summary>The answer of a query: exactly one of its three members is not null.</summary>
public sealed class SparqlResult
{
    private SparqlResult()
    {
    }

    /// <summary>The answer of ASK.</summary>
    public bool? Boolean { get; private init; }

    /// <summary>The answer of SELECT.</summary>
    public SparqlSolutions? Solutions { get; private init; }

    /// <summary>The answer of CONSTRUCT and DESCRIBE, each triple once.</summary>
    public IEnumerable<Triple>? Graph { get; private init; }

    /// <summary>An answer of ASK.</summary>
    public static SparqlResult Of(bool answer) => new() { Boolean = answer };

    /// <summary>An answer of SELECT.</summary>
    public static SparqlResult Of(SparqlSolutions solutions) => new() { Solutions = solutions };

    /// <summary>An answer of CONSTRUCT or DESCRIBE.</summary>
    public static SparqlResult Of(IEnumerable<Triple> graph) => new() { Graph = graph };
}

/// <summary>Rows of terms.</summary>
/// <param name="Variables">The names of the columns, without question marks.</param>
/// <param name="Rows">The rows, each with a term or null (unbound) for each variable; of a running query they can be read once.</param>
public sealed record SparqlSolutions(ImmutableArray<string> Variables, IEnumerable<IReadOnlyList<Term?>> Rows);
