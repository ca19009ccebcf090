using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Expressions;

/// <summary>The solution that an expression is evaluated over: one row of a batch.</summary>
/// <param name="terms">Terms by their ids.</param>
internal sealed class Row(QueryTerms terms)
{
    private readonly Dictionary<string, Value> blanks = new(StringComparer.Ordinal);

    public Batch Batch { get; private set; } = null!;

    public int Index { get; private set; }

    public QueryTerms Terms => terms;

    public void Set(Batch batch, int index)
    {
        (Batch, Index) = (batch, index);
        if (blanks.Count > 0) { blanks.Clear(); }
    }

    /// <summary>The id in a column; 0 is unbound.</summary>
    public int Id(int column) => Batch.Columns[column][Index];

    /// <summary>The blank node that BNODE gives for a string: the same within one solution.</summary>
    public Value Blank(string label)
    {
        if (!blanks.TryGetValue(label, out var value)) { blanks.Add(label, value = new ResourceValue(terms.FreshBlank())); }
        return value;
    }
}
