using Ontotwin.Rdf;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Graphs;

/// <summary>The graphs of a source that one part of a query is asked in: what is known of them from the query, and then which they are.</summary>
/// <param name="condition">What a graph must have for a solution to be found in it.</param>
/// <param name="names">The only graphs that may be; null: any.</param>
internal sealed class GraphChoice(GraphCondition condition, IReadOnlySet<Iri>? names)
{
    /// <summary>The graphs, once they are chosen.</summary>
    public IReadOnlyList<Iri> Graphs { get; private set; } = [];

    /// <summary>How many graphs the source has; null where nobody asked.</summary>
    public int? OutOf { get; set; }

    /// <summary>The plan in the first of the graphs, to be shown.</summary>
    public Operator? Sample { get; set; }

    /// <summary>Asks the source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="visible">The graphs that the query may see; null: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task MakeAsync(IGraphSource source, IReadOnlySet<Iri>? visible, CancellationToken cancellationToken)
    {
        var found = condition.Equals(GraphCondition.Never) ? [] : await source.ChooseAsync(condition, cancellationToken);
        Graphs = names is null && visible is null ? found : [.. found.Where(g => names?.Contains(g) != false && visible?.Contains(g) != false)];
    }

    /// <summary>For an explained plan.</summary>
    public override string ToString()
    {
        var number = System.Globalization.CultureInfo.InvariantCulture;
        var some = OutOf is { } all ? string.Create(number, $"{Graphs.Count} of {all} graphs") : string.Create(number, $"{Graphs.Count} graphs");
        return some + (condition.Equals(GraphCondition.Always) ? "" : $" that may have {condition}") + (names is null ? "" : string.Create(number, $", of {names.Count} named"));
    }
}
