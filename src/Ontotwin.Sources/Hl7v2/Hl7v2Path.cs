using Ontotwin.Sources.Hl7v2.Parsing;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>Finds parts of HL7 v2 messages without naming the groups between.</summary>
public static class Hl7v2Path
{
    /// <summary>
    /// The first segment of that name anywhere under <paramref name="root"/> (a message or a group) in document order; absent when there is none,
    /// or the field belongs to no HL7 v2 record. O(segments around).
    /// </summary>
    public static Field FindSegment(Field root, string name)
    {
        var found = SegmentsUnder(root, name).GetEnumerator();
        return found.MoveNext() ? found.Current : default;
    }

    /// <summary>All segments of that name anywhere under <paramref name="root"/>, in document order.</summary>
    public static IEnumerable<Field> FindSegments(Field root, string name)
    {
        foreach (var segment in SegmentsUnder(root, name)) { yield return segment; }
    }

    /// <summary>The same, to be walked without allocation.</summary>
    public static SegmentSequence SegmentsUnder(Field root, string name) => new(root.Record as Hl7v2Record, root.Node, SegmentNames.KeyOf(name));

    /// <summary>The segment after a segment, whatever groups they stand in; absent after the last one, and for what is no segment. O(log(segments)).</summary>
    public static Field SegmentAfter(Field segment) =>
        segment.Record is Hl7v2Record record && record.Segments.BinarySearch(segment.Node) is >= 0 and var at && at + 1 < record.Segments.Length ? new(record, record.Segments[at + 1]) : default;

    /// <summary>Whether a field is a segment of that name.</summary>
    public static bool IsSegment(Field at, string name) =>
        at.Record is Hl7v2Record record && record.KindOf(at.Node) == NodeKind.Segment && record.KeyOf(at.Node) == SegmentNames.KeyOf(name);

    internal static bool IsUnder(Hl7v2Record record, int segment, int root)
    {
        for (var node = record.ParentOf(segment); node >= 0; node = record.ParentOf(node))
        {
            if (node == root) { return true; }
        }
        return false;
    }
}
