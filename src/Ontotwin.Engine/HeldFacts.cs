using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>Facts of one node, as they are or packed.</summary>
internal readonly struct HeldFacts
{
    // One of both: fewer words for what there are tens of thousands of.
    private readonly object held;

    public HeldFacts(IReadOnlyList<Fact> facts) => held = facts;

    private HeldFacts(PackedFacts packed) => held = packed;

    public static HeldFacts None { get; } = new([]);

    public IReadOnlyList<Fact> Read(Iri node, FactPacking packing) => held is PackedFacts packed ? packing.Unpack(node, packed) : (IReadOnlyList<Fact>)held;

    public HeldFacts Packed(Iri node, FactPacking packing) => held is IReadOnlyList<Fact> { Count: > 0 } facts ? new(packing.Pack(node, facts)) : this;
}
