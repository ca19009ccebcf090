namespace Ontotwin.Sparql.Evaluation;

/// <summary>A run of an order's rows.</summary>
/// <param name="Order">In which order.</param>
/// <param name="Start">The first row.</param>
/// <param name="End">After the last row.</param>
internal readonly record struct TripleRange(TripleOrder Order, int Start, int End)
{
    public int Count => End - Start;
}

/// <summary>
/// The triples of one graph as integer columns in three orders (SPO, POS, OSP), so that whatever is fixed of a pattern is a run of one of them. Never changes.
/// </summary>
internal sealed class TripleIndex
{
    private readonly Dictionary<int, PredicateFigures> figures = [];

    private TripleIndex(TripleOrder spo, TripleOrder pos, TripleOrder osp) => (Spo, Pos, Osp) = (spo, pos, osp);

    public static readonly TripleIndex Empty = Build([], [], [], 0);

    public TripleOrder Spo { get; }

    public TripleOrder Pos { get; }

    public TripleOrder Osp { get; }

    public int Count => Spo.Count;

    /// <summary>Sorts triples, without repetitions. Cost: O(triples + terms), or O(n log n) where the graph is a small part of the terms.</summary>
    public static TripleIndex Build(int[] s, int[] p, int[] o, int termCount)
    {
        var spo = TripleOrder.Sort([s, p, o], 0, termCount);
        // Each order is the former one, sorted once more by its last column.
        var osp = spo.Rotated(termCount);
        var pos = osp.Rotated(termCount);
        return new TripleIndex(spo, pos, osp);
    }

    /// <summary>The triples with these parts; 0 is any.</summary>
    public TripleRange Find(int s, int p, int o)
    {
        if (s != 0) { return p != 0 || o == 0 ? Spo.Find(s, p, o) : Osp.Find(o, s, 0); }
        if (p != 0) { return Pos.Find(p, o, 0); }
        return o != 0 ? Osp.Find(o, 0, 0) : new TripleRange(Spo, 0, Count);
    }

    /// <summary>Whether a term is a subject or an object here.</summary>
    public bool HasNode(int id) => Spo.Find(id, 0, 0).Count > 0 || Osp.Find(id, 0, 0).Count > 0;

    /// <summary>How many triples and how many different subjects and objects a predicate has; 0: all of them. Counted once.</summary>
    public PredicateFigures FiguresOf(int predicate)
    {
        lock (figures)
        {
            if (figures.TryGetValue(predicate, out var known)) { return known; }
            return figures[predicate] = predicate == 0 ? new PredicateFigures(Count, Distinct(Spo.Column(0)), Distinct(Osp.Column(2))) : Counted(predicate);
        }
    }

    private PredicateFigures Counted(int predicate)
    {
        var range = Pos.Find(predicate, 0, 0);
        var subjects = new HashSet<int>();
        foreach (var subject in Pos.Column(0).Slice(range.Start, range.Count)) { subjects.Add(subject); }
        return new PredicateFigures(range.Count, subjects.Count, Distinct(Pos.Column(2).Slice(range.Start, range.Count)));
    }

    private static int Distinct(ReadOnlySpan<int> sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) { count++; }
        }
        return count;
    }
}

/// <summary>What the planner knows of a predicate.</summary>
internal sealed record PredicateFigures(int Triples, int Subjects, int Objects);
