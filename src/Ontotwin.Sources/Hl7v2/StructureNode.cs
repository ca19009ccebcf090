using System.Collections.Immutable;
using Ontotwin.Sources.Hl7v2.Parsing;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>A group or segment at its place in a message structure.</summary>
public sealed class StructureNode
{
    private readonly HashSet<int> contained = [];
    private readonly HashSet<int> firsts = [];
    private bool hasPriorResult;

    internal StructureNode(string name, bool isRequired, bool isRepeating, ImmutableArray<StructureNode> children)
    {
        Name = name;
        IsRequired = isRequired;
        IsRepeating = isRepeating;
        Children = children;
        Key = children.IsEmpty ? SegmentNames.KeyOf(name) : 0;
        IsPriorResult = name == "PRIOR_RESULT";
        IndexChildren();
    }

    /// <summary>Group name without the message's prefix (<c>ORDER_OBSERVATION</c>), or segment name.</summary>
    public string Name { get; }

    /// <summary>Whether at least one is required within its parent.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether more than one may follow each other.</summary>
    public bool IsRepeating { get; }

    /// <summary>The parts of a group in order; empty for a segment.</summary>
    public ImmutableArray<StructureNode> Children { get; }

    /// <summary>Whether it is a group.</summary>
    public bool IsGroup => !Children.IsEmpty;

    /// <summary>The three characters of the segment's name as a number; 0 for a group.</summary>
    internal int Key { get; }

    /// <summary>Whether it is the group of results that an order repeats from before (OML, OMG, OMQ, OPL).</summary>
    internal bool IsPriorResult { get; }

    /// <summary>Whether it is an order, which begins with ORC, that may repeat prior results.</summary>
    internal bool IsOrderWithPriorResults => IsRepeating && Children[0].Key == SegmentNames.Orc && hasPriorResult;

    /// <summary>Name of the segment that its beginning may not lack: of the first required part, else of the first.</summary>
    internal string Beginning
    {
        get
        {
            if (!IsGroup) { return Name; }
            foreach (var child in Children)
            {
                if (child.IsRequired) { return child.Beginning; }
            }
            return Children[0].Beginning;
        }
    }

    /// <summary>The first direct child of that name, or null.</summary>
    public StructureNode? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name) { return child; }
        }
        return null;
    }

    /// <summary>Whether a segment of that name may stand anywhere below.</summary>
    public bool HasSegment(string name) => Contains(SegmentNames.KeyOf(name));

    internal bool Contains(int key) => contained.Contains(key);

    /// <summary>Whether the group may begin with that segment: one of its parts up to the first required one.</summary>
    internal bool CanBeginWith(int key) => firsts.Contains(key);

    private void IndexChildren()
    {
        var mayBegin = true;
        foreach (var child in Children)
        {
            hasPriorResult |= child.IsPriorResult || child.hasPriorResult;
            if (child.IsGroup) { contained.UnionWith(child.contained); } else { contained.Add(child.Key); }
            if (!mayBegin) { continue; }
            if (child.IsGroup) { firsts.UnionWith(child.firsts); } else { firsts.Add(child.Key); }
            mayBegin = !child.IsRequired;
        }
    }
}
