using System.Text.Json;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>Compares two data sets in JSON by the oracle's rules: no group lengths; pads trimmed; FL as float32; UN allowed where the oracle resolved it.</summary>
internal sealed class DicomComparison
{
    public List<string> Differences { get; } = [];

    public int Elements { get; private set; }

    public void DataSets(string path, JsonElement ours, JsonElement theirs)
    {
        var tags = ours.EnumerateObject().Concat(theirs.EnumerateObject()).Select(each => each.Name).Distinct();
        foreach (var tag in tags)
        {
            if (tag.EndsWith("0000", StringComparison.Ordinal)) { continue; }
            Elements++;
            var place = path + "/" + tag;
            if (!ours.TryGetProperty(tag, out var our)) { Differences.Add(place + " missing"); continue; }
            if (!theirs.TryGetProperty(tag, out var their)) { Differences.Add(place + " too much"); continue; }
            Element(place, our, their);
        }
    }

    private void Element(string place, JsonElement our, JsonElement their)
    {
        var (ourVr, theirVr) = (our.GetProperty("vr").GetString(), their.GetProperty("vr").GetString());
        if (ourVr != theirVr)
        {
            var isAllowed = ourVr == "UN" && (their.TryGetProperty("Raw", out var raw) || their.TryGetProperty("Binary", out raw)) && our.TryGetProperty("Binary", out var binary)
                && Text(raw, "sha256") == Text(binary, "sha256");
            var isEmpty = ourVr == "UN" && !our.TryGetProperty("Binary", out _) && !their.TryGetProperty("Value", out _);
            if (!isAllowed && !isEmpty) { Differences.Add($"{place} VR {ourVr} for {theirVr}"); }
            return;
        }
        if (Text(our, "creator") != Text(their, "creator")) { Differences.Add($"{place} creator"); }
        if (ourVr == "SQ") { Items(place, our, their); return; }
        if (their.TryGetProperty("Binary", out var theirBinary) || our.TryGetProperty("Binary", out _)) { Binaries(place, our, theirBinary); return; }
        Values(place, ourVr!, our, their);
    }

    private void Items(string place, JsonElement our, JsonElement their)
    {
        var (ours, theirs) = (ListOf(our, "Value"), ListOf(their, "Value"));
        if (ours.Length != theirs.Length) { Differences.Add($"{place} {ours.Length} items for {theirs.Length}"); return; }
        for (var i = 0; i < ours.Length; i++) { DataSets($"{place}[{i + 1}]", ours[i], theirs[i]); }
    }

    private void Binaries(string place, JsonElement our, JsonElement theirs)
    {
        var isThere = our.TryGetProperty("Binary", out var ours);
        var theirsIsEmpty = theirs.ValueKind == JsonValueKind.Undefined || theirs.GetProperty("length").GetInt32() == 0;
        if (!isThere && theirsIsEmpty) { return; }
        if (!isThere || theirs.ValueKind == JsonValueKind.Undefined) { Differences.Add(place + " binary"); return; }
        foreach (var name in new[] { "length", "sha256", "sha256LittleEndian", "basicOffsetTable", "fragments", "fragmentsSha256" })
        {
            if (theirs.TryGetProperty(name, out var value) && (!ours.TryGetProperty(name, out var own) || own.GetRawText() != value.GetRawText())) { Differences.Add($"{place} {name}"); }
        }
    }

    private void Values(string place, string vr, JsonElement our, JsonElement their)
    {
        var (ours, theirs) = (ListOf(our, "Value"), ListOf(their, "Value"));
        var same = ours.Length == theirs.Length && ours.Zip(theirs).All(pair => Same(vr, pair.First, pair.Second));
        var bothEmpty = ours.All(IsEmpty) && theirs.All(IsEmpty) && Math.Max(ours.Length, theirs.Length) <= 1;
        if (!same && !bothEmpty) { Differences.Add($"{place} {vr} {our.GetRawText()} for {their.GetRawText()}"); }
        if (their.TryGetProperty("Str", out _) && !ListOf(our, "Str").Select(each => each.GetString()!.Trim()).SequenceEqual(ListOf(their, "Str").Select(each => each.GetString()!.Trim())))
        {
            Differences.Add($"{place} Str");
        }
    }

    private static bool Same(string vr, JsonElement our, JsonElement their)
    {
        if (IsEmpty(our) || IsEmpty(their)) { return IsEmpty(our) && IsEmpty(their); }
        if (vr == "PN") { return Groups(our).SequenceEqual(Groups(their)); }
        if (our.ValueKind != their.ValueKind) { return false; }
        return our.ValueKind == JsonValueKind.Number
            ? (vr == "FL" ? (float)our.GetDouble() == (float)their.GetDouble() : our.GetDouble() == their.GetDouble())
            : Trimmed(vr, our.GetString()!) == Trimmed(vr, their.GetString()!);
    }

    private static IEnumerable<(string, string)> Groups(JsonElement name) => name.EnumerateObject()
        .Select(group => (group.Name, group.Value.GetString()!.Trim().TrimEnd('^', '=').Trim())).Where(group => group.Item2.Length > 0);

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Trim(' ', '\0').Length == 0,
        JsonValueKind.Object => !Groups(value).Any(),
        _ => false,
    };

    private static string Trimmed(string vr, string text) => vr is "LT" or "ST" or "UT" or "UC" or "DA" or "TM" or "DT" ? text.TrimEnd(' ', '\0') : text.Trim(' ', '\0');

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement[] ListOf(JsonElement element, string name) => element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
