using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// One record of a document (an HL7 v2 message, a DICOM data set, a CSV row, a FHIR resource or bundle) as a tree of fields, kept as a flat
/// array of nodes in document order over the document's bytes. Node 0 is the root. Values are decoded only when asked for.
/// </summary>
public abstract class SourceRecord
{
    /// <summary>A record of <paramref name="document"/>.</summary>
    protected SourceRecord(SourceDocument document, SourceFormat format, string type, string? version, int number)
    {
        Document = document;
        Format = format;
        Type = type;
        Version = version;
        Number = number;
    }

    /// <summary>The document the record lies in.</summary>
    public SourceDocument Document { get; private protected set; }

    /// <summary>What it is written in.</summary>
    public SourceFormat Format { get; }

    /// <summary>What kind of record: message structure (<c>ORU_R01</c>), resource type (<c>Bundle</c>), modality (<c>CT</c>), or <c>row</c>.</summary>
    public string Type { get; }

    /// <summary>The version the record claims (<c>2.5.1</c>); null when it claims none.</summary>
    public string? Version { get; }

    /// <summary>The path that it is a match of, as it was written (JSON, XML), or how its file was read (<see cref="Csv.CsvOptions.ReadAs"/>); null where nothing was asked.</summary>
    public string? MatchOf { get; internal set; }

    /// <summary>Position among the document's records, from 1.</summary>
    public int Number { get; private protected set; }

    /// <summary>The bytes of the whole record in its document.</summary>
    public abstract ByteRange Bytes { get; }

    /// <summary>Takes note of the values that are read from here on; null, the default: nobody wants to know, and it costs nothing.</summary>
    public FieldReads? Reads { get; set; }

    /// <summary>The root of the tree.</summary>
    public Field Root => new(this, 0);

    /// <summary>The field at a node.</summary>
    public Field FieldAt(int node) => new(this, node);

    /// <summary>The field at a node that another field of a record of the same shape told (<see cref="Field.Node"/>); absent when the record ends before it.</summary>
    public Field At(int node) => node >= 0 && node < NodeCount ? new(this, node) : default;

    /// <summary>Number of nodes in the tree, the root included.</summary>
    public abstract int NodeCount { get; }

    /// <summary>Local name of a node: group or segment (<c>OBX</c>), field or component number (<c>3</c>), DICOM keyword, FHIR element, CSV column.</summary>
    public abstract string NameOf(int node);

    /// <summary>The name as the document writes it, where it is read by another (a CSV column that goes by several); else <see cref="NameOf"/>.</summary>
    public virtual string WrittenNameOf(int node) => NameOf(node);

    /// <summary>State of a node.</summary>
    public abstract FieldState StateOf(int node);

    /// <summary>Whether a node only holds others and has no text of its own, so that no text or number can be read of it: an object of JSON or FHIR.</summary>
    public virtual bool IsGroup(int node) => false;

    /// <summary>
    /// The node's value, decoded and unescaped as text; the empty string where there is none. Composite nodes give the text of their first
    /// leaf where the format says that a composite may be read so (HL7 v2), else the empty string.
    /// </summary>
    public abstract string TextOf(int node);

    /// <summary>
    /// <see cref="TextOf"/> in UTF-8. Where the document's own bytes are that already (UTF-8 or ASCII without escapes: nearly always), they are given
    /// without a copy; the span is good as long as the record.
    /// </summary>
    public virtual ReadOnlySpan<byte> Utf8Of(int node) => Encoding.UTF8.GetBytes(TextOf(node));

    /// <summary>The document that a node lies in: the record's own, but for fields that a join brought.</summary>
    public virtual SourceDocument DocumentOf(int node) => Document;

    /// <summary>The bytes of a node in the document: of its value as written, without quotes or delimiters.</summary>
    public abstract ByteRange BytesOf(int node);

    /// <summary>Human path of a node, repetitions counted from 1: <c>OBX[3]-5.1</c>, <c>entry[4].resource.valueQuantity.value</c>, <c>row 17 "steps"</c>.</summary>
    public abstract string PathOf(int node);

    /// <summary>The node whose text <see cref="TextOf"/> gives: itself, but for composites that are read as their first leaf.</summary>
    internal virtual int LeafOf(int node) => node;

    /// <summary>The number of an item among those of its sequence, from 1; 0 for any other node. Only DICOM has items.</summary>
    public virtual int ItemNumberOf(int node) => 0;

    /// <summary>The parent of a node; -1 for the root.</summary>
    public abstract int ParentOf(int node);

    /// <summary>The first child of <paramref name="node"/> with the given name, or -1. With null: the first child of any name.</summary>
    public abstract int FirstChild(int node, string? name);

    /// <summary>The next sibling of <paramref name="node"/> with the given name (a repetition, when it is its own), or -1. With null: of any name.</summary>
    public abstract int NextSibling(int node, string? name);
}
