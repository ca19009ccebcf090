using Ontotwin.Rdf;

namespace Ontotwin.Graph.Embedded;

/// <summary>What one twin holds now, by statement and justification, for the writer to compare a change with.</summary>
internal sealed class HeldFacts(TwinHead head, CohortRecord cohort)
{
    /// <summary>The twin's head after the last change.</summary>
    public TwinHead Head { get; set; } = head;

    /// <summary>What the twin ever held a fact of.</summary>
    public CohortRecord Cohort { get; } = cohort;

    /// <summary>Number of each fact held.</summary>
    public Dictionary<FactKey, long> Ordinals { get; } = [];

    public static HeldFacts Of(TwinReader reader, CohortRecord cohort)
    {
        var held = new HeldFacts(reader.Head, cohort);
        for (var i = 0; i < reader.Facts.Count; i++)
        {
            if (reader.Facts[i].KnownUntil is null) { held.Ordinals[FactKey.Of(reader.Facts[i])] = i; }
        }
        return held;
    }
}

/// <summary>What makes two facts the same one.</summary>
internal readonly record struct FactKey(Triple Triple, Justification Justification)
{
    private const int ToldApartBy = 64;

    /// <summary>Of names, whose hashes are computed once, of how a value begins and of the place: what else there is hardly tells two facts apart, and is long.</summary>
    public override int GetHashCode() => HashCode.Combine(Triple.Subject, Triple.Predicate, ObjectHash, Justification is Asserted said ? said.Origin.Bytes : default);

    private int ObjectHash => Triple.Object is Literal value ? string.GetHashCode(value.Lexical.AsSpan(0, Math.Min(value.Lexical.Length, ToldApartBy))) : Triple.Object.GetHashCode();

    public static FactKey Of(Fact fact) => new(fact.Triple, fact.Justification);
}

/// <summary>The twins written to last, within <see cref="Limits.MaxRememberedFacts"/>. The store has one process that writes, so what it remembers is true.</summary>
internal sealed class HeldFactsCache
{
    private readonly Dictionary<TwinId, LinkedListNode<(TwinId Twin, HeldFacts Held, int Weight)>> nodes = [];
    private readonly LinkedList<(TwinId Twin, HeldFacts Held, int Weight)> byUse = new();
    private readonly Lock gate = new();
    private long weight;

    /// <summary>Takes a twin's facts out; the writer puts them back when its change is on the disk, and forgets them when it failed.</summary>
    public HeldFacts? Take(TwinId twin)
    {
        lock (gate)
        {
            if (!nodes.Remove(twin, out var node)) { return null; }
            byUse.Remove(node);
            weight -= node.Value.Weight;
            return node.Value.Held;
        }
    }

    public void Put(TwinId twin, HeldFacts held)
    {
        lock (gate)
        {
            var added = held.Ordinals.Count + (held.Cohort.Count / 4) + 16;
            nodes[twin] = byUse.AddLast((twin, held, added));
            weight += added;
            while (weight > Limits.MaxRememberedFacts && byUse.First is { } oldest)
            {
                byUse.RemoveFirst();
                nodes.Remove(oldest.Value.Twin);
                weight -= oldest.Value.Weight;
            }
        }
    }
}
