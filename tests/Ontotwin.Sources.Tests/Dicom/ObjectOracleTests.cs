using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Dicom;

/// <summary>Content trees, waveforms, segmentations, radiotherapy and directories beside what pydicom and numpy made of the same files.</summary>
public class ObjectOracleTests
{
    [Theory]
    [InlineData("dicom", "dev/dicom", 47)]
    [InlineData("dicom-made", "oracles/dicom-made", 122)]
    public void Content_trees_of_structured_reports(string oracle, string folder, int items)
    {
        var seen = 0;
        foreach (var (record, expected) in Rows(oracle, folder, "sr.jsonl"))
        {
            var wanted = expected.GetProperty("tree").EnumerateArray().Select(i => Written(i)).ToList();
            Assert.Equal(wanted, DicomContentItem.In(record).Select(i => Written(i)));
            seen += wanted.Count;
        }
        Assert.Equal(items, seen);
    }

    [Theory]
    [InlineData("dicom", "dev/dicom", 2)]
    [InlineData("dicom-made", "oracles/dicom-made", 1)]
    public void Samples_of_electrocardiograms(string oracle, string folder, int files)
    {
        var seen = 0;
        foreach (var (record, expected) in Rows(oracle, folder, "ecg.jsonl"))
        {
            var groups = DicomWaveform.In(record);
            Assert.Equal(expected.GetProperty("groups").GetArrayLength(), groups.Count);
            foreach (var (wanted, group) in expected.GetProperty("groups").EnumerateArray().Zip(groups)) { AssertGroup(wanted, group); }
            seen++;
        }
        Assert.Equal(files, seen);
    }

    [Fact]
    public void Volumes_of_segmentations()
    {
        var seen = 0;
        foreach (var (record, expected) in Rows("dicom", "dev/dicom", "seg.jsonl"))
        {
            var segments = DicomSegment.In(record);
            Assert.True(segments.IsOk, string.Join(' ', segments.Diagnostics));
            Assert.Equal(
                expected.GetProperty("segments").EnumerateArray().Select(s => (record.Document.Name, Int(s, "number"), Text(s, "label"), string.Join(' ', s.GetProperty("frames").EnumerateArray().Select(f => f.GetInt32())), (decimal)Int(s, "voxelsSet")!, Rounded(s, "volumeMl"))),
                segments.Value.Select(s => (record.Document.Name, (int?)s.Number, (string?)s.Definition.First("SegmentLabel").Text, string.Join(' ', s.Frames), s.Voxels, Rounded(s.VolumeMl))));
            seen++;
        }
        Assert.Equal(11, seen);
    }

    [Fact]
    public void Structures_and_doses_of_radiotherapy()
    {
        var (structures, doses) = (0, 0);
        foreach (var (record, expected) in Rows("dicom", "dev/dicom", "rt.jsonl"))
        {
            if (expected.TryGetProperty("rois", out var regions))
            {
                Assert.Equal(
                    regions.EnumerateArray().Select(r => (Int(r, "number"), Text(r, "name"), Text(r, "interpretedType"), Int(r, "contours"), Int(r, "points"), Rounded(r, "areaSumMm2"), Rounded(r, "volumeMl"))),
                    DicomStructure.In(record).Select(s => ((int?)s.Number, (string?)s.Name, (string?)s.Observation.First("RTROIInterpretedType").Text, (int?)s.Contours.Count, (int?)s.Contours.Sum(c => c.Points.Count), Rounded(s.AreaMm2), Rounded(s.VolumeMl))));
                structures++;
            }
            if (!expected.TryGetProperty("maxDose", out var most)) { continue; }
            var dose = DicomDose.Of(record).Value!;
            Assert.Equal((record.Document.Name, Text(expected, "doseUnits"), most.GetDecimal()), (record.Document.Name, dose.Units, Math.Round(dose.Most, 10)));
            Assert.Equal(expected.GetProperty("meanDose").GetDouble(), (double)dose.Mean, 1e-8);
            Assert.Equal(string.Join(' ', expected.GetProperty("maxVoxelIndexFrameRowCol").EnumerateArray().Select(i => i.GetInt32() + 1)), string.Create(CultureInfo.InvariantCulture, $"{dose.MostAt.Frame} {dose.MostAt.Row} {dose.MostAt.Column}"));
            doses++;
        }
        Assert.Equal((1, 7), (structures, doses));
    }

    [Fact]
    public void Trees_of_directories()
    {
        var seen = 0;
        foreach (var (record, expected) in Rows("dicom", "dev/dicom", "dicomdir.jsonl"))
        {
            var (tree, unreachable) = DicomDirectoryRecord.Of(record);
            Assert.Equal(expected.GetProperty("tree").EnumerateArray().SelectMany(r => Written(r, 0)), tree.SelectMany(r => Written(r, 0)));
            Assert.Equal(expected.GetProperty("unreachable").GetArrayLength(), unreachable.Count);
            seen++;
        }
        Assert.Equal(8, seen);
    }

