using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>One node of a record's tree: a record and a position in it. <c>default</c> is an absent field of no record.</summary>
public readonly struct Field : IEquatable<Field>
{
    private readonly SourceRecord? record;
    private readonly int node;

    internal Field(SourceRecord record, int node)
    {
        this.record = record;
        this.node = node;
    }

    /// <summary>Whether the field is not there at all.</summary>
    public bool IsAbsent => record is null;

    /// <summary>The record it belongs to; null when absent.</summary>
    public SourceRecord? Record => record;

    /// <summary>Index of the node in its record.</summary>
    public int Node => node;

    /// <summary>Local name; empty when absent.</summary>
    public string Name => record?.NameOf(node) ?? "";

    /// <summary>The name as the document writes it (<see cref="SourceRecord.WrittenNameOf"/>); empty when absent.</summary>
    public string WrittenName => record?.WrittenNameOf(node) ?? "";

    /// <summary>Absent, empty, null or value.</summary>
    public FieldState State => record?.StateOf(node) ?? FieldState.Absent;

    /// <summary>Whether it only holds others and has no text of its own: an object of JSON or FHIR.</summary>
    public bool IsGroup => record?.IsGroup(node) ?? false;

    /// <summary>Decoded text; empty unless <see cref="State"/> is <see cref="FieldState.Value"/>.</summary>
    public string Text => Read()?.TextOf(node) ?? "";

    /// <summary><see cref="Text"/> in UTF-8, without a copy where the document holds it so.</summary>
    public ReadOnlySpan<byte> Utf8 => Read() is { } read ? read.Utf8Of(node) : [];

    /// <summary>The bytes of the value in the document.</summary>
    public ByteRange Bytes => record?.BytesOf(node) ?? default;

    /// <summary>Human path, repetitions counted from 1.</summary>
    public string Path => record?.PathOf(node) ?? "";

    /// <summary>The field's place, for diagnostics and origins.</summary>
    public SourcePlace Place => record is null ? default : new(record.DocumentOf(node).Name, Path, Bytes);

    /// <summary>The document it lies in; null when absent.</summary>
    public SourceDocument? Document => record?.DocumentOf(node);

    /// <summary>The field around it; absent for the root.</summary>
    public Field Parent => record is not null && record.ParentOf(node) is >= 0 and var parent ? new(record, parent) : default;

    /// <summary>The first child of that name; absent when there is none.</summary>
    public Field First(string name) => record is not null && record.FirstChild(node, name) is >= 0 and var child ? new(record, child) : default;

    /// <summary>All children of that name in document order: its repetitions.</summary>
    public FieldSequence All(string name) => new(record, node, name);

    /// <summary>All children in document order.</summary>
    public FieldSequence Children => new(record, node, null);

    /// <summary>Tells those who want to know (<see cref="SourceRecord.Reads"/>) that the value decided something, though its text was not looked at.</summary>
    public void MarkRead() => Read();

    // A composite read as text is read as its first leaf (HL7 v2).
    private SourceRecord? Read()
    {
        if (record?.Reads is { } reads) { reads.Add(record.LeafOf(node)); }
        return record;
    }

    /// <inheritdoc/>
    public bool Equals(Field other) => ReferenceEquals(record, other.record) && node == other.node;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Field other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(record, node);

    /// <summary>Whether both are the same node of the same record.</summary>
    public static bool operator ==(Field left, Field right) => left.Equals(right);

    /// <summary>Whether they are different nodes.</summary>
    public static bool operator !=(Field left, Field right) => !left.Equals(right);
}

/// <summary>The children of a field, to be walked with <c>foreach</c> without allocation.</summary>
public readonly struct FieldSequence
{
    private readonly SourceRecord? record;
    private readonly int parent;
    private readonly string? name;

    internal FieldSequence(SourceRecord? record, int parent, string? name) => (this.record, this.parent, this.name) = (record, parent, name);

    /// <summary>Starts the walk.</summary>
    public Enumerator GetEnumerator() => new(record, parent, name);

    /// <summary>Walks children in document order.</summary>
    public struct Enumerator
    {
        private readonly SourceRecord? record;
        private readonly int parent;
        private readonly string? name;
        private int node;
        private bool started;

        internal Enumerator(SourceRecord? record, int parent, string? name)
        {
            (this.record, this.parent, this.name) = (record, parent, name);
            node = -1;
            started = false;
        }

        /// <summary>The child stood at.</summary>
        public readonly Field Current => record is null ? default : new(record, node);

        /// <summary>Steps to the next child.</summary>
        public bool MoveNext()
        {
            // A field that stands for its own first component (HL7 v2) is its only one.
            if (record is null || (started && node == parent)) { return false; }
            node = started ? record.NextSibling(node, name) : record.FirstChild(parent, name);
            started = true;
            return node >= 0;
        }
    }
}
