using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>
/// Every element that dcmtk's dcm2json reads, beside ours. What may differ is argued in the oracle's differences.md: group lengths (D1), the character set's own
/// name (D2), digits (D3), VRs of unknown elements (D4), byte order of words (D5), trailing delimiters of names (D6), pads (D7, D9, D10).
/// </summary>
public class Dcm2JsonTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_element_that_dcm2json_reads_is_the_same()
    {
        Assert.SkipUnless(IsInstalled(), "SKIPPED: dcm2json is not installed (Debian package dcmtk)");
        var (files, refused, containers, elements) = (0, 0, 0, 0);
        var different = new List<string>();
        foreach (var line in File.ReadLines(SharedData.Require("oracles", "dicom", "dcmtk-status.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString()!;
            if (row.RootElement.GetProperty("status").GetString() is "dcmtk-failed" or "invalid-utf8") { refused++; continue; }
            var path = SharedData.Require("dev", "dicom", file);
            // It knows no containers.
            if (file.EndsWith(".gz", StringComparison.Ordinal)) { containers++; continue; }
            using var theirs = Theirs(path);
            using var ours = Ours(path);
            files++;
            elements += DataSets(file, ours.RootElement.GetProperty("fileMeta"), ours.RootElement.GetProperty("dataSet"), theirs.RootElement, different);
        }
        output.WriteLine($"{files} files, {elements} elements compared, {different.Count} differ; {refused} files that dcm2json refuses or garbles, {containers} in a container");
        foreach (var line in different.Take(30)) { output.WriteLine(line); }
        Assert.Empty(different);
        Assert.True(files >= 260 && elements > 23_000);
    }

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "dcm2json")));

    private static JsonDocument Theirs(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("dcm2json", ["-fc", "+m", "-ee", path]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // It stops at encapsulated pixel data, in the middle of the object.
        var end = text.TrimEnd();
        if (end.EndsWith(",}", StringComparison.Ordinal) || end.EndsWith(",\n}", StringComparison.Ordinal)) { text = end[..end.LastIndexOf(',')] + "}"; }
        return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 400, AllowTrailingCommas = true });
    }

    private static JsonDocument Ours(string path)
    {
        using var stream = new MemoryStream();
        DicomJson.Write(Assert.Single(DicomReader.Read(new SourceDocument(path, File.ReadAllBytes(path)))).Record!, stream);
        return JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 400 });
    }

    private static int DataSets(string place, JsonElement meta, JsonElement ours, JsonElement theirs, List<string> different)
    {
        var elements = 0;
        foreach (var their in theirs.EnumerateObject())
        {
            if (their.Name is "00080005" || their.Name.EndsWith("0000", StringComparison.Ordinal)) { continue; }
            elements++;
            var at = $"{place}/{their.Name}";
            if (!ours.TryGetProperty(their.Name, out var our) && (meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty(their.Name, out our))) { different.Add(at + " missing"); continue; }
            elements += Element(at, our, their.Value, different);
        }
        return elements;
    }

    private static int Element(string at, JsonElement our, JsonElement their, List<string> different)
    {
        var vr = their.GetProperty("vr").GetString()!;
        if (vr == "SQ")
        {
            var (ours, theirs) = (List(our), List(their));
            if (ours.Length != theirs.Length) { different.Add($"{at} {ours.Length} items for {theirs.Length}"); return 0; }
            return ours.Zip(theirs).Select((pair, i) => DataSets($"{at}[{i + 1}]", default, pair.First, pair.Second, different)).Sum();
        }
        // Implicit VR leaves private VRs unsaid: there it has dictionaries of vendors, and ours gives the bytes (D4), which DicomOracleTests compare.
        if (vr == "UN" && our.GetProperty("vr").GetString() == "SQ" && our.TryGetProperty("vrFile", out _)) { return 0; }
        if (our.GetProperty("vr").GetString() == "UN" && our.TryGetProperty("creator", out _) && our.TryGetProperty("Binary", out _)) { return 0; }
        var isSame = their.TryGetProperty("InlineBinary", out var binary) ? SameBytes(our, binary.GetBytesFromBase64()) : SameValues(vr, our, their);
        if (!isSame) { different.Add($"{at} {our.GetRawText()[..Math.Min(120, our.GetRawText().Length)]} for {their.GetRawText()[..Math.Min(120, their.GetRawText().Length)]}"); }
        return 0;
    }

    private static bool SameBytes(JsonElement our, byte[] theirs)
    {
        if (!our.TryGetProperty("Binary", out var ours) && !our.TryGetProperty("Raw", out ours)) { return theirs.Length == 0; }
        // A value of odd length is padded there (D9).
        string[] hashes = [Convert.ToHexStringLower(SHA256.HashData(theirs)), theirs is [.., 0] ? Convert.ToHexStringLower(SHA256.HashData(theirs.AsSpan(0, theirs.Length - 1))) : ""];
        return hashes.Contains(ours.GetProperty("sha256").GetString()) || (ours.TryGetProperty("sha256LittleEndian", out var little) && hashes.Contains(little.GetString()));
    }

    private static bool SameValues(string vr, JsonElement our, JsonElement their)
    {
        var (ours, theirs) = (List(our), List(their));
        if (theirs.All(IsEmpty) && ours.All(IsEmpty) && !our.TryGetProperty("Binary", out _)) { return true; }
        return ours.Length == theirs.Length && ours.Zip(theirs).All(pair => Same(vr, pair.First, pair.Second));
    }

    private static bool Same(string vr, JsonElement our, JsonElement their)
    {
        if (IsEmpty(our) || IsEmpty(their)) { return IsEmpty(our) && IsEmpty(their); }
        if (vr == "PN") { return Groups(our) == Groups(their); }
        if (Number(our) is { } one && Number(their) is { } other) { return vr is "FL" or "FD" or "DS" ? Math.Abs(one - other) <= 4e-9 * Math.Max(Math.Abs(one), Math.Abs(other)) : one == other; }
        return our.ToString().Trim(' ', '\0') == their.ToString().Trim(' ', '\0');
    }

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Groups(JsonElement name) => string.Join('=', name.EnumerateObject().OrderBy(g => g.Name, StringComparer.Ordinal)
        .Select(g => g.Value.GetString()!.Trim(' ', '\0').TrimEnd('^', '=').Trim()).Where(g => g.Length > 0));

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Trim(' ', '\0').Length == 0,
        JsonValueKind.Object => Groups(value).Length == 0,
        _ => false,
    };

    private static JsonElement[] List(JsonElement element) => element.TryGetProperty("Value", out var list) ? [.. list.EnumerateArray()] : [];
}
