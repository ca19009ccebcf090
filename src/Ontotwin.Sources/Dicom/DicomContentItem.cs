using System.Globalization;
using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>One item of the content tree of a structured report (PS3.3 C.17.3).</summary>
/// <param name="Path">Its place as Referenced Content Item Identifier counts it: <c>1</c> for the document, <c>1.2.3</c>.</param>
/// <param name="Field">The item's fields; the data set itself for the root.</param>
public sealed record DicomContentItem(string Path, Field Field)
{
    /// <summary>How it relates to the item around it (<c>CONTAINS</c>); empty for the root.</summary>
    public string Relationship => Path == "1" ? "" : Field.First("RelationshipType").Text;

    /// <summary>What kind of value it has (<c>NUM</c>, <c>CODE</c> …); empty where it stands for another item.</summary>
    public string ValueType => Field.First("ValueType").Text;

    /// <summary>The item of the concept's name: code, scheme and meaning are its fields; absent without one.</summary>
    public Field Concept => DicomFields.Item(Field, "ConceptNameCodeSequence");

    /// <summary>The path of the item that it stands for (a by-reference relationship); null where it stands for itself.</summary>
    public string? ReferenceTo
    {
        get
        {
            var numbers = DicomFields.Numbers(Field, "ReferencedContentItemIdentifier");
            return numbers is { Count: > 0 } ? string.Join('.', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))) : null;
        }
    }

    /// <summary>
    /// What it says: the field with the text, name, date, time or UID; the item with the code, the measured value or the reference; for coordinates the item
    /// itself. Absent where it says nothing, as a container does.
    /// </summary>
    public Field Value => ValueType switch
    {
        "TEXT" => Field.First("TextValue"),
        "CODE" => DicomFields.Item(Field, "ConceptCodeSequence"),
        "NUM" => DicomFields.Item(Field, "MeasuredValueSequence"),
        "PNAME" => Field.First("PersonName"),
        "UIDREF" => Field.First("UID"),
        "DATE" => Field.First("Date"),
        "TIME" => Field.First("Time"),
        "DATETIME" => Field.First("DateTime"),
        "IMAGE" or "COMPOSITE" or "WAVEFORM" => DicomFields.Item(Field, "ReferencedSOPSequence"),
        "SCOORD" or "SCOORD3D" or "TCOORD" => Field,
        _ => default,
    };

    /// <summary>The items of a structured report in document order, its root first; nothing for other records. Depth is the reader's (<see cref="DicomLimits.MaxDepth"/>).</summary>
    public static IEnumerable<DicomContentItem> In(SourceRecord record)
    {
        if (record is not DicomRecord || record.Root.First("ValueType").IsAbsent) { yield break; }
        var pending = new Stack<DicomContentItem>([new("1", record.Root)]);
        while (pending.TryPop(out var item))
        {
            yield return item;
            var children = DicomFields.Items(item.Field, "ContentSequence");
            for (var i = children.Count - 1; i >= 0; i--) { pending.Push(new($"{item.Path}.{(i + 1).ToString(CultureInfo.InvariantCulture)}", children[i])); }
        }
    }
}
