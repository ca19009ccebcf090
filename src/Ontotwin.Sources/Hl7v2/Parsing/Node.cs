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

/// <summary>One node of a message's tree: 24 bytes. A node with children is followed directly by its first child.</summary>
internal struct Node
{
    /// <summary>First byte in the parsed text.</summary>
    internal int Start;

    /// <summary>After the last byte.</summary>
    internal int End;

    /// <summary>Index of the parent; -1 for the root.</summary>
    internal int Parent;

    /// <summary>Index of the next sibling; -1 for the last.</summary>
    internal int Next;

    /// <summary>Field, component or sub-component number; key of the segment's name; index of the group's name.</summary>
    internal int Name;

    internal NodeKind Kind;

    internal bool HasChildren;

    /// <summary>Delimiters mean nothing inside (MSH-1, MSH-2).</summary>
    internal bool IsVerbatim;
}
