using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>Structured reports, waveforms, segmentations and radiotherapy as the DICOM packs lift them, beside what pydicom read of the same files.</summary>
public sealed class DicomPackTests
{
    [Fact]
    public void Every_number_of_a_structured_report_is_a_measurement_with_its_unit_and_derivation()
    {
        var seen = 0;
        foreach (var (file, oracle) in Files("sr.jsonl"))
        {
            if (HasNoPatient(oracle, file)) { continue; }
            var expected = oracle.GetProperty("tree").EnumerateArray().Where(i => Text(i, "valueType") == "NUM")
                .Select(i => $"{Code(i, "concept")} | {Text(i, "valueStr")} | {Code(i, "unit")}").Order(StringComparer.Ordinal).ToList();
            var nodes = LiftedNodes.Of(file);
            var found = nodes.OfType("Measurement").Select(n => $"{Dash(LiftedNodes.Row(n, "code"), LiftedNodes.Row(n, "spreadOf"))} | {LiftedNodes.Row(n, "originalValue", "originalUnit")}").Order(StringComparer.Ordinal).ToList();
            Assert.Equal(expected, found);
            Assert.Empty(nodes.Rejects);
            seen += expected.Count;
        }
        Assert.True(seen >= 30, $"only {seen} numbers were looked at");
    }

    [Fact]
    public void Every_measurement_group_has_its_tracking_finding_site_and_region()
    {
        var seen = 0;
        foreach (var (file, oracle) in Files("sr.jsonl"))
        {
            if (!oracle.TryGetProperty("measurementGroups", out var groups) || groups.GetArrayLength() == 0) { continue; }
            var nodes = LiftedNodes.Of(file);
            Assert.Equal(
                groups.EnumerateArray().Select(g => $"{Text(g, "trackingIdentifier")} | {Text(g, "trackingUid")} | {Code(g, "findingCategory")} | {Code(g, "finding")} | {Sites(g, s => Code(s, "code"))} | {Sites(g, s => Code(s, "laterality"))}"),
                nodes.OfType("MeasurementGroup").Select(n => LiftedNodes.Row(n, "trackingIdentifier", "trackingUid", "category", "finding", "bodySiteCode", "laterality")));
            Assert.Equal(
                groups.EnumerateArray().SelectMany(g => g.GetProperty("qualitative").EnumerateArray()).Select(q => $"{Code(q, "name")} | {Code(q, "value")}"),
                nodes.OfType("ImagingFinding").Select(n => LiftedNodes.Row(n, "code", "finding")));
            Assert.Equal(
                groups.EnumerateArray().SelectMany(g => g.GetProperty("references").EnumerateArray()).Select(r => Text(r.GetProperty("value"), "graphicType")),
                nodes.OfType("ImageRegion").Select(n => LiftedNodes.Row(n, "graphicType")));
            Assert.All(nodes.OfType("ImageRegion"), n => Assert.NotEqual("-", LiftedNodes.Row(n, "evidence")));
            // Each number hangs in its group.
            Assert.Equal(
                groups.EnumerateArray().Select(g => g.GetProperty("measurements").GetArrayLength()),
                nodes.OfType("MeasurementGroup").Select(g => nodes.OfType("Measurement").Count(m => m.Exists(f => f.Predicate.LocalName == "partOf" && Equals(f.Object, g[0].Subject)))));
            Assert.Equal(
                groups.EnumerateArray().SelectMany(g => g.GetProperty("measurements").EnumerateArray()).Select(m => $"{Code(m, "derivation")} | {Code(m, "method")}"),
                nodes.OfType("Measurement").Select(n => LiftedNodes.Row(n, "derivation", "method")));
            seen += groups.GetArrayLength();
        }
        Assert.Equal(3, seen);
    }

