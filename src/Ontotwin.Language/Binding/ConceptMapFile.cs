using System.Security.Cryptography;
using System.Text.Json;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>A FHIR R4 ConceptMap as JSON, read as a lookup: each group's elements with the one target that means the same or something wider.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">What the map calls its version, and the start of its content's hash.</param>
/// <param name="Entries">Source system and code → target.</param>
/// <param name="LeftOut">Elements without a target that may stand for them.</param>
internal sealed record ConceptMapFile(string Path, string Version, Dictionary<string, Code> Entries, int LeftOut)
{
    // A narrower target says more than the source did; an inexact or merely related one says something else.
    private static readonly HashSet<string> Kept = ["equal", "equivalent", "wider", "subsumes", "source-is-narrower-than-target"];

    /// <summary>Stands for a code that systems of one map give different targets.</summary>
    private static readonly Code Ambiguous = new("", "");

    /// <summary>Whether a target of this equivalence may stand for its source (FHIR R4 concept-map-equivalence, R5 concept-map-relationship).</summary>
    public static bool Keeps(string equivalence) => Kept.Contains(equivalence);

    /// <summary>Adds an entry of a concept map. A code that comes without its system (a cell of a CSV file) is looked up as <c>?|code</c>, if no two systems of the map differ on it.</summary>
    public static void Add(Dictionary<string, Code> entries, string system, string code, Code target)
    {
        if (!entries.TryAdd($"{system}|{code}", target) || system.Length == 0) { return; }
        if (!entries.TryAdd($"?|{code}", target) && entries[$"?|{code}"] is var other && (other.System, other.Value) != (target.System, target.Value)) { entries[$"?|{code}"] = Ambiguous; }
    }

    /// <summary>Takes out what no code without a system can mean, once all entries are there.</summary>
    public static void Settle(Dictionary<string, Code> entries)
    {
        foreach (var key in entries.Where(e => ReferenceEquals(e.Value, Ambiguous)).Select(e => e.Key).ToList()) { entries.Remove(key); }
    }

    /// <summary>Reads a map beside the program's file; null with the reason when it is none.</summary>
    public static ConceptMapFile? Read(string programFile, string name, out string? why)
    {
        if (TableFile.PathOf(programFile, name, out why) is not { } path) { return null; }
        if (new FileInfo(path).Length > Limits.MaxTableBytes)
        {
            why = $"'{name}' is larger than {Limits.MaxTableBytes >> 20} MiB";
            return null;
        }
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement is { ValueKind: JsonValueKind.Object } map && Text(map, "resourceType") == "ConceptMap") { return Of(path, map, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]); }
            why = $"'{name}' is JSON and no FHIR ConceptMap";
        }
        catch (JsonException fault)
        {
            why = $"'{name}' is not JSON from line {fault.LineNumber + 1} on";
        }
        return null;
    }

    private static ConceptMapFile Of(string path, JsonElement map, string hash)
    {
        var (entries, leftOut) = (new Dictionary<string, Code>(StringComparer.Ordinal), 0);
        foreach (var group in All(map, "group"))
        {
            var (source, target) = (Text(group, "source"), Text(group, "target"));
            foreach (var element in All(group, "element"))
            {
                // A target that depends on something else of the record, and two that differ, say nothing of the code alone.
                var kept = All(element, "target").Where(t => Keeps(Relation(t)) && Text(t, "code").Length > 0 && !All(t, "dependsOn").Any()).DistinctBy(t => Text(t, "code")).ToList();
                if (kept.Count != 1) { leftOut++; continue; }
                var display = Text(kept[0], "display");
                Add(entries, source, Text(element, "code"), new Code(target, Text(kept[0], "code"), display.Length == 0 ? null : display));
            }
        }
        Settle(entries);
        var version = Text(map, "version");
        return new ConceptMapFile(path, version.Length == 0 ? hash : $"{version}+{hash}", entries, leftOut);
    }

    private static string Relation(JsonElement target) => Text(target, "equivalence") is { Length: > 0 } said ? said : Text(target, "relationship");

    private static JsonElement.ArrayEnumerator All(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
