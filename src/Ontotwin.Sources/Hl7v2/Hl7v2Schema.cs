using System.Collections.Concurrent;
using System.Collections.Frozen;
using Ontotwin.Sources.Hl7v2.Schema;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// What one HL7 v2 version defines: message structures, segments and data types. 2.1 to 2.8.1. 2.8 and 2.8.1 are 2.7.1 with the message
/// structures in which they differ; their segments and data types are those of 2.7.1, with the fields that later versions append.
/// Read from data files on first use (about 10 ms a version) and kept. Origin: Schema/Data/ORIGIN.md.
/// </summary>
public sealed class Hl7v2Schema
{
    private static readonly ConcurrentDictionary<string, Hl7v2Schema> Loaded = new(StringComparer.Ordinal);

    // Newest first: the first that is not newer than what was asked for serves.
    private static readonly (int Rank, string Version)[] Files =
        [(2081, "2.8.1"), (2080, "2.8"), (2071, "2.7.1"), (2060, "2.6"), (2051, "2.5.1"), (2050, "2.5"), (2040, "2.4"), (2031, "2.3.1"), (2030, "2.3"), (2020, "2.2"),
            (2010, "2.1")];

    private readonly SchemaData data;

    private Hl7v2Schema(SchemaData data) => this.data = data;

    /// <summary>The version whose definitions these are; not the version asked for where that one has none of its own.</summary>
    public string Version => data.Version;

    /// <summary>Names of all message structures, in no order.</summary>
    public IReadOnlyCollection<string> Structures => data.Structures.Keys;

    /// <summary>
    /// The definitions for a version as MSH-12 gives it. An unknown one is served by the newest definitions that are not newer than it (2.6.1 by 2.6;
    /// 2.8.2 by 2.8.1; 2.7 by 2.7.1, which has the same); none or no number at all, by 2.5.1.
    /// </summary>
    public static Hl7v2Schema For(string? version) => Loaded.GetOrAdd(FileFor(version), static name => new(SchemaFile.Load(name)));

    /// <summary>Whether the version has definitions of its own here (2.1–2.8.1).</summary>
    public static bool IsKnown(string? version) => version == "2.7" || Array.Exists(Files, file => file.Version == version);

    /// <summary>
    /// A message structure, or null; a name made of an event (<c>ADT_A08</c>) gives the structure that table 0354 names (<c>ADT_A01</c>). A structure
    /// that the version has withdrawn and senders have not (<c>ORM_O01</c> in 2.7) is taken from the newest version before it that has it.
    /// </summary>
    public MessageStructure? Structure(string name)
    {
        if (data.Structures.TryGetValue(Canonical(name), out var structure)) { return structure; }
        foreach (var file in Files.AsSpan(Array.FindIndex(Files, file => file.Version == Version) + 1))
        {
            var older = For(file.Version);
            if (older.data.Structures.TryGetValue(older.Canonical(name), out structure)) { return structure; }
        }
        return null;
    }

    /// <summary>A segment's definition, or null.</summary>
    public SegmentDefinition? Segment(string name) => data.Segments.GetValueOrDefault(name);

    /// <summary>A data type's definition, or null.</summary>
    public DataTypeDefinition? DataType(string name) => data.DataTypes.GetValueOrDefault(name);

    /// <summary>
    /// The structure's one name: MSH-9.3 if it is there, else from MSH-9.1 and MSH-9.2; <c>ADT^A08</c> and <c>ADT^A08^ADT_A08</c> are both <c>ADT_A01</c>.
    /// A name the version does not know is returned as it was made.
    /// </summary>
    public string StructureName(string messageCode, string triggerEvent, string structure)
    {
        if (structure.Length > 0 && Structure(structure) is { } named) { return named.Name; }
        var byEvent = triggerEvent.Length > 0 ? $"{messageCode}_{triggerEvent}" : messageCode;
        if (Structure(byEvent) is { } found) { return found.Name; }
        if (messageCode == "ACK") { return "ACK"; }
        return structure.Length > 0 ? structure : Canonical(byEvent);
    }

    private string Canonical(string name) => data.Aliases.TryGetValue(name, out var alias) ? alias
        : SchemaFile.Table0354.TryGetValue(name, out var shared) && data.Structures.ContainsKey(shared) ? shared
        : name;

    private static string FileFor(string? version)
    {
        var parts = (version ?? "").Split('.');
        if (parts.Length < 2 || !int.TryParse(parts[0], out var major) || !int.TryParse(parts[1], out var minor) || major != 2) { return "2.5.1"; }
        var rank = 2000 + (Math.Clamp(minor, 0, 99) * 10) + (parts.Length > 2 && int.TryParse(parts[2], out var patch) ? Math.Clamp(patch, 0, 9) : 0);
        if (rank == 2070) { return "2.7.1"; }
        foreach (var file in Files)
        {
            if (file.Rank <= rank) { return file.Version; }
        }
        return "2.1";
    }
}