    [Fact]
    public void Every_acquisition_of_a_dose_report_has_its_numbers_below_it()
    {
        var (file, oracle) = Assert.Single(Files("dose.jsonl"));
        var nodes = LiftedNodes.Of(file);
        var sections = nodes.OfType("ReportSection");
        var expected = oracle.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("values").GetArrayLength()) + e.GetProperty("values").GetArrayLength());
        Assert.Equal(expected, sections.Where(s => LiftedNodes.Row(s, "code") == "113819").Select(e => nodes.OfType("Measurement").Count(m => Parents(m, sections).Any(p => Parents(p, sections).Contains(e) || p == e))));
    }

    [Fact]
    public void A_waveform_has_its_groups_leads_and_annotations()
    {
        var seen = 0;
        foreach (var (file, oracle) in Files("ecg.jsonl"))
        {
            var nodes = LiftedNodes.Of(file);
            var groups = oracle.GetProperty("groups").EnumerateArray().ToList();
            Assert.Equal(
                groups.Select(g => $"{Text(g, "label")} | {Text(g, "originality")} | {Text(g, "samplingFrequencyHz")} | {Text(g, "channels")} | {Text(g, "samples")} | {Text(g, "durationS")}"),
                nodes.OfType("WaveformGroup").Select(n => LiftedNodes.Row(n, "title", "originality", "samplingFrequencyHertz", "numberOfChannels", "numberOfSamples", "durationSeconds")));
            Assert.Equal(
                groups.SelectMany(g => g.GetProperty("channel").EnumerateArray()).Select(c => $"{Text(c, "index")} | {Code(c, "source")} | {Text(c, "sensitivityStr")} | {Code(c, "sensitivityUnits")} | {Text(c, "correctionFactor")} | {Text(c, "baseline")} | {Text(c, "filterLowHz")} | {Text(c, "filterHighHz")} | {Text(c, "notchHz")}"),
                nodes.OfType("WaveformChannel").Select(n => LiftedNodes.Row(n, "itemNumber", "lead", "originalSensitivity", "originalSensitivityUnit", "sensitivityCorrection", "baselineValue", "lowFrequencyHertz", "highFrequencyHertz", "notchFrequencyHertz")));
            Assert.Equal(
                oracle.GetProperty("annotations").EnumerateArray().Select(a => $"{Code(a, "concept")} | {(a.TryGetProperty("numeric", out var n) ? LiftedNodes.Number(n[0].GetRawText()) : "-")} | {Code(a, "units")} | {Text(a, "text")}"),
                nodes.OfType("Observation").Select(n => LiftedNodes.Row(n, "code", "originalValue", "originalUnit", "text")));
            seen++;
        }
        Assert.Equal(3, seen);
    }

    [Fact]
    public void A_segmentation_has_its_segments_with_what_they_show()
    {
        var seen = 0;
        foreach (var (file, oracle) in Files("seg.jsonl"))
        {
            // Two files were cut to one frame, and their headers still describe three.
            Assert.Equal(
                oracle.GetProperty("segments").EnumerateArray().Select(s => $"{Text(s, "number")} | {Text(s, "label")} | {Code(s, "category")} | {Code(s, "type")} | {Text(s, "algorithmType")} | {Text(s, "algorithmName")} | {(file.Contains("_1frame", StringComparison.Ordinal) ? 3 : s.GetProperty("frames").GetArrayLength())}"),
                LiftedNodes.Of(file).OfType("Segment").Select(n => LiftedNodes.Row(n, "itemNumber", "title", "regionCategory", "regionType", "delineationMethod", "algorithmName", "framesWithSegment")));
            seen++;
        }
        Assert.Equal(11, seen);
    }

    [Fact]
    public void Radiotherapy_objects_have_their_regions_prescriptions_fractions_beams_and_dose_units()
    {
        var seen = 0;
        foreach (var (file, oracle) in Files("rt.jsonl"))
        {
            if (Path.GetFileName(file).EndsWith("EndNoMeta.dcm", StringComparison.Ordinal)) { AssertSetAside(file); continue; }  // two plans without a patient's number
            var nodes = LiftedNodes.Of(file);
            AssertSame(oracle, "rois", r => $"{Text(r, "number")} | {Text(r, "name")} | {Text(r, "generation")} | {Text(r, "interpretedType")} | {Text(r, "contours")}", nodes, "RegionOfInterest", "itemNumber", "title", "delineationMethod", "interpretedType", "numberOfContours");
            AssertSame(oracle, "prescriptions", p => $"{Text(p, "number")} | {Text(p, "type")} | {Text(p, "targetPrescriptionDose")}", nodes, "DosePrescription", "itemNumber", "prescriptionType", "dose");
            AssertSame(oracle, "fractionGroups", f => $"{Text(f, "number")} | {Text(f, "fractionsPlanned")} | {Text(f, "beams")}", nodes, "FractionGroup", "itemNumber", "fractionsPlanned", "numberOfBeams");
            AssertSame(oracle, "beams", b => $"{Text(b, "number")} | {Text(b, "name")} | {Text(b, "type")} | {Text(b, "radiation")} | {Text(b, "machine")}", nodes, "RadiationBeam", "itemNumber", "title", "beamType", "radiationType", "treatmentMachine");
            if (Text(oracle, "modality") == "RTPLAN")
            {
                Assert.Equal([$"{Text(oracle, "label")} | {Text(oracle, "name")} | {Text(oracle, "intent")}"], nodes.OfType("RadiotherapyPlan").Select(n => LiftedNodes.Row(n, "title", "fullName", "intent")));
                Assert.Equal(oracle.GetProperty("fractionGroups").EnumerateArray().SelectMany(f => f.GetProperty("beamMetersets").EnumerateArray()).Select(b => $"{Text(b, "beam")} | {Text(b, "meterset")} | {Text(b, "beamDoseGy")}"), nodes.OfType("BeamFraction").Select(n => LiftedNodes.Row(n, "itemNumber", "meterset", "dose")));
            }
            if (Text(oracle, "modality") == "RTDOSE")
            {
                Assert.Equal([$"{Text(oracle, "doseUnits")} | {Text(oracle, "doseType")} | {Text(oracle, "summation")} | {Text(oracle, "doseGridScalingStr")}"], nodes.OfType("DoseDistribution").Select(n => LiftedNodes.Row(n, "doseUnits", "doseType", "doseSummation", "doseGridScaling")));
            }
            seen++;
        }
        Assert.Equal(10, seen);
    }

    private static void AssertSame(JsonElement oracle, string list, Func<JsonElement, string> row, LiftedNodes nodes, string type, params string[] properties) =>
        Assert.Equal(
            oracle.TryGetProperty(list, out var items) ? items.EnumerateArray().Select(row) : [],
            nodes.OfType(type).Select(n => LiftedNodes.Row(n, properties)));

    // What names nobody is set aside, and told.
    private static bool HasNoPatient(JsonElement oracle, string file)
    {
        if (!oracle.TryGetProperty("patientId", out var id) || id.ValueKind != JsonValueKind.Null) { return false; }
        AssertSetAside(file);
        return true;
    }

    private static void AssertSetAside(string file)
    {
        var nodes = LiftedNodes.Of(file);
        Assert.Empty(nodes.All);
        Assert.Contains(nodes.Rejects, r => r.Code == "OT4104");
    }

    private static IEnumerable<(string File, JsonElement Oracle)> Files(string name)
    {
        foreach (var (oracles, files) in new[] { ("dicom", SharedData.Require("dev", "dicom")), ("dicom-made", SharedData.Require("oracles", "dicom-made")) })
        {
            if (SharedData.Find("oracles", oracles, name) is not { } path) { continue; }
            foreach (var line in File.ReadLines(path))
            {
                var oracle = JsonElement.Parse(line);
                yield return (Path.Combine(files, oracle.GetProperty("file").GetString()!), oracle);
            }
        }
    }

    private static IEnumerable<List<Mapping.LiftedFact>> Parents(List<Mapping.LiftedFact> node, List<List<Mapping.LiftedFact>> among) =>
        among.Where(p => node.Exists(f => f.Predicate.LocalName == "partOf" && Equals(f.Object, p[0].Subject)));

    private static string Sites(JsonElement group, Func<JsonElement, string> part) =>
        group.GetProperty("site") is { ValueKind: JsonValueKind.Array } sites && sites.GetArrayLength() > 0 ? string.Join(",", sites.EnumerateArray().Select(part)) : "-";

    private static string Code(JsonElement item, string name) => item.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.Object ? code.GetProperty("value").GetString()! : "-";

    private static string Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? "-"
        : value.ValueKind == JsonValueKind.String ? LiftedNodes.Number(value.GetString()!) : LiftedNodes.Number(value.GetRawText());

    private static string Dash(string one, string other) => one == "-" ? other : one;
}
