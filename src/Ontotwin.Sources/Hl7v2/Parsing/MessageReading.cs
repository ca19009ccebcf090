using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Turns the stretches of one document into records, one after another.</summary>
internal sealed class MessageReading(SourceDocument document, NodeBuffer nodes)
{
    private readonly MessageParser parser = new(nodes);
    private readonly List<(int Node, Fit Fit, StructureNode? Group)> misfits = [];
    private SourceDocument document = document;
    private readonly BatchCounts counts = new(document.Name);

    /// <summary>The text of the stretch at hand.</summary>
    internal MappedText Text { get; private set; } = MessageScanner.TextOf(document);

    /// <summary>Where in the document the next message may begin: after the last one and the batch lines behind it.</summary>
    internal long Next { get; private set; }

    /// <summary>Goes on with another stretch of the document.</summary>
    internal void Continue(SourceDocument next) => (document, Text) = (next, MessageScanner.TextOf(next));

    /// <summary>Reads the message from <paramref name="start"/> to <paramref name="end"/>; from <paramref name="before"/> on batch lines or blanks stand before it.</summary>
    internal SourceItem Read(int before, int start, int end, int number)
    {
        var remarks = new Remarks();
        var text = Text;
        Next = text.RangeOf(start, end).End;
        var covered = text.RangeOf(before < start && ReadBatchLines(before, start, remarks) ? start : before, start).Start;
        var message = text.Bytes.Span[start..end];
        var delimiters = Delimiters.Read(message[..LineLength(message)], out var fault);
        var origin = text.RangeOf(start, start + LineLength(message));
        if (fault is DelimiterFault.Odd)
        {
            remarks.Add("OT3104", Severity.Warning, "MSH-2 does not declare its delimiters in ASCII", new(document.Name, "MSH-2", origin),
            "the usual ones, ^~\\&, are taken");
        }
        if (fault is DelimiterFault.Doubled)
        {
            remarks.Add("OT3104", Severity.Warning, "MSH-2 declares one delimiter twice", new(document.Name, "MSH-2", origin), "those that are surely meant are taken; write ^~\\&");
        }
        var whole = new MessageText(document, delimiters, remarks);
        text = whole.Of(text, ref start, ref end, fault is DelimiterFault.Odd);
        var record = Parse(text, covered, start, end, number, delimiters, remarks);
        whole.AddRemarks(record, text, start, end);
        return new(record, remarks.ToList());
    }

    private Hl7v2Record Parse(MappedText text, long covered, int start, int end, int number, Delimiters delimiters, Remarks remarks)
    {
        var span = text.Bytes.Span;
        var header = new Header(span[start..end], delimiters);
        var version = header.Text(12, 1);
        var schema = Hl7v2Schema.For(version);
        var type = schema.StructureName(header.Text(9, 1), header.Text(9, 2), header.Text(9, 3));
        var structure = schema.Structure(type);
        misfits.Clear();
        var batch = parser.Batch;
        parser.Parse(span, start, end, delimiters, structure?.Root, Seen);
        var record = new Hl7v2Record(document, type, version.Length == 0 ? null : version, number, new(covered, text.RangeOf(start, parser.End).End), text, delimiters, nodes, parser.GroupNames);
        AddSchemaRemarks(record, structure, version, schema, remarks);
        if (parser.HasContinuations) { AddLineRemarks(record, span[..end], new(span[..end], start, delimiters.Field, batch), text, remarks); }
        counts.AddMessage();
        foreach (var line in parser.BatchLines) { counts.AddLine(text, line.Start, line.End, remarks); }
        return record;
    }

    // Whether there are any: blanks and a mark are the message's.
    private bool ReadBatchLines(int start, int end, Remarks remarks)
    {
        var bytes = Text.Bytes.Span[..end];
        var lines = new SegmentLines(bytes, start + bytes[start..].Length - MessageScanner.WithoutMark(bytes[start..]).Length, field: 0, parser.Batch);
        var any = false;
        for (; lines.MoveNext(); any = true) { counts.AddLine(Text, lines.Start, lines.End, remarks); }
        parser.Batch = lines.Batch;
        return any;
    }

    private void Seen(int node, Fit fit, StructureNode? group)
    {
        if (fit != Fit.Expected) { misfits.Add((node, fit, group)); }
    }

    private void AddSchemaRemarks(Hl7v2Record record, MessageStructure? structure, string version, Hl7v2Schema schema, Remarks remarks)
    {
        var header = record.Root;
        if (!Hl7v2Schema.IsKnown(version))
        {
            remarks.Add("OT3111", Severity.Information, $"MSH-12 names no version known here; it was read by the definitions of {schema.Version}",
                header.Place with { Path = "MSH-12" });
        }
        if (structure is null)
        {
            remarks.Add("OT3108", Severity.Information, $"no HL7 version to {schema.Version} has a message structure '{Shown(record.Type)}', so its segments are not grouped", header.Place with { Path = "MSH-9" });
        }
        foreach (var (node, fit, group) in misfits)
        {
            if (remarks.IsFull) { return; }
            var field = new Field(record, node);
            if (fit == Fit.OutOfPlace)
            {
                remarks.Add("OT3105", Severity.Warning, $"{record.Type} has {field.Name}, but not at this place; it was attached to {Parent(field)}",
                field.Place);
            }
            else if (group is not null)
            {
                remarks.Add("OT3105", Severity.Warning, $"{record.Type} has {field.Name}, but not at this place; it was attached to a group {group.Name} of its own, whose {group.Beginning} is missing",
                field.Place);
            }
            else
            {
                remarks.Add("OT3106", Severity.Information, $"{record.Type} has no segment {Shown(field.Name)}; it was attached to {Parent(field)}",
                field.Place);
            }
        }
    }

    private static string Parent(Field segment) => segment.Parent is { Node: > 0 } group ? group.Name : "the message";

    // A text of the message's header is shown only where it looks like a name of the standard.
    private static string Shown(string name) => name.Length <= 20 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : "…";

    private void AddLineRemarks(Hl7v2Record record, ReadOnlySpan<byte> text, SegmentLines lines, MappedText origin, Remarks remarks)
    {
        var continuations = 0;
        while (!remarks.IsFull && lines.MoveNext())
        {
            if (lines.Continuations == continuations) { continue; }
            continuations = lines.Continuations;
            remarks.Add("OT3107", Severity.Warning, "a line that begins with no segment name was taken as the continuation of the line before it",
                new(document.Name, SegmentNames.NameOf(lines.Key), origin.RangeOf(lines.Start, lines.End)),
                    "segments end with a carriage return; text breaks lines with \\.br\\");
        }
    }

    /// <summary>Length of the line that a text begins with.</summary>
    internal static int LineLength(ReadOnlySpan<byte> message)
    {
        var length = message.IndexOfAny("\r\n\u000b\u001c"u8);
        return length < 0 ? message.Length : length;
    }
}
