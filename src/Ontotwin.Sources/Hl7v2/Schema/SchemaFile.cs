using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Sources.Hl7v2.Parsing;

namespace Ontotwin.Sources.Hl7v2.Schema;

/// <summary>Reads the embedded data files; their format is told in tools/hl7-schema/convert.mjs. They are ours, so a malformed one is a fault of the
/// build.</summary>
internal static class SchemaFile
{
    private static readonly string[] Versions = ["v2.1", "v2.2", "v2.3", "v2.3.1", "v2.4", "v2.5", "v2.5.1", "v2.6", "v2.7.1"];

    private static readonly Lazy<FrozenDictionary<string, string>> Events = new(() => Lines("table0354.txt")
        .Select(line => line.Split('\t')).ToFrozenDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal));

    /// <summary>HL7 table 0354 turned round: from an event's name (<c>ADT_A08</c>) to its structure's (<c>ADT_A01</c>).</summary>
    internal static FrozenDictionary<string, string> Table0354 => Events.Value;

    private static readonly Lazy<FrozenSet<int>> Keys = new(() => AllSegments().Select(SegmentNames.KeyOf).ToFrozenSet());

    /// <summary>The names of the segments of every version, as numbers.</summary>
    internal static FrozenSet<int> SegmentKeys => Keys.Value;

    internal static SchemaData Load(string version)
    {
        var structures = new Dictionary<string, MessageStructure>(StringComparer.Ordinal);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        var segments = new Dictionary<string, SegmentDefinition>(StringComparer.Ordinal);
        var types = new Dictionary<string, DataTypeDefinition>(StringComparer.Ordinal);
        // 2.8 and 2.8.1 have no files of their own: each is the version before it with amendments.
        var file = version is "2.8" or "2.8.1" ? "2.7.1" : version;
        foreach (var entry in Entries(Lines($"v{file}.txt")))
        {
            var head = entry[0].Split('\t');
            switch (head[0])
            {
                case "M": structures[head[1]] = new(head[1], new Grammar(head[2]).Root(head[1])); break;
                case "A": aliases[head[1]] = head[2]; break;
                case "S": segments[head[1]] = new(head[1], head[2], [.. entry.Skip(1).Select(FieldOf)]); break;
                default: types[head[1]] = new(head[1], head[2], [.. entry.Skip(1).Select(ComponentOf)]); break;
            }
        }
        Amend(structures, segments, file);
        if (file != version) { Amend(structures, segments, "2.8"); }
        if (version == "2.8.1") { Amend(structures, segments, version); }
        return new(version, structures.ToFrozenDictionary(StringComparer.Ordinal), aliases.ToFrozenDictionary(StringComparer.Ordinal),
            segments.ToFrozenDictionary(StringComparer.Ordinal), types.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static void Amend(Dictionary<string, MessageStructure> structures, Dictionary<string, SegmentDefinition> segments, string version)
    {
        foreach (var line in Lines("amendments.txt"))
        {
            var cells = line.Split('\t');
            if (cells[0] != version) { continue; }
            if (cells[1][0] == '+') { segments[cells[1][1..]] = Appended(segments[cells[1][1..]], cells); }
            else { structures[cells[1]] = new(cells[1], new Grammar(cells[2]).Root(cells[1])); }
        }
    }

    private static SegmentDefinition Appended(SegmentDefinition segment, string[] cells) => segment with
    {
        Fields = [.. segment.Fields, FieldOf($"F\t{cells[3]}\t{cells[4]}\t{cells[5]}\t{cells[6]}", int.Parse(cells[2], CultureInfo.InvariantCulture) - 1)],
    };

    // A line that begins F or C belongs to the entry before it.
    private static IEnumerable<List<string>> Entries(IEnumerable<string> lines)
    {
        List<string>? entry = null;
        foreach (var line in lines)
        {
            if (line[0] is 'F' or 'C') { entry!.Add(line); continue; }
            if (entry is not null) { yield return entry; }
            entry = [line];
        }
        if (entry is not null) { yield return entry; }
    }

    private static FieldDefinition FieldOf(string line, int index)
    {
        var cells = line.Split('\t');
        var repetitions = int.Parse(cells[3], CultureInfo.InvariantCulture);
        return new(index + 1, cells[4], cells[1], cells[2] == "R", repetitions == 0 ? null : repetitions);
    }

    private static ComponentDefinition ComponentOf(string line, int index)
    {
        var cells = line.Split('\t');
        return new(index + 1, cells[2], cells[1]);
    }

    // A later version's segment may be known by the structures alone that it stands in.
    private static IEnumerable<string> AllSegments()
    {
        foreach (var cells in Versions.Append("amendments").SelectMany(name => Lines(name + ".txt")).Select(line => line.Split('\t')))
        {
            if (cells[0] == "S") { yield return cells[1]; }
            else if (cells[0] == "M" || char.IsAsciiDigit(cells[0][0]))
            {
                foreach (var token in cells[2].Split(' ', '<', '|', '>')) { if (token.TrimEnd('?', '*', '+') is { Length: 3 } name) { yield return name; } }
            }
        }
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(SchemaFile).Assembly.GetManifestResourceStream("hl7v2/" + name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') { yield return line; }
        }
    }
}
