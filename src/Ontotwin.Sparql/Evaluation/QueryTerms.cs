using Ontotwin.Rdf;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The dataset's terms and, after them, those that one query makes; with their values, each read once.</summary>
internal sealed class QueryTerms
{
    private readonly TermTable shared;
    private readonly QueryBudget budget;
    private readonly int sharedCount;
    private readonly Dictionary<Term, int> ids = [];
    private readonly List<Term> made = [];
    private readonly List<Value?> values = [];
    private readonly bool isOfManyGraphs;
    private string? blanks;
    private long blanksMade;
    private long held;

    /// <param name="shared">The dataset's terms.</param>
    /// <param name="budget">Counts what it makes, by size: a few strings may be more than all rows.</param>
    /// <param name="isOfManyGraphs">Whether terms of graphs come in that are in no dataset, or go out to where such do.</param>
    public QueryTerms(TermTable shared, QueryBudget budget, bool isOfManyGraphs = false)
    {
        (this.shared, this.budget, this.isOfManyGraphs) = (shared, budget, isOfManyGraphs);
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
            Hold(SizeOf(term));
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
        for (var i = kept; i < made.Count; i++)
        {
            ids.Remove(made[i]);
            Hold(-SizeOf(made[i]));
        }
        made.RemoveRange(kept, made.Count - kept);
        if (values.Count > made.Count) { values.RemoveRange(made.Count, values.Count - made.Count); }
    }

    /// <summary>They count no more: the run is over.</summary>
    public void Release() => Hold(-held);

    /// <summary>What the characters of a computed value count as, in values held.</summary>
    public static long SizeOf(Value? value) => value is TextValue text ? text.Text.Length / Limits.CharsPerValue : 0;

    private static long SizeOf(Term term) => Limits.ValuesPerTerm + (term switch { Literal literal => literal.Lexical.Length, Iri iri => iri.Value.Length, _ => 0 } / Limits.CharsPerValue);

    private void Hold(long more)
    {
        held += more;
        budget.Hold(more);
    }
}
