using Ontotwin.Engine.Coverage;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// The tables of HL7's v2-to-FHIR guide: which fields of which segments each message gives. Only what they ask for is read: the segment maps of a message,
/// and of each the rows that have a target in FHIR. Source: github.com/HL7/v2-to-fhir, folders <c>messages</c> and <c>segments</c>.
/// </summary>
public sealed class V2ToFhirTables
{
    private readonly Dictionary<string, IReadOnlyList<string>> segmentMapsOf;
    private readonly Dictionary<string, IReadOnlyList<TableRow>> rowsOf;

    private V2ToFhirTables(Dictionary<string, IReadOnlyList<string>> segmentMapsOf, Dictionary<string, IReadOnlyList<TableRow>> rowsOf) => (this.segmentMapsOf, this.rowsOf) = (segmentMapsOf, rowsOf);

    /// <summary>Messages that have a table, in order.</summary>
    public IEnumerable<string> Messages => segmentMapsOf.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the tables of a folder.</summary>
    /// <returns>The tables; a failure (OT6201) when the folder has none.</returns>
    public static Outcome<V2ToFhirTables> Load(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "messages")) || !Directory.Exists(Path.Combine(folder, "segments")))
        {
            return Outcome<V2ToFhirTables>.Fail(new Diagnostic("OT6201", Severity.Error, $"'{folder}' has no folders 'messages' and 'segments': it holds no v2-to-FHIR tables")
            {
                Hint = "name the folder 'mappings' of a copy of github.com/HL7/v2-to-fhir",
            });
        }
        var messages = TableFiles.In(Path.Combine(folder, "messages")).ToDictionary(t => t.Name, t => TableFiles.SegmentMaps(t.File), StringComparer.Ordinal);
        var segments = TableFiles.In(Path.Combine(folder, "segments")).ToDictionary(t => t.Name, t => TableFiles.Rows(t.File), StringComparer.Ordinal);
        return Outcome<V2ToFhirTables>.Ok(new V2ToFhirTables(messages, segments));
    }

    /// <summary>Which rows of the tables a fact came of, for each message that was counted and has a table.</summary>
    public IReadOnlyList<MessageCoverage> Cover(FieldCoverage coverage) =>
        [.. Messages.Where(coverage.HasMessages).Select(m => new MessageCoverage(m, [.. segmentMapsOf[m].Where(rowsOf.ContainsKey).Select(map => Cover(coverage, m, map))])
        {
            MapsWithoutTable = [.. segmentMapsOf[m].Where(map => !rowsOf.ContainsKey(map))],
        })];

    private SegmentCoverage Cover(FieldCoverage coverage, string message, string map)
    {
        var rows = rowsOf[map].Select(row => (Row: row, Use: coverage.Of(message, row.Segment, row.Numbers))).ToList();
        return new SegmentCoverage(map, rows.Count, rows.Count(r => r.Use.HasFacts), rows.Count(r => r.Use.Values > 0))
        {
            Uncovered = [.. rows.Where(r => !r.Use.HasFacts).DistinctBy(r => r.Row.Identifier).Select(r => new UncoveredField(
                r.Row.Identifier, r.Row.Name, r.Use switch { { Values: 0 } => UncoveredReason.NoValue, { Reads: > 0 } => UncoveredReason.ReadWithoutFact, _ => UncoveredReason.Unread }))],
        };
    }
}

/// <summary>How much of a message's tables a run covered.</summary>
/// <param name="Message">Its structure: <c>ORU_R01</c>.</param>
/// <param name="Segments">By segment map.</param>
public sealed record MessageCoverage(string Message, IReadOnlyList<SegmentCoverage> Segments)
{
    /// <summary>Rows with a target in FHIR.</summary>
    public int Rows => Segments.Sum(s => s.Rows);

    /// <summary>Rows of whose field a fact, or an identifier of a person, came in this run.</summary>
    public int Covered => Segments.Sum(s => s.Covered);

    /// <summary>Rows whose field held a value in this run.</summary>
    public int WithValue => Segments.Sum(s => s.WithValue);

    /// <summary>Segment maps that the message names and the folder does not have.</summary>
    public IReadOnlyList<string> MapsWithoutTable { get; init; } = [];
}

/// <summary>How much of one segment map a run covered within one message.</summary>
/// <param name="Map">Its name: <c>PID[Patient]</c>.</param>
/// <param name="Rows">Rows with a target in FHIR.</param>
/// <param name="Covered">Rows of whose field a fact, or an identifier of a person, came.</param>
/// <param name="WithValue">Rows whose field held a value.</param>
public sealed record SegmentCoverage(string Map, int Rows, int Covered, int WithValue)
{
    /// <summary>The fields of the other rows, each once.</summary>
    public IReadOnlyList<UncoveredField> Uncovered { get; init; } = [];
}

/// <summary>A field of the tables that no fact came of.</summary>
/// <param name="Field">Its identifier: <c>PID-24</c>.</param>
/// <param name="Name">Its name in the table.</param>
/// <param name="Reason">Why.</param>
public sealed record UncoveredField(string Field, string Name, UncoveredReason Reason);

/// <summary>Why no fact came of a field. <c>default</c> is <see cref="NoValue"/>.</summary>
public enum UncoveredReason
{
    /// <summary>It held no value in this run.</summary>
    NoValue = 0,

    /// <summary>It held a value, and no rule read it.</summary>
    Unread,

    /// <summary>A rule read it for something else: a condition, a key, a time that orders.</summary>
    ReadWithoutFact,
}
