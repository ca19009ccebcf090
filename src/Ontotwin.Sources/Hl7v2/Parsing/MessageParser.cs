namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Splits one message into segments, fields, repetitions, components and sub-components.</summary>
internal sealed class MessageParser(NodeBuffer nodes)
{
    private readonly Grouper grouper = new();
    private readonly DelimiterIndex index = new();
    private Delimiters delimiters;

    /// <summary>Tells how each segment fitted: node, fit, and the group whose beginning is missing. The first call is for MSH.</summary>
    internal delegate void SegmentSeen(int node, Fit fit, StructureNode? group);

    internal string[] GroupNames => grouper.GroupNames();

    /// <summary>Whether a line of the last message continued the one before it.</summary>
    internal bool HasContinuations { get; private set; }

    /// <summary>Where batch lines (FHS, BHS, BTS, FTS) stood among the last message's or behind them.</summary>
    internal List<(int Start, int End)> BatchLines { get; } = [];

    /// <summary>Where the last message ends: before the batch lines behind it.</summary>
    internal int End { get; private set; }

    /// <summary>The separators of the file and the batch after the last message.</summary>
    internal BatchFields Batch { get; set; }

    /// <summary>Parses the lines of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/> into the node buffer.</summary>
    internal void Parse(ReadOnlySpan<byte> text, int start, int end, Delimiters declared, StructureNode? structure, SegmentSeen seen)
    {
        (delimiters, End) = (declared, end);
        BatchLines.Clear();
        index.Find(text[..end], start, declared);
        nodes.Clear();
        nodes.Add(NodeKind.Message, 0, start, end, parent: -1, previous: -1);
        grouper.Begin(nodes, structure);
        var lines = new SegmentLines(text[..end], start, declared.Field, Batch);
        while (lines.MoveNext())
        {
            var key = lines.Key;
            if (SegmentNames.IsBatch(key))
            {
                BatchLines.Add((lines.Start, lines.End));
                End = Math.Min(End, lines.Start);
                continue;
            }
            End = end;
            var segment = grouper.Add(key, lines, out var fit);
            seen(segment, fit, grouper.WithoutBeginning);
            AddFields(text, segment, key == SegmentNames.Msh);
        }
        (HasContinuations, Batch) = (lines.Continuations > 0, lines.Batch);
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
            // At a field separator. Most fields are one value.
            var start = position + 1;
            position = index.Next(start, end);
            if (position == end || text[position] == delimiters.Field) { last = nodes.Add(NodeKind.Field, number++, start, position, segment, last); continue; }
            position = start;
            last = AddField(text, segment, number++, last, ref position, end);
        }
    }

    // MSH-1 is the separator itself, MSH-2 the other delimiters: both are read as they stand.
    private void AddHeaderFields(ReadOnlySpan<byte> text, int segment, ref int position, ref int number, ref int last)
    {
        var end = nodes[segment].End;
        last = nodes.Add(NodeKind.Field, 1, position, position + 1, segment, -1);
        nodes[last].MarkVerbatim();
        position++;
        var length = text[position..end].IndexOf(delimiters.Field);
        var after = length < 0 ? end : position + length;
        last = nodes.Add(NodeKind.Field, 2, position, after, segment, last);
        nodes[last].MarkVerbatim();
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
            position = index.Next(start, end);
            var delimiter = position == end ? (byte)0 : text[position];
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
}
