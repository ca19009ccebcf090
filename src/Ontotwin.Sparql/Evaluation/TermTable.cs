using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Terms and the numbers that stand for them, from 1. Grows only.</summary>
internal sealed class TermTable
{
    private readonly Dictionary<Term, int> ids = [];
    private readonly List<Term> terms = [];
    private Value?[] values = [];
    private long blanks;

    /// <summary>How many there are: the greatest id.</summary>
    public int Count => terms.Count;

    public Term this[int id] => terms[id - 1];

    public int Find(Term term) => ids.GetValueOrDefault(term);

    public int Intern(Term term)
    {
        ref var id = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(ids, term, out var isKnown);
        if (!isKnown)
        {
            terms.Add(term);
            id = terms.Count;
        }
        return id;
    }

    /// <summary>The value of a term, read at its first use and kept for all queries. Two queries at once may both read it: then one of two equal values stays.</summary>
    public Value ValueOf(int id)
    {
        var known = values;
        if (id >= known.Length)
        {
            Array.Resize(ref known, terms.Count + 1);
            values = known;
        }
        return known[id] ??= ValueReader.Of(this[id]);
    }

    /// <summary>A blank node that nothing here has yet.</summary>
    public BlankNode FreshBlank()
    {
        while (true)
        {
            var blank = new BlankNode("q" + (blanks++).ToString(CultureInfo.InvariantCulture));
            if (!ids.ContainsKey(blank)) { return blank; }
        }
    }
}
