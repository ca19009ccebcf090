namespace Ontotwin.Mapping.Plan;

/// <summary>The facts of one record's nodes, one node after another, in memory that serves for the next record. What a node has of it stays as it is until <see cref="Clear"/>.</summary>
internal sealed class FactBuffer
{
    private const int KeptFacts = 16_384;

    public int Count { get; private set; }

    /// <summary>Where the facts lie. When it becomes too small another stands in its place, and nodes keep the one that they have facts in.</summary>
    public LiftedFact[] Facts { get; private set; } = new LiftedFact[16];

    public void Add(in LiftedFact fact)
    {
        if (Count == Facts.Length)
        {
            var larger = new LiftedFact[Count * 2];
            Facts.CopyTo(larger, 0);
            Facts = larger;
        }
        Facts[Count++] = fact;
    }

    /// <summary>Forgets the last facts: all from a number on.</summary>
    public void Forget(int from) => Count = from;

    /// <summary>Begins with another record; what one large record needed is not kept.</summary>
    public void Clear()
    {
        Count = 0;
        if (Facts.Length > KeptFacts) { Facts = new LiftedFact[16]; }
    }
}
