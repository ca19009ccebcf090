namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>How a segment fitted into the message's structure.</summary>
internal enum Fit
{
    /// <summary>At a place the structure has for it, or a Z segment.</summary>
    Expected = 0,

    /// <summary>In a group that it opened although the segment that begins one is missing.</summary>
    WithoutBeginning,

    /// <summary>The structure has the segment, but not after what came before it.</summary>
    OutOfPlace,

    /// <summary>The structure does not have the segment.</summary>
    Foreign,
}

/// <summary>
/// Puts segments into the groups of a message structure while they are read. It stands at a place in the structure and looks for the nearest later
/// place, from the innermost open group outward; a segment without one is attached to the nearest group and moves nothing, so that one stray
/// segment does not disturb what follows.
/// </summary>
internal sealed class Grouper
{
    private readonly Frame[] frames = new Frame[Limits.GroupDepth];
    private readonly List<string> groupNames = [];
    private NodeBuffer nodes = null!;
    private int top;

    /// <summary>The outermost group that the last segment opened without the segment that begins one; null where it did not.</summary>
    internal StructureNode? WithoutBeginning { get; private set; }

    private struct Frame
    {
        internal StructureNode Group;
        internal int Position;
        internal int Node;
        internal int LastChild;
        internal int Anchor;
    }

    /// <summary>Begins a message. Without a structure every segment becomes a child of the root.</summary>
    internal void Begin(NodeBuffer buffer, StructureNode? structure)
    {
        nodes = buffer;
        groupNames.Clear();
        top = 0;
        frames[0] = new() { Group = structure!, Position = -1, Node = 0, LastChild = -1 };
    }

    internal string[] GroupNames() => groupNames.Count == 0 ? [] : [.. groupNames];

    /// <summary>Opens and closes groups for the segment at hand and adds its node.</summary>
    internal int Add(int key, in SegmentLines lines, out Fit fit)
    {
        WithoutBeginning = null;
        var (start, end) = (lines.Start, lines.End);
        fit = frames[0].Group is not null && !Advance(key, lines) ? Misfit(key) : WithoutBeginning is null ? Fit.Expected : Fit.WithoutBeginning;
        ref var frame = ref frames[top];
        var level = fit == Fit.OutOfPlace ? LevelFor(key) : top;
        frame = ref frames[level];
        var node = nodes.Add(NodeKind.Segment, key, start, end, frame.Node, frame.LastChild);
        frame.LastChild = node;
        nodes.NoteSegment(node);
        ExtendGroups(end, level);
        return node;
    }

    private Fit Misfit(int key) => (key >> 16) == 'Z' ? Fit.Expected : frames[0].Group.Contains(key) ? Fit.OutOfPlace : Fit.Foreign;

    // The nearest open group that has such a segment itself.
    private int LevelFor(int key)
    {
        for (var level = top; level >= 0; level--)
        {
            foreach (var child in frames[level].Group.Children)
            {
                if (child.Key == key) { return level; }
            }
        }
        return top;
    }

    private void ExtendGroups(int end, int level)
    {
        for (var i = 0; i <= level; i++) { nodes[frames[i].Node].End = end; }
    }

    private bool Advance(int key, in SegmentLines lines)
    {
        // First a place that the grammar allows now; then one in a group whose beginning is missing.
        var innermost = Innermost(key, lines);
        for (var level = innermost; level >= 0; level--)
        {
            if (RepeatsAt(level, key, lines) || MovesForward(level, key, lines, strictly: true)) { return true; }
        }
        if (RepeatsOrder(key, lines.Start)) { return true; }
        for (var level = innermost; level >= 0; level--)
        {
            if (MovesForward(level, key, lines, strictly: false)) { return true; }
        }
        return false;
    }

    // A new order ends the prior results of the one before it.
    private int Innermost(int key, in SegmentLines lines)
    {
        if (key != SegmentNames.Orc || !PriorResults.IsNewOrder(key, lines)) { return top; }
        for (var level = 1; level <= top; level++)
        {
            if (frames[level].Group.IsPriorResult) { return level - 1; }
        }
        return top;
    }

    // An order has one OBR: after it another one is another order, whose ORC is missing.
    private bool RepeatsOrder(int key, int start)
    {
        var hasRequest = false;
        for (var level = top; key == SegmentNames.Obr && level > 0 && !frames[level].Group.IsPriorResult; level--)
        {
            hasRequest |= HasSegment(frames[level].Node, key);
            if (!frames[level].Group.IsOrderWithPriorResults) { continue; }
            if (!hasRequest) { return false; }
            top = level - 1;
            return Descend(frames[level].Group, key, start);
        }
        return false;
    }

    private bool HasSegment(int group, int key)
    {
        for (var child = group + 1; child >= 0; child = nodes[child].Next)
        {
            if (nodes[child].Kind == NodeKind.Segment && nodes[child].Name == key) { return true; }
        }
        return false;
    }

    private bool RepeatsAt(int level, int key, in SegmentLines lines)
    {
        ref var frame = ref frames[level];
        if (frame.Position < 0) { return false; }
        var place = frame.Group.Children[frame.Position];
        if (!place.IsRepeating) { return false; }
        if (place.IsGroup)
        {
            if (!place.CanBeginWith(key) || (place.IsPriorResult && !PriorResults.Begin(key, lines))) { return false; }
            top = level;
            return Descend(place, key, lines.Start);
        }
        if (place.Key != key) { return false; }
        top = level;
        return true;
    }

    private bool MovesForward(int level, int key, in SegmentLines lines, bool strictly)
    {
        var children = frames[level].Group.Children;
        for (var position = frames[level].Position + 1; position < children.Length; position++)
        {
            var place = children[position];
            if (!Leads(place, key, strictly) || (place.IsGroup && !MayOpen(place, level, key, lines, strictly))) { continue; }
            top = level;
            frames[level].Position = position;
            return !place.IsGroup || Descend(place, key, lines.Start);
        }
        return false;
    }

    private bool MayOpen(StructureNode group, int level, int key, in SegmentLines lines, bool strictly) =>
        group.IsPriorResult ? strictly && PriorResults.Begin(key, lines) : !BelongsToNewRepetition(level, key);

    // After a whole order another ORC begins the next order, although the grammar would let it begin a prior result without a patient.
    private bool BelongsToNewRepetition(int level, int key)
    {
        for (var i = level; i > 0; i--)
        {
            if (!frames[i].Group.CanBeginWith(key)) { continue; }
            return frames[i].Anchor == key && frames[i].Group.IsRepeating;
        }
        return false;
    }

    private static bool Leads(StructureNode place, int key, bool strictly) =>
        !place.IsGroup ? place.Key == key : strictly ? place.CanBeginWith(key) : place.Contains(key);

    private static int PlaceIn(StructureNode group, int key)
    {
        var strictly = group.CanBeginWith(key);
        var position = 0;
        while (!Leads(group.Children[position], key, strictly)) { position++; }
        return position;
    }

    private bool Descend(StructureNode group, int key, int start)
    {
        while (top + 1 < Limits.GroupDepth)
        {
            ref var parent = ref frames[top];
            groupNames.Add(group.Name);
            var node = nodes.Add(NodeKind.Group, groupNames.Count - 1, start, start, parent.Node, parent.LastChild);
            parent.LastChild = node;
            if (!group.CanBeginWith(key)) { WithoutBeginning ??= group; }
            var position = PlaceIn(group, key);
            frames[++top] = new() { Group = group, Position = position, Node = node, LastChild = -1, Anchor = key };
            if (!group.Children[position].IsGroup) { return true; }
            group = group.Children[position];
        }
        return true;
    }
}
