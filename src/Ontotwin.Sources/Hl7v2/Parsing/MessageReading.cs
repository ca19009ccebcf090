using System.Globalization;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Turns the stretches of one document into records, one after another.</summary>
internal sealed class MessageReading(SourceDocument document, NodeBuffer nodes)
{
    private readonly MessageParser parser = new(nodes);
    private readonly List<(int Node, Fit Fit)> misfits = [];
    private SourceDocument document = document;
    private int messagesInBatch;

    /// <summary>The text of the stretch at hand.</summary>
    internal MappedText Text { get; private set; } = MessageScanner.TextOf(document);

    /// <summary>Goes on with another stretch of the document.</summary>
    internal void Continue(SourceDocument next) => (document, Text) = (next, MessageScanner.TextOf(next));

    /// <summary>Reads the message from <paramref name="start"/> to <paramref name="end"/>; <paramref name="covered"/> is where its stretch begins.</summary>
    internal SourceItem Read(int covered, int start, int end, int number)
    {
        var remarks = new Remarks();
        var text = Text;
        var stretch = text.RangeOf(covered, end);
        if (covered < start) { parser.Batch = parser.Batch.AfterAll(text.Bytes.Span[covered..start]); }
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
        var record = Parse(text, start, end, stretch, number, delimiters, remarks);
        whole.AddRemarks(record, text, start, end);
        return new(record, remarks.ToList());
    }

    private Hl7v2Record Parse(MappedText text, int start, int end, ByteRange stretch, int number, Delimiters delimiters, Remarks remarks)
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
        var record = new Hl7v2Record(document, type, version.Length == 0 ? null : version, number, stretch, text, delimiters, nodes, parser.GroupNames);
        AddSchemaRemarks(record, structure, version, schema, remarks);
        if (parser.HasContinuations) { AddLineRemarks(record, span[..end], new(span[..end], start, delimiters.Field, batch), text, remarks); }
        CountBatch(record, span[start..end], remarks);
        return record;
    }

    private void Seen(int node, Fit fit)
    {
        if (fit != Fit.Expected) { misfits.Add((node, fit)); }
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
        foreach (var (node, fit) in misfits)
        {
            if (remarks.IsFull) { return; }
            var field = new Field(record, node);
            if (fit == Fit.OutOfPlace)
            {
                remarks.Add("OT3105", Severity.Warning, $"{record.Type} has {field.Name}, but not at this place; it was attached to {Parent(field)}",
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
                new(document.Name, SegmentNames.NameOf(SegmentNames.KeyOf(text.Slice(lines.Start, 3))), origin.RangeOf(lines.Start, lines.End)),
                    "segments end with a carriage return; text breaks lines with \\.br\\");
        }
    }

    // BTS-1 says how many messages the batch has.
    private void CountBatch(Hl7v2Record record, ReadOnlySpan<byte> message, Remarks remarks)
    {
        messagesInBatch++;
        if (!parser.HasBatchLines) { return; }
        var at = message.IndexOf("\nBTS"u8) is >= 0 and var lf ? lf : message.IndexOf("\rBTS"u8);
        if (at >= 0)
        {
            var line = message[(at + 1)..];
            line = line[..LineLength(line)];
            var fields = line.Length > 4 ? line[4..] : default;
            var end = line.Length > 4 ? fields.IndexOf(line[3]) : -1;
            if (int.TryParse(end < 0 ? fields : fields[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said != messagesInBatch)
            {
                remarks.Add("OT3109", Severity.Warning, $"BTS-1 counts {said} messages, the batch has {messagesInBatch}",
                    record.Root.Place with { Path = "BTS-1" });
            }
        }
        if (message.IndexOf("\nBHS"u8) >= 0 || message.IndexOf("\rBHS"u8) >= 0 || at >= 0) { messagesInBatch = 0; }
    }

    /// <summary>Length of the line that a text begins with.</summary>
    internal static int LineLength(ReadOnlySpan<byte> message)
    {
        var length = message.IndexOfAny("\r\n\u000b\u001c"u8);
        return length < 0 ? message.Length : length;
    }
}
