using Ontotwin.Mapping.Coverage;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping;

/// <summary>
/// What a run read of its sources, field by field: counted by what really happened in each record, not by what the maps say. Values are never kept.
/// Cost: O(nodes) a record; memory O(different paths), at most <see cref="Limits.MaxCoveragePaths"/>. Not thread-safe.
/// </summary>
public sealed class FieldCoverage
{
    private readonly Dictionary<string, CoveredPath> sources = new(StringComparer.Ordinal);
    private readonly PathTree tree = new();
    private readonly List<ByteRange> readByPath = [];
    private readonly OutsideTable outside = new();

    /// <summary>Records counted.</summary>
    public long Records { get; private set; }

    /// <summary>Paths of fields that held a value somewhere.</summary>
    public int Paths => sources.Values.SelectMany(s => s.All()).Count(p => p.Values > 0);

    /// <summary>Whether there were more different paths than are told apart.</summary>
    public bool IsCut => tree.IsFull;

    /// <summary>
    /// Fields that held a value and that no rule read, in order of sources and paths: a field of which nothing was ever read as one, else its parts.
    /// What the readers themselves need (delimiters, the message's type, character sets) is left out.
    /// </summary>
    public IReadOnlyList<UnreadField> Unread() =>
        [.. sources.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => s.Value.Children.SelectMany(c => UnreadFields.Below(s.Key, c)))];

    /// <summary>
    /// What of JSON and XML documents lies outside every path that maps read: for each kind of source and path the outermost elements or values, in order. At most
    /// <see cref="Limits.MaxOutsidePaths"/> are told apart.
    /// </summary>
    public IReadOnlyList<UnreadField> Outside() => outside.All();

    /// <summary>Says that all records of a document were counted.</summary>
    /// <param name="document">The document, whole.</param>
    /// <param name="reader">What read it.</param>
    public void EndDocument(SourceDocument document, DocumentReader reader)
    {
        outside.Add(document.Name, reader.Outside(document, readByPath));
        readByPath.Clear();
    }

    /// <summary>Whether HL7 v2 messages of this structure were counted.</summary>
    public bool HasMessages(string structure) => sources.ContainsKey(SourceName.OfMessages(structure));

    /// <summary>What became of one HL7 v2 field: <c>PID</c>, <c>3</c>; with a component, of that.</summary>
    /// <param name="structure">The message's structure: <c>ORU_R01</c>.</param>
    /// <param name="segment">Its name.</param>
    /// <param name="numbers">Field, and perhaps component and sub-component, as they are written.</param>
    public FieldUse Of(string structure, string segment, params ReadOnlySpan<string> numbers)
    {
        if (!sources.TryGetValue(SourceName.OfMessages(structure), out var at) || at.Find(segment) is not { } found) { return default; }
        var aroundGave = false;
        foreach (var number in numbers)
        {
            aroundGave |= found.Facts > 0;
            // By HL7's rule a part that is not divided is its own first component.
            if (found.Find(number) is { } part) { found = part; }
            else if (number != "1" || found.Values == 0) { return default; }
        }
        var (values, reads, facts) = found.Sum();
        return new FieldUse(values, reads, facts > 0 || (aroundGave && reads > 0));
    }

    internal void Add(SourceRecord record, MappedRecord mapped, IEnumerable<Field> keys, string files)
    {
        Records++;
        // What lies outside is looked for in whole documents only: of one that is read in stretches the list would grow with its length.
        if (record is { Format: SourceFormat.Json or SourceFormat.Xml, MatchOf: not null, Document.IsWhole: true }) { readByPath.Add(record.Bytes); }
        var source = SourceName.Of(record, files);
        if (!sources.TryGetValue(source, out var root)) { sources.Add(source, root = new CoveredPath(source, null)); }
        var nodes = tree.Add(record, root);
        foreach (var node in mapped.Nodes)
        {
            foreach (var fact in node.Facts) { Gave(record, nodes, fact.From); }
        }
        foreach (var sample in mapped.Samples) { Gave(record, nodes, sample.From); }
        foreach (var key in keys)
        {
            if (ReferenceEquals(key.Record, record)) { nodes[key.Node].Facts++; }
        }
    }

    private static void Gave(SourceRecord record, ReadOnlySpan<CoveredPath> nodes, LiftedFrom from)
    {
        if (from.HasText && ReferenceEquals(from.Field.Record, record)) { nodes[from.Field.Node].Facts++; }
    }
}

/// <summary>A field that no rule read, somewhere or anywhere.</summary>
/// <param name="Source">What kind of source: <c>HL7 v2 ORU_R01</c>, <c>FHIR</c>, <c>DICOM CT</c>, <c>CSV vitals/*.csv</c>.</param>
/// <param name="Field">Its path without repetitions: <c>OBX-8</c>, <c>Observation.note</c>, <c>PatientAge</c>, a column.</param>
/// <param name="Values">How often it held a value.</param>
/// <param name="Unread">How often nothing read it.</param>
/// <param name="Documents">Documents in which nothing read it.</param>
/// <param name="Example">A place where nothing read it.</param>
public sealed record UnreadField(string Source, string Field, long Values, long Unread, long Documents, SourcePlace Example);

/// <summary>What became of a field. <c>default</c>: it never held a value.</summary>
/// <param name="Values">How often it, or a part of it, held a value.</param>
/// <param name="Reads">How often that was read.</param>
/// <param name="HasFacts">Whether a fact or an identifier of a person came of it.</param>
public readonly record struct FieldUse(long Values, long Reads, bool HasFacts);
