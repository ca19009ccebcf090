using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>A join of a view to another by a hash of the other's keys.</summary>
internal sealed class ViewJoin
{
    private readonly RmlJoin join;
    private readonly ViewRows parent;
    private readonly JoinKeys childKeys;
    private readonly JoinKeys parentKeys;
    private readonly ValueSource[] sources;
    private readonly (int Slot, int Index)[] slots;
    private readonly JoinBudget budget;
    private readonly RmlRow row = new();
    private Dictionary<byte[], List<RmlValue[]>>? index;

    public ViewJoin(RmlJoin join, ViewRows parent, ViewRows child, Func<RmlExpression, RowSource, ValueSource> valuesOf, Func<string, int> newSlot, JoinBudget budget)
    {
        (this.join, this.parent, this.budget) = (join, parent, budget);
        childKeys = new([.. join.Conditions.Select(c => valuesOf(c.Child, child))]);
        parentKeys = new([.. join.Conditions.Select(c => valuesOf(c.Parent, parent))]);
        sources = [.. join.Fields.Select(f => valuesOf(f.Expression ?? throw new RmlStoppedException("OT4802", $"the joined field '{f.Name}' has no expression"), parent))];
        slots = [.. join.Fields.Select(f => (newSlot(f.Name), newSlot(f.Name + ".#")))];
    }

    /// <summary>Reads all rows of the other view, once.</summary>
    public void Build()
    {
        if (index is not null) { return; }
        var made = new Dictionary<byte[], List<RmlValue[]>>(BytesComparer.Instance);
        foreach (var other in parent.Rows())
        {
            var combinations = Combinations(other);
            parentKeys.Each(other, key =>
            {
                if (!made.TryGetValue(key, out var known))
                {
                    budget.Take(key.Length + 120);
                    made.Add(key, known = []);
                }
                known.AddRange(combinations);
                foreach (var values in combinations) { budget.Take(32 + values.Sum(v => 40 + (v.IsNone ? 0 : v.Utf8.Length))); }
            });
        }
        index = made;
    }

    /// <summary>Each row with each of its partners; without any, as it is (left) or not at all (inner).</summary>
    public List<RmlValue[]> Apply(List<RmlValue[]> rows)
    {
        var joined = new List<RmlValue[]>();
        foreach (var values in rows)
        {
            row.Slots = values;
            var partners = new List<RmlValue[]>();
            childKeys.Each(row, key => partners.AddRange(index!.TryGetValue(key, out var found) ? found : []));
            if (partners.Count == 0 && !join.IsInner) { ViewRows.Add(joined, values); }
            for (var i = 0; i < partners.Count; i++) { ViewRows.Add(joined, With(values, partners[i], i)); }
        }
        return joined;
    }

    private RmlValue[] With(RmlValue[] values, RmlValue[] partner, int place)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            values[slots[i].Slot] = partner[i];
            values[slots[i].Index] = partner[i].IsNone ? default : ViewRows.Number(place);
        }
        return values;
    }

    // A field of several values gives several partners, one of none an empty one. Values are copied: the row they come from is used again.
    private List<RmlValue[]> Combinations(RmlRow other)
    {
        List<RmlValue[]> combinations = [new RmlValue[sources.Length]];
        for (var i = 0; i < sources.Length; i++)
        {
            var values = new List<RmlValue>();
            sources[i].Values(other, values);
            if (values.Count == 0) { continue; }
            combinations = [.. combinations.SelectMany(_ => values, (c, value) => { var next = (RmlValue[])c.Clone(); next[i] = new RmlValue(value.Utf8.ToArray(), value.Type); return next; })];
        }
        return combinations;
    }
}
