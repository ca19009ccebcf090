namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>What a node is.</summary>
internal enum NodeKind : byte
{
    Message = 0,
    Group,
    Segment,
    Field,
    Component,
    SubComponent,
}

/// <summary>One node of a message's tree: 20 bytes, for what a message costs is mostly writing its nodes. A node with children is followed directly by its first child.</summary>
internal struct Node
{
    private const int NameShift = 8;
    private const uint KindMask = 7, ChildrenBit = 8, VerbatimBit = 16;

    /// <summary>First byte in the parsed text.</summary>
    internal int Start;

    /// <summary>After the last byte.</summary>
    internal int End;

    /// <summary>Index of the parent; -1 for the root.</summary>
    internal int Parent;

    /// <summary>Index of the next sibling; -1 for the last.</summary>
    internal int Next;

    // The name in the upper 24 bits, as three letters take; kind and marks below.
    private uint packed;

    internal Node(NodeKind kind, int name, int start, int end, int parent) =>
        (Start, End, Parent, Next, packed) = (start, end, parent, -1, ((uint)name << NameShift) | (uint)kind);

    /// <summary>Field, component or sub-component number; key of the segment's name; index of the group's name. Numbers beyond 16 million begin again.</summary>
    internal readonly int Name => (int)(packed >> NameShift);

    internal readonly NodeKind Kind => (NodeKind)(packed & KindMask);

    internal readonly bool HasChildren => (packed & ChildrenBit) != 0;

    /// <summary>Delimiters mean nothing inside (MSH-1, MSH-2).</summary>
    internal readonly bool IsVerbatim => (packed & VerbatimBit) != 0;

    internal void MarkParent() => packed |= ChildrenBit;

    internal void MarkVerbatim() => packed |= VerbatimBit;
}
