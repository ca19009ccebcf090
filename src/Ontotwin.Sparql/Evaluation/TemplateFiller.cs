using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Triples of a template, with a solution's values in place of its variables and fresh blank nodes for each solution (SPARQL 1.1, section 16.2).</summary>
/// <param name="variables">The names of the solutions' columns.</param>
/// <param name="terms">Terms by their ids.</param>
internal sealed class TemplateFiller(ImmutableArray<string> variables, QueryTerms terms)
{
    private readonly Dictionary<string, BlankNode> blanks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> columns = variables.Select((v, i) => (v, i)).ToDictionary(c => c.v, c => c.i, StringComparer.Ordinal);

    /// <summary>To be called before each solution.</summary>
    public void Begin() => blanks.Clear();

    /// <summary>The triple; null where a variable is unbound or the term may not stand in its place.</summary>
    public Triple? Fill(TriplePattern pattern, Batch batch, int row) =>
        Fill(pattern.Subject, batch, row) is { } subject and not Literal && Fill(pattern.Predicate, batch, row) is Iri predicate && Fill(pattern.Object, batch, row) is { } value
            ? new Triple(subject, predicate, value) : null;

    /// <summary>The term; null where a variable is unbound.</summary>
    public Term? Fill(Node node, Batch batch, int row)
    {
        if (node.Term is { } term) { return term; }
        if (columns.TryGetValue(node.Variable!, out var column) && !node.IsBlank) { return batch.Columns[column][row] is > 0 and var id ? terms[id] : null; }
        if (!node.IsBlank) { return null; }
        if (!blanks.TryGetValue(node.Variable!, out var blank)) { blanks.Add(node.Variable!, blank = terms.FreshBlank()); }
        return blank;
    }
}