    private static void AssertGroup(JsonElement wanted, DicomWaveform group)
    {
        Assert.Equal((Int(wanted, "channels"), Int(wanted, "samples"), wanted.GetProperty("samplingFrequencyHz").GetDecimal()), (group.Channels.Count, group.Samples, group.FrequencyHz));
        foreach (var channel in wanted.GetProperty("channel").EnumerateArray())
        {
            var index = channel.GetProperty("index").GetInt32();
            var raw = Enumerable.Range(1, group.Samples).Select(i => group.Raw(index, i)).ToArray();
            Assert.Equal(Text(channel, "rawSha256"), Convert.ToHexStringLower(SHA256.HashData([.. raw.SelectMany(r => BitConverter.GetBytes((short)r))])));
            Assert.Equal(channel.GetProperty("sumRaw").GetInt64(), raw.Sum());
            var values = group.Values(index);
            Assert.Equal(Values(channel, "first10").Concat(Values(channel, "last5")), values.Take(10).Concat(values.Skip(values.Count - 5)).Select(v => (double?)v), (a, b) => a is null ? b is null : Math.Abs(a.Value - b!.Value) < 1e-7);
        }
    }

    private static IEnumerable<double?> Values(JsonElement channel, string name) => channel.GetProperty(name).EnumerateArray().Select(v => (double?)v.GetDouble());

    private static IEnumerable<(SourceRecord Record, JsonElement Expected)> Rows(string oracle, string folder, string list)
    {
        foreach (var line in File.ReadLines(SharedData.Require("oracles", oracle, list)))
        {
            var expected = JsonDocument.Parse(line).RootElement;
            var file = expected.GetProperty("file").GetString()!;
            yield return (Assert.Single(DicomReader.Read(new SourceDocument(file, File.ReadAllBytes(SharedData.Require(folder, file))))).Record!, expected);
        }
    }

    private static string Written(DicomContentItem item) =>
        $"{item.Path} {Or(item.Relationship)} {Or(item.ValueType)} {Code(item.Concept)} {item.ReferenceTo ?? "-"} {ValueOf(item)}";

    private static string ValueOf(DicomContentItem item) => item.ValueType switch
    {
        "CODE" => Code(item.Value),
        "NUM" => $"{Or(item.Value.First("NumericValue").Text)} {Code(item.Value.First("MeasurementUnitsCodeSequence"))}",
        "IMAGE" or "COMPOSITE" or "WAVEFORM" => item.Value.First("ReferencedSOPInstanceUID").Text,
        "SCOORD" or "SCOORD3D" => item.Value.First("GraphicType").Text,
        "TCOORD" => item.Value.First("TemporalRangeType").Text,
        "CONTAINER" or "" => "-",
        _ => Or(item.Value.Text),
    };

    private static string Written(JsonElement item)
    {
        var reference = item.TryGetProperty("byReference", out var by) ? string.Join('.', by.EnumerateArray().Select(b => b.GetInt32())) : "-";
        var value = item.TryGetProperty("value", out var v) ? v : default;
        var written = Text(item, "valueType") switch
        {
            "CODE" => Code(value),
            "NUM" => $"{Text(item, "valueStr") ?? "-"} {(item.TryGetProperty("unit", out var unit) ? Code(unit) : "-")}",
            "IMAGE" or "COMPOSITE" or "WAVEFORM" => Text(value[0], "sopInstance")!,
            "SCOORD" or "SCOORD3D" => Text(value, "graphicType")!,
            "TCOORD" => Text(value, "type")!,
            "CONTAINER" or null => "-",
            _ => value.ValueKind == JsonValueKind.String ? value.GetString()! : "-",
        };
        return $"{Text(item, "path")} {Text(item, "relationship") ?? "-"} {Text(item, "valueType") ?? "-"} {Code(item.GetProperty("concept"))} {reference} {written}";
    }

    private static string Code(Field code) => code.IsAbsent ? "-" : $"{code.First("CodeValue").Text}|{code.First("CodingSchemeDesignator").Text}|{code.First("CodeMeaning").Text}";

    private static string Code(JsonElement code) => code.ValueKind != JsonValueKind.Object ? "-" : $"{Text(code, "value")}|{Text(code, "scheme")}|{Text(code, "meaning")}";

    private static IEnumerable<string> Written(JsonElement record, int depth)
    {
        yield return $"{depth} {Text(record, "type")} {(record.TryGetProperty("fileId", out var file) ? string.Join('/', file.EnumerateArray().Select(p => p.GetString())) : "")}";
        if (!record.TryGetProperty("children", out var children)) { yield break; }
        foreach (var line in children.EnumerateArray().SelectMany(c => Written(c, depth + 1))) { yield return line; }
    }

    private static IEnumerable<string> Written(DicomDirectoryRecord record, int depth) =>
        record.Children.SelectMany(c => Written(c, depth + 1)).Prepend($"{depth} {record.Type} {string.Join('/', record.FileId)}");

    private static string Or(string text) => text.Length == 0 ? "-" : text;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Int(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static decimal? Rounded(JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Number ? Rounded(element.GetProperty(name).GetDecimal()) : null;

    // The oracle has eight digits.
    private static decimal? Rounded(decimal? value) => value is { } v ? decimal.Parse(((double)v).ToString("G7", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
