using System.Globalization;
using Ontotwin.Sources.Hl7v2.Parsing;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// Writes every value of a message as <c>path TAB value</c>, one a line, in the notation that other HL7 tools print: groups, segments and repetitions
/// counted from 0, every value as <c>field(repetition).component.subcomponent</c>. Escaped delimiters are resolved, other escapes stay as written;
/// then <c>\</c> is written <c>\\</c>, and CR, LF and TAB as <c>\r \n \t</c>.
/// </summary>
public static class Hl7v2Leaves
{
    /// <summary>Writes the header line and the leaves of a message; nothing for a record of another format.</summary>
    public static void Write(SourceRecord record, TextWriter writer)
    {
        if (record is not Hl7v2Record message) { return; }
        var type = message.RawType;
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"# message {message.Number - 1} {message.Version} {type} structure={message.Type} segments={message.Segments.Length}\n"));
        foreach (var segment in message.Segments)
        {
            var path = PathOf(message, segment);
            for (var field = message.FirstChild(segment, null); field >= 0; field = message.NextSibling(field, null))
            {
                WriteField(message, field, $"{path}-{message.NameOf(field)}({Occurrence(message, field)})", writer);
            }
        }
    }

    private static void WriteField(Hl7v2Record message, int field, string path, TextWriter writer)
    {
        if (!message.HasChildren(field)) { WriteLeaf(message, field, path + ".1.1", writer); return; }
        for (var component = message.FirstChild(field, null); component >= 0; component = message.NextSibling(component, null))
        {
            var componentPath = $"{path}.{message.NameOf(component)}";
            if (!message.HasChildren(component)) { WriteLeaf(message, component, componentPath + ".1", writer); continue; }
            for (var part = message.FirstChild(component, null); part >= 0; part = message.NextSibling(part, null))
            {
                WriteLeaf(message, part, $"{componentPath}.{message.NameOf(part)}", writer);
            }
        }
    }

    private static void WriteLeaf(Hl7v2Record message, int node, string path, TextWriter writer)
    {
        if (message.StateOf(node) == FieldState.Empty) { return; }
        var value = message.RawText(node).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        writer.Write($"{path}\t{value}\n");
    }

    /// <summary><c>PATIENT_RESULT(0)/ORDER_OBSERVATION(1)/OBR(0)</c>.</summary>
    internal static string PathOf(Hl7v2Record message, int node)
    {
        var own = $"{message.NameOf(node)}({Occurrence(message, node)})";
        var parent = message.ParentOf(node);
        return parent > 0 ? PathOf(message, parent) + "/" + own : own;
    }

    private static string Occurrence(Hl7v2Record message, int node) => Math.Max(message.Places.AmongSiblings(node) - 1, 0).ToString(CultureInfo.InvariantCulture);
}
