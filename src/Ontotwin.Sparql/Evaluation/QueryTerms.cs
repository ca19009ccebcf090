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
    private readonly bool isOfManyGraphs;
    private string? blanks;
    private long blanksMade;

    /// <param name="shared">The dataset's terms.</param>
    /// <param name="isOfManyGraphs">Whether terms of graphs come in that are in no dataset, or go out to where such do.</param>
    public QueryTerms(TermTable shared, bool isOfManyGraphs = false)
    {
        (this.shared, this.isOfManyGraphs) = (shared, isOfManyGraphs);
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

    /// <summary>A blank node that is nowhere else. Labels that come in later are not known: then only a random one is no other's.</summary>
    public BlankNode FreshBlank() => isOfManyGraphs ? new BlankNode((blanks ??= $"q{Guid.NewGuid():n}x") + (blanksMade++).ToString(System.Globalization.CultureInfo.InvariantCulture)) : shared.FreshBlank();

    /// <summary>Forgets the terms that came after some number of them, whose ids nobody holds any more.</summary>
    public void Forget(int known)
    {
        var kept = known - sharedCount;
        for (var i = kept; i < made.Count; i++) { ids.Remove(made[i]); }
        made.RemoveRange(kept, made.Count - kept);
        if (values.Count > made.Count) { values.RemoveRange(made.Count, values.Count - made.Count); }
    }
}
