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
    private readonly List<Value?> values = [];

    public QueryTerms(TermTable shared)
    {
        this.shared = shared;
        sharedCount = shared.Count;
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
        if (id <= sharedCount) { return shared.ValueOf(id); }
        var own = id - sharedCount - 1;
        while (values.Count <= own) { values.Add(null); }
        return values[own] ??= ValueReader.Of(made[own]);
    }

    public BlankNode FreshBlank() => shared.FreshBlank();
}
