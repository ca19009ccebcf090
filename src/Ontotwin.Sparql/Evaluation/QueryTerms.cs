using Ontotwin.Rdf;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The dataset's terms and, after them, those that one query makes; with their values, each read once.</summary>
internal sealed class QueryTerms
{
    private readonly TermTable shared;
    private readonly int sharedCount;
    private readonly Dictionary<Term, int> ids = [];
    private readonly List<Term> made = [];
    private Value?[] values;

    public QueryTerms(TermTable shared)
    {
        this.shared = shared;
        sharedCount = shared.Count;
        values = new Value?[1024];
    }

    /// <summary>The greatest id.</summary>
    public int Count => sharedCount + made.Count;

    public Term this[int id] => id <= sharedCount ? shared[id] : made[id - sharedCount - 1];

    public int Intern(Term term)
    {
        if (shared.Find(term) is > 0 and var known && known <= sharedCount) { return known; }
        if (!ids.TryGetValue(term, out var id))
        {
            made.Add(term);
            ids.Add(term, id = Count);
        }
        return id;
    }

    public int Intern(Value? value) => value is null ? 0 : Intern(value.Term);

    public Value ValueOf(int id)
    {
        if (id >= values.Length) { Array.Resize(ref values, Math.Max(id + 1, Math.Min(values.Length * 4, Count + 1))); }
        return values[id] ??= ValueReader.Of(this[id]);
    }

    public BlankNode FreshBlank() => shared.FreshBlank();
}
