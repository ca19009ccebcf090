using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// What was said of nodes, as hashes: names are 60 bits of their own hash, values 32 bits. Two generations of <see cref="Limits.MaxComparedNodes"/> nodes each: when
/// the young one is full, the old one is forgotten. Nothing is allocated for a node but its place in the tables.
/// </summary>
internal sealed class SeenNodes(OntologyModel ontology)
{
    private const ulong Whole = ulong.MaxValue << 48;
    private readonly Dictionary<Iri, ushort> functional = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ulong, int> occurrences = [];
    private readonly List<ulong> content = [];
    private readonly (Iri? Property, ushort Number)[] lastPlaces = new (Iri?, ushort)[16];
    private SeenGeneration young = new();
    private SeenGeneration old = new();

    /// <summary>Whether nodes were forgotten.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>Takes what a record says of a node under a name; false when it contradicts what was said under that name.</summary>
    /// <param name="said">What the record says.</param>
    /// <param name="name">The node's own name, or that of an occurrence.</param>
    /// <param name="count">Occurrences of the node's own key so far.</param>
    public bool Takes(NodeChange said, Iri name, out int count)
    {
        count = 1;
        Collect(said);
        // What has no property of one value contradicts nothing.
        if (content.Count == 0) { return true; }
        var key = NodeKey.Of(name, said.Rule);
        var order = said.OrderedBy?.Earliest.UtcTicks ?? long.MinValue;
        var corrects = !said.Kind.OnlySays();
        if (!Find(key, out var before))
        {
            young.Add(key, content, order, corrects);
            return true;
        }
        if (before.IsVersioned || corrects || (said.HasLifeCycle && before.Order != order))
        {
            // The store keeps versions apart by their order and status.
            young.Add(key, content, order, before.IsVersioned || corrects);
            return true;
        }
        count = occurrences.GetValueOrDefault(key, 1);
        if (Contradicts(before.Content)) { return false; }
        if (Adds(before.Content)) { young.Add(key, content, order, false); }
        return true;
    }

    // What the record says beside what was said: a row without the cell that another row has contradicts nothing. Afterwards both are in the list.
    private bool Adds(ReadOnlySpan<ulong> before)
    {
        var isMore = false;
        foreach (var now in content) { isMore |= !before.Contains(now); }
        foreach (var one in before)
        {
            if (!content.Contains(one)) { content.Add(one); }
        }
        return isMore;
    }

    /// <summary>Remembers how many occurrences a node's key has.</summary>
    public void Count(NodeChange said, int count)
    {
        if (occurrences.Count < Limits.MaxComparedNodes) { occurrences[NodeKey.Of(said.Node, said.Rule)] = count; }
    }

    // A property that has one value, with another; of a node with a life-cycle, anything.
    private bool Contradicts(ReadOnlySpan<ulong> before)
    {
        foreach (var now in content)
        {
            var isKnown = false;
            var isSame = false;
            foreach (var one in before)
            {
                if ((one & Whole) != (now & Whole)) { continue; }
                isKnown = true;
                isSame |= one == now;
            }
            if (isKnown && !isSame) { return true; }
        }
        return false;
    }

    // The property's number in the upper 16 bits, the value's hash below; of a node with a life-cycle one sum over all facts, in whatever order.
    private void Collect(NodeChange said)
    {
        content.Clear();
        ulong sum = 0;
        var facts = said.Facts.AsSpan();
        for (var i = 0; i < facts.Length; i++)
        {
            ref readonly var fact = ref facts[i];
            if (said.HasLifeCycle) { sum += (((ulong)(uint)fact.Predicate.GetHashCode() << 32) | HashOf(fact.Object)) * 0x9E3779B97F4A7C15; }
            else if (NumberOf(fact.Predicate, i) is > 0 and var number) { content.Add(((ulong)number << 48) | HashOf(fact.Object)); }
        }
        if (said.HasLifeCycle) { content.Add(Whole | (sum & ~Whole)); }
    }

    private static uint HashOf(Term value) => value is Literal literal ? (uint)HashOf(literal.Lexical) : (uint)value.GetHashCode();

    // Eight bytes at a time: it stands on the way of every fact of every record.
    private static ulong HashOf(string text)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Odd;
            hash ^= hash >> 32;
        }
        foreach (var one in bytes) { hash = (hash ^ one) * Odd; }
        return hash ^ (hash >> 32);
    }

    // Nodes of one statement have the same properties in the same places: the last answer for a place is looked at first.
    private ushort NumberOf(Iri property, int place)
    {
        if (place >= lastPlaces.Length) { return Find(property); }
        ref var last = ref lastPlaces[place];
        if (!ReferenceEquals(last.Property, property)) { last = (property, Find(property)); }
        return last.Number;
    }

    private ushort Find(Iri property)
    {
        if (!functional.TryGetValue(property, out var number))
        {
            number = ontology.Properties.GetValueOrDefault(property)?.IsFunctional == true ? (ushort)(functional.Count + 1) : (ushort)0;
            functional.Add(property, number);
        }
        return number;
    }

    private bool Find(ulong key, out SeenNode found)
    {
        if (young.TryGet(key, out found) || old.TryGet(key, out found)) { return true; }
        if (young.Count >= Limits.MaxComparedNodes)
        {
            (old, young) = (young, old);
            HasForgotten |= young.Count > 0;
            young.Clear();
        }
        return false;
    }
}
