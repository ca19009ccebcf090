using System.Buffers;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Splits one message into segments, fields, repetitions, components and sub-components.</summary>
internal sealed class MessageParser(NodeBuffer nodes)
{
    private readonly Grouper grouper = new();
    private Delimiters delimiters;
    private SearchValues<byte> search = SearchValues.Create("|^~&"u8);

    /// <summary>Tells how each segment fitted: node, fit. The first call is for MSH.</summary>
    internal delegate void SegmentSeen(int node, Fit fit);

    internal string[] GroupNames => grouper.GroupNames();

    /// <summary>Parses the lines of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/> into the node buffer.</summary>
    internal void Parse(ReadOnlySpan<byte> text, int start, int end, Delimiters declared, StructureNode? structure, SegmentSeen seen)
    {
        if (declared != delimiters) { search = ValuesOf(declared); }
        delimiters = declared;
        nodes.Clear();
        nodes.Add(NodeKind.Message, 0, start, end, parent: -1, previous: -1);
        grouper.Begin(nodes, structure);
        var lines = new SegmentLines(text[..end], start, declared.Field);
        while (lines.MoveNext())
        {
            var key = SegmentNames.KeyOf(text.Slice(lines.Start, 3));
            if (SegmentNames.IsBatch(key)) { continue; }
            var segment = grouper.Add(key, lines.Start, lines.End, out var fit);
            seen(segment, fit);
            AddFields(text, segment, key == SegmentNames.Msh);
        }
    }

    private void AddFields(ReadOnlySpan<byte> text, int segment, bool isHeader)
    {
        var end = nodes[segment].End;
        var position = nodes[segment].Start + 3;
        if (position >= end) { return; }
        var number = 1;
        var last = -1;
        if (isHeader) { AddHeaderFields(text, segment, ref position, ref number, ref last); }
        while (position < end)
        {
            // At a field separator.
            position++;
            last = AddField(text, segment, number++, last, ref position, end);
        }
    }

    // MSH-1 is the separator itself, MSH-2 the other delimiters: both are read as they stand.
    private void AddHeaderFields(ReadOnlySpan<byte> text, int segment, ref int position, ref int number, ref int last)
    {
        var end = nodes[segment].End;
        last = nodes.Add(NodeKind.Field, 1, position, position + 1, segment, -1);
        nodes[last].IsVerbatim = true;
        position++;
        var length = text[position..end].IndexOf(delimiters.Field);
        var after = length < 0 ? end : position + length;
        last = nodes.Add(NodeKind.Field, 2, position, after, segment, last);
        nodes[last].IsVerbatim = true;
        position = after;
        number = 3;
    }

    private int AddField(ReadOnlySpan<byte> text, int segment, int number, int last, ref int position, int end)
    {
        while (true)
        {
            var node = nodes.Add(NodeKind.Field, number, position, position, segment, last);
            var delimiter = AddParts(text, node, ref position, end);
            nodes[node].End = position;
            if (delimiter != delimiters.Repetition || delimiter == 0) { return node; }
            last = node;
            position++;
        }
    }

    // Reads one repetition; leaves position at the delimiter after it and returns that, or 0 at the end of the segment.
    private byte AddParts(ReadOnlySpan<byte> text, int field, ref int position, int end)
    {
        int component = -1, subComponent = -1, componentNumber = 0, subNumber = 0;
        while (true)
        {
            var start = position;
            var length = text[start..end].IndexOfAny(search);
            position = length < 0 ? end : start + length;
            var delimiter = length < 0 ? (byte)0 : text[position];
            var endsField = delimiter == 0 || delimiter == delimiters.Field || delimiter == delimiters.Repetition;
            if (endsField && component < 0) { return delimiter; }
            if (component < 0 || subComponent < 0)
            {
                component = nodes.Add(NodeKind.Component, ++componentNumber, start, position, field, component);
                subNumber = 0;
                if (delimiter == delimiters.SubComponent && delimiter != 0)
                {
                    subComponent = nodes.Add(NodeKind.SubComponent, ++subNumber, start, position, component, -1);
                }
            }
            else
            {
                subComponent = nodes.Add(NodeKind.SubComponent, ++subNumber, start, position, component, subComponent);
                nodes[component].End = position;
            }
            if (endsField) { return delimiter; }
            if (delimiter != delimiters.SubComponent) { subComponent = -1; }
            position++;
        }
    }

    private static SearchValues<byte> ValuesOf(Delimiters delimiters)
    {
        Span<byte> values = [delimiters.Field, delimiters.Component, delimiters.Repetition, delimiters.SubComponent];
        // An undeclared delimiter is 0 and must not be found.
        foreach (ref var value in values)
        {
            if (value == 0) { value = delimiters.Field; }
        }
        return SearchValues.Create(values);
    }
}
