namespace Ontotwin.Cli.Tests;

/// <summary>What <c>show</c> lists, in both languages.</summary>
public sealed class ShowTests
{
    [Theory]
    [InlineData("en", "insulin: Fast-Acting  dose 4.5 IU ")]
    [InlineData("zh", ": Fast-Acting  剂量 4.5 IU ")]
    public async Task A_dose_is_shown_with_its_own_place(string language, string expected)
    {
        using var folder = new TemporaryFolder();
        var (store, file) = (folder.File("store"), "mappings/testdata/clarity/Clarity_Export_sample.csv");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", file, "--store", store)).ExitCode);
        var shown = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Beispiel", "--language", language);
        var line = Assert.Single(shown.Output.Split('\n'), l => l.Contains(expected, StringComparison.Ordinal));
        Assert.Contains($"← {file} line 15 \"Insulin Value (u)\" bytes ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "appointment: Checkup  Cancelled", "document: Discharge  AU, superseded", "no known drug allergy", "allergy or intolerance (1)")]
    [InlineData("zh", "预约: Checkup  已取消", "文书: Discharge  已认证，已被替代", "无已知药物过敏", "过敏或不耐受 (1)")]
    public async Task Appointments_documents_and_what_is_not_known_are_listed(string language, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        string Write(string name, params string[] lines)
        {
            File.WriteAllText(folder.File(name), string.Join('\r', lines));
            return folder.File(name);
        }
        const string Person = "PID|1||77^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F";
        string Document(string name, string trigger, string number, string parent) => Write(
            name, $"MSH|^~\\&|S|F|R|F|20260101||MDM^{trigger}^MDM_T02|{name}|P|2.5.1", $"EVN|{trigger}|20260101", Person, "PV1|1|I",
            $"TXA|1|DS^Discharge|TX|20260101||||||||{number}|{parent}||||AU", "OBX|1|TX|11^X||Text||||||F");
        var store = folder.File("store");
        var ingested = await OntotwinCommand.RunAsync(
            "ingest", "--with", "mappings", "--store", store, "--input", Document("t02.hl7", "T02", "D1", ""), Document("t10.hl7", "T10", "D2", "D1"),
            Write("siu.hl7", "MSH|^~\\&|S|F|R|F|20260101||SIU^S15^SIU_S12|s|P|2.5.1", "SCH|1|2||||R^Routine|C^Checkup||||^^^20260201", Person),
            Write("adt.hl7", "MSH|^~\\&|S|F|R|F|20260101||ADT^A01^ADT_A01|a|P|2.5.1", "EVN||20260101", Person, "PV1|1|I", "AL1|1|DA|NKDA^No Known Drug Allergies^L", "AL1|2|FA|^Peanut"));
        Assert.Equal(0, ingested.ExitCode);
        var shown = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Doe", "--language", language);
        Assert.All(expected, e => Assert.Contains(e, shown.Output, StringComparison.Ordinal));
    }

    // Two exports do not agree on one instant: it is told, and counted by nobody.
    [Theory]
    [InlineData("en", "2 samples in /min, 2026-01-01 08:00 to 2026-01-01 08:10; 1 left out, for documents say different values")]
    [InlineData("zh", "；另有 1 个时刻各文档数值不一致，未采用")]
    public async Task A_sample_that_documents_differ_on_is_left_out_and_told(string language, string series)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("m.twin"), """
            module test version 1
            ontology hdt
            map m from csv "*.csv" (mrn text, at instant "yyyy-MM-dd HH:mm", n decimal) {
              node pt : Patient key ("urn:test", mrn) { fullName <- mrn as text }
              series pulse : HeartRate key (mrn) of ref Patient key ("urn:test", mrn) or stub at at value n as quantity in '/min'
            }
            """);
        File.WriteAllText(folder.File("a.csv"), "mrn,at,n\nDoe,2026-01-01 08:00,100\nDoe,2026-01-01 08:05,101\n");
        File.WriteAllText(folder.File("b.csv"), "mrn,at,n\nDoe,2026-01-01 08:05,109\nDoe,2026-01-01 08:10,103\n");
        var store = folder.File("store");
        Task<(int ExitCode, string Output, string Error)> IngestAsync(string file) => OntotwinCommand.RunAsync("ingest", "--with", folder.File("m.twin"), "--store", store, "--input", folder.File(file));
        Assert.DoesNotContain("OT8104", (await IngestAsync("a.csv")).Error, StringComparison.Ordinal);
        var second = await IngestAsync("b.csv");
        Assert.Contains("OT8104", second.Error, StringComparison.Ordinal);
        Assert.Contains("line 2 \"n\"", second.Error, StringComparison.Ordinal);
        var shown = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Doe", "--language", language);
        Assert.Contains(series, shown.Output, StringComparison.Ordinal);
    }

    // Two exports of one sensor overlap; another sensor has one sample.
    [Theory]
    [InlineData("en", "3 samples in /min, 2026-01-01 08:00 to 2026-01-01 08:10  ← ", " and 1 more document", ": 1 sample in /min, 2026-01-02 09:00  ← ")]
    [InlineData("zh", "3 个采样点，单位 /min，2026-01-01 08:00 至 2026-01-01 08:10", "（另有 1 份文档）", ": 1 个采样点，单位 /min，2026-01-02 09:00")]
    public async Task A_series_of_several_exports_is_one_line(string language, string series, string more, string single)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("m.twin"), """
            module test version 1
            ontology hdt
            map m from csv "*.csv" (mrn text, device text, at instant "yyyy-MM-dd HH:mm", n decimal) {
              node pt : Patient key ("urn:test", mrn) { fullName <- mrn as text }
              series pulse : HeartRate key (device) of ref Patient key ("urn:test", mrn) or stub at at value n as quantity in '/min'
            }
            """);
        File.WriteAllText(folder.File("a.csv"), "mrn,device,at,n\nDoe,s1,2026-01-01 08:00,100\nDoe,s1,2026-01-01 08:05,101\nDoe,s2,2026-01-02 09:00,90\n");
        File.WriteAllText(folder.File("b.csv"), "mrn,device,at,n\nDoe,s1,2026-01-01 08:05,101\nDoe,s1,2026-01-01 08:10,103\n");
        var store = folder.File("store");
        var ingested = await OntotwinCommand.RunAsync("ingest", "--with", folder.File("m.twin"), "--store", store, "--input", folder.File("a.csv"), folder.File("b.csv"));
        Assert.Equal(0, ingested.ExitCode);
        var shown = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Doe", "--language", language);
        var lines = shown.Output.Split('\n').Where(l => l.Contains("/min", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, l => l.Contains(series, StringComparison.Ordinal) && l.Contains(more, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(single, StringComparison.Ordinal) && !l.Contains(more, StringComparison.Ordinal));
    }
}
