using Ontotwin.Graph;

namespace Ontotwin.Engine.Tests;

/// <summary>Documents are read again by the rules that changed and by no others, and what is held then is what the new rules would have given from the start.</summary>
public sealed class RemappingTests
{
    private const string People = """
        module my.people version 1
        ontology hdt
        identity Patient from hl7v2 { each PID-3 (authority(.4), .1) }
        map people from hl7v2 "2.5.1" ADT any { node pt : Patient key (authority(PID-3.first.4), PID-3.first.1) { familyName <- PID-5.first.1.1 as text } }
        """;

    private const string Labs = """
        module my.labs version 1
        ontology hdt
        lookup statusOf from "status.csv" on miss quarantine
        map labs from hl7v2 "2.5.1" ORU_R01 {
          node pt : Patient key (authority(PID-3.first.4), PID-3.first.1)
          for g in PATIENT_RESULT/ORDER_OBSERVATION {
            for x in g/OBSERVATION {
              node obs : LabResult key (g.OBR-3.1, x.OBX-3.1) {
                subject <- pt
                code <- x.OBX-3 as code
                value <- x.OBX-5.first as quantity in x.OBX-6
                status <- x.OBX-11.1 via statusOf
                on x.OBX-11 { "F" -> assert; "C" -> replace; "D" -> retract; other -> quarantine }
              }
            }
          }
        }
        """;

    private const string Steps = """
        module my.steps version 1
        ontology hdt
        site mine otherwise { authority "urn:ontotwin:mine" }
        map steps from csv "steps.csv" (who text, at instant "yyyy-MM-dd HH:mm", n int) {
          series walked : StepCount key (who) of ref Patient key ("urn:ontotwin:mine", who) or stub at at value n as quantity in '1'
        }
        """;

    private static readonly string[] All = ["adt.hl7", "one.hl7", "two.hl7", "three.hl7", "steps.csv"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_documents_by_the_same_rules_run_nothing()
    {
        await using var shop = await FilledAsync();
        var held = await shop.HeldAsync();
        var report = await shop.IngestAsync(All);
        Assert.Equal((0, 5, 0), (report.MapRuns, report.Unchanged, report.Remapped));
        Assert.Equal(held, await shop.HeldAsync());
    }

    [Fact]
    public async Task A_comment_or_a_blank_changes_no_rule()
    {
        await using var shop = await FilledAsync();
        shop.Write("labs.twin", Labs.Replace("subject <- pt", "subject   <- pt // whose", StringComparison.Ordinal));
        Assert.Equal(0, (await shop.IngestAsync(All)).MapRuns);
    }

    public static TheoryData<string, string, string, int> Edits => new()
    {
        // A rule of labs: its three messages are read again, each by the one map that changed.
        { "labs.twin", Labs.Replace("x.OBX-5.first as quantity in x.OBX-6", "x.OBX-5.first as quantity in x.OBX-6 when x.OBX-3.1 = \"2823-3\"", StringComparison.Ordinal), "labs", 3 },
        { "labs.twin", Labs.Replace("version 1", "version 2", StringComparison.Ordinal), "labs", 3 },
        { "labs.twin", Labs.Replace("key (g.OBR-3.1, x.OBX-3.1)", "key (g.OBR-3.1, x.OBX-3.1, x.OBX-4?)", StringComparison.Ordinal), "labs", 3 },
        { "status.csv", "code,target\nF,ended\nC,corrected\n", "labs", 3 },
        { "people.twin", People.Replace("familyName <- PID-5.first.1.1", "fullName <- PID-5.first.1.1", StringComparison.Ordinal), "people", 1 },
        { "steps.twin", Steps.Replace("n as quantity in '1'", "n as quantity in '1' when n > 150", StringComparison.Ordinal), "steps", 3 },
        // A map that is there no more, and one that is new.
        { "steps.twin", Steps.Replace("series walked : StepCount", "series ran : HeartRate", StringComparison.Ordinal).Replace("map steps", "map other", StringComparison.Ordinal).Replace("in '1'", "in '/min'", StringComparison.Ordinal), "steps", 3 },
        // Identities bear on every map.
        { "people.twin", People.Replace("each PID-3 (authority(.4), .1)", "each PID-3 (authority(.4), .1), (\"urn:x\", PID-18.1)", StringComparison.Ordinal), "all", 7 },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task After_an_edit_only_its_maps_run_and_what_is_held_is_what_the_new_rules_give(string file, string text, string what, int runs)
    {
        await using var shop = await FilledAsync();
        var before = await shop.HeldAsync();
        shop.Write(file, text);
        // The plan says what will be, and changes nothing.
        var report = new RunReport();
        var plan = await (await shop.IngestionAsync(report)).PlanAsync(null, Cancel);
        Assert.Equal(runs, report.MapRuns);
        Assert.Equal(before, await shop.HeldAsync());
        Assert.True(plan.Twins.Count > 0 || what == "all", "the edit changes facts");
        report = await shop.IngestAsync(All);
        Assert.Equal(runs, report.MapRuns);
        var after = await shop.HeldAsync();
        Assert.Equal(plan.Twins.Sum(t => t.Delta.Assert.Length), after.Except(before).Count(l => !IsSample(l)));
        Assert.Equal(plan.Twins.Sum(t => t.Delta.Close.Length), before.Except(after).Count(l => !IsSample(l)));
        await shop.NewStoreAsync();
        await shop.IngestAsync(All);
        Assert.Equal(await shop.HeldAsync(), after);
    }

    // A store that was read before the map knew the word: an older final result, a newer preliminary one, and one that is preliminary alone.
    [Fact]
    public async Task What_was_read_before_preliminary_was_a_word_is_mended_by_a_plan()
    {
        static string Labs(string word) => RemappingTests.Labs.Replace("\"F\" -> assert;", "\"F\" -> assert; \"P\" -> " + word + ";", StringComparison.Ordinal).Replace("on x.OBX-11 {", "on x.OBX-11 ordered by g.OBR-22 {", StringComparison.Ordinal);
        static string Result(string order, string status, string sent, string value) => 
            $"MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1\rPID|1||1^^^A&1.2.3&ISO^MR\rOBR|1||{order}|CHEM{new string('|', 18)}{sent}\rOBX|1|NM|2823-3^K^LN||{value}|mmol/L|||||{status}\r";
        await using var shop = await Workshop.OpenAsync();
        shop.Write("people.twin", People);
        shop.Write("labs.twin", Labs("assert"));
        shop.Write("status.csv", "code,target\nF,final\nC,corrected\nP,preliminary\n");
        shop.Write("one.hl7", Result("A1", "F", "20261101", "4.4"));
        shop.Write("two.hl7", Result("A1", "P", "20261102", "9.9"));
        shop.Write("three.hl7", Result("A2", "P", "20261102", "5.5"));
        await shop.IngestAsync("one.hl7", "two.hl7", "three.hl7");
        Assert.Equal(["5.5", "9.9"], await shop.ValuesAsync("value"));
        shop.Write("labs.twin", Labs("preliminary"));
        var ingestion = await shop.IngestionAsync();
        var plan = await ingestion.PlanAsync(null, Cancel);
        Assert.Contains(plan.Twins.SelectMany(t => t.Added), f => f.Triple.Predicate.LocalName == "isPreliminary");
        Assert.Contains(plan.Twins.SelectMany(t => t.Added), f => f.Triple.Object is Rdf.Literal { Lexical: "4.4" });
        await ingestion.ApplyAsync(plan, Cancel);
        Assert.Equal(["4.4", "5.5"], await shop.ValuesAsync("value"));
        // What is marked now ends with a final result, though that was sent before it.
        shop.Write("four.hl7", Result("A2", "F", "20261101", "5.1"));
        await shop.IngestAsync("four.hl7");
        Assert.Equal(["4.4", "5.1"], await shop.ValuesAsync("value"));
    }

    [Fact]
    public async Task Documents_that_the_changed_map_does_not_read_are_neither_opened_nor_counted()
    {
        await using var shop = await FilledAsync();
        foreach (var other in (string[])["adt.hl7", "steps.csv"]) { File.Delete(shop.PathOf(other)); }
        shop.Write("labs.twin", Labs.Replace("version 1", "version 2", StringComparison.Ordinal));
        var plan = await PlanAsync(shop);
        Assert.Empty(plan.Unavailable);
        Assert.Equal(["one.hl7", "three.hl7", "two.hl7"], Names(plan));
        Assert.Equal(["my.labs/labs"], plan.Maps);
        // What bears on every map bears on every document.
        shop.Write("steps.twin", Steps.Replace("urn:ontotwin:mine\" }", "urn:ontotwin:mine\"; zone \"Europe/Vienna\" }", StringComparison.Ordinal));
        Assert.Equal(["adt.hl7", "steps.csv"], (await PlanAsync(shop)).Unavailable.Select(d => Path.GetFileName(d.Name)).Order(StringComparer.Ordinal));
    }

    [Theory]
    // A map that comes to read a document, one that no longer does, one that is new, one that is gone.
    [InlineData("people.twin", "ADT any", "ADT any, ORU_R01", "one.hl7 three.hl7 two.hl7")]
    [InlineData("steps.twin", "\"steps.csv\"", "\"walks.csv\"", "steps.csv")]
    [InlineData("steps.twin", "map steps from csv \"steps.csv\"", "map more from csv \"s*.csv\"", "steps.csv")]
    [InlineData("people.twin", "map people from hl7v2 \"2.5.1\" ADT any", "map people from fhir \"4.0.1\" Patient when false", "adt.hl7")]
    public async Task What_a_map_reads_chooses_among_the_documents(string file, string from, string to, string read)
    {
        await using var shop = await FilledAsync();
        var text = file == "people.twin" ? People : Steps;
        Assert.Contains(from, text, StringComparison.Ordinal);
        shop.Write(file, to.Contains("fhir", StringComparison.Ordinal) ? "module my.people version 1\nontology hdt\nidentity Patient from hl7v2 { each PID-3 (authority(.4), .1) }\n" : text.Replace(from, to, StringComparison.Ordinal));
        var plan = await PlanAsync(shop);
        Assert.Superset(read.Split(' ').ToHashSet(StringComparer.Ordinal), Names(plan).ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(file == "steps.twin" ? "one.hl7" : "steps.csv", Names(plan));
        await shop.IngestAsync(All);
        var held = await shop.HeldAsync();
        await shop.NewStoreAsync();
        await shop.IngestAsync(All);
        Assert.Equal(await shop.HeldAsync(), held);
    }

    [Fact]
    public async Task A_plan_that_is_applied_does_what_ingesting_does()
    {
        await using var shop = await FilledAsync();
        shop.Write("labs.twin", Labs.Replace("code <- x.OBX-3 as code", "", StringComparison.Ordinal));
        var ingestion = await shop.IngestionAsync();
        await ingestion.ApplyAsync(await ingestion.PlanAsync(null, Cancel), Cancel);
        var applied = await shop.HeldAsync();
        Assert.DoesNotContain(applied, f => f.Contains("#code>", StringComparison.Ordinal));
        Assert.Equal(0, (await shop.IngestAsync(All)).MapRuns);
        await shop.NewStoreAsync();
        await shop.IngestAsync(All);
        Assert.Equal(await shop.HeldAsync(), applied);
    }

    [Fact]
    public async Task An_earlier_document_read_again_alone_does_not_undo_a_later_one()
    {
        await using var shop = await FilledAsync();
        Assert.Equal(["5.9", "6.1"], await shop.ValuesAsync("value"));
        shop.Write("labs.twin", Labs.Replace("version 1", "version 2", StringComparison.Ordinal));
        var ingestion = await shop.IngestionAsync();
        await ingestion.ApplyAsync(await ingestion.PlanAsync([shop.PathOf("one.hl7")], Cancel), Cancel);
        Assert.Equal(["5.9", "6.1"], await shop.ValuesAsync("value"));
    }

    [Fact]
    public async Task A_document_that_has_changed_or_is_gone_is_told_and_keeps_what_it_gave()
    {
        await using var shop = await FilledAsync();
        shop.Write("labs.twin", Labs.Replace("value <- x.OBX-5.first as quantity in x.OBX-6", "", StringComparison.Ordinal));
        File.Delete(shop.PathOf("two.hl7"));
        File.AppendAllText(shop.PathOf("three.hl7"), "NTE|1\r");
        var plan = await (await shop.IngestionAsync()).PlanAsync(null, Cancel);
        Assert.Equal(["three.hl7", "two.hl7"], plan.Unavailable.Select(d => Path.GetFileName(d.Name)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(plan.Twins.SelectMany(t => t.Removed), f => ((Asserted)f.Justification).Origin.Document.EndsWith("two.hl7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejects_are_kept_and_go_when_what_they_lacked_is_there()
    {
        await using var shop = await FilledAsync(status: "code,target\nC,corrected\n");
        Assert.Equal(["5.9"], await shop.ValuesAsync("value"));
        Assert.All((await shop.DocumentsAsync()).SelectMany(d => d.Rejects), r => Assert.Equal(("OBX-11", "OT4101", "my.labs/labs.obs.status", 1L), (r.Path, r.Code, r.Rule, r.Bytes.Length)));
        Assert.Equal(2, (await shop.DocumentsAsync()).Sum(d => d.RejectCount));
        // Nothing helps yet; then the table does.
        await RerunAsync(shop);
        Assert.Equal(2, (await shop.DocumentsAsync()).Sum(d => d.RejectCount));
        shop.Write("status.csv", "code,target\nC,corrected\nF,final\n");
        await RerunAsync(shop);
        Assert.Equal(0, (await shop.DocumentsAsync()).Sum(d => d.RejectCount));
        Assert.Equal(["5.9", "6.1"], await shop.ValuesAsync("value"));
        // The first version of 5.9 came before its correction, and is late.
        Assert.DoesNotContain("5.1", await shop.ValuesAsync("value"));
    }

    [Fact]
    public async Task A_reject_whose_document_is_gone_stays_and_is_told()
    {
        await using var shop = await FilledAsync(status: "code,target\nC,corrected\n");
        File.Delete(shop.PathOf("three.hl7"));
        shop.Write("status.csv", "code,target\nC,corrected\nF,final\n");
        var plan = await RerunAsync(shop);
        Assert.Equal("three.hl7", Path.GetFileName(Assert.Single(plan.Unavailable).Name));
        Assert.Equal("three.hl7", Path.GetFileName(Assert.Single(await shop.DocumentsAsync(), d => d.RejectCount > 0).Name));
    }

    [Fact]
    public async Task A_document_that_no_map_reads_is_a_reject_until_one_does()
    {
        await using var shop = await FilledAsync();
        shop.Write("vxu.hl7", "MSH|^~\\&|S|F|R|F|20261101||MDM^T02^MDM_T02|9|P|2.5.1\rPID|1||7^^^A&1.2.3&ISO^MR||New^Nora\r");
        await shop.IngestAsync("vxu.hl7");
        Assert.Equal("OT4001", Assert.Single((await shop.DocumentsAsync()).SelectMany(d => d.Rejects)).Code);
        shop.Write("people.twin", People.Replace("ADT any", "ADT any, MDM_T02", StringComparison.Ordinal));
        await RerunAsync(shop);
        Assert.Empty((await shop.DocumentsAsync()).SelectMany(d => d.Rejects));
        Assert.Contains("New", await shop.ValuesAsync("familyName"));
    }

    [Fact]
    public async Task A_document_is_read_again_when_what_is_joined_to_it_has_changed()
    {
        await using var shop = await Workshop.OpenAsync();
        shop.Write("m.twin", """
            module my.joined version 1
            ontology hdt
            site mine otherwise { authority "urn:ontotwin:mine" }
            map joined from csv "results.csv" (who text, test text, v decimal) join csv "tests.csv" (code text, unit text) on test = code {
              node pt : Patient key (site.authority, who)
              node obs : Measurement key (pt, test) { subject <- pt; value <- v as quantity in unit; text <- unit as text }
            }
            map other from csv "others.csv" (who text) { node pt : Patient key (site.authority, who) }
            """);
        shop.Write("results.csv", "who,test,v\na,k,5\n");
        shop.Write("tests.csv", "code,unit\nk,mmol/L\n");
        shop.Write("others.csv", "who\nb\n");
        string[] files = ["results.csv", "tests.csv", "others.csv"];
        await shop.IngestAsync(files);
        Assert.Equal(["mmol/L"], await shop.ValuesAsync("unit"));
        Assert.Equal(0, (await shop.IngestAsync(files)).MapRuns);
        shop.Write("tests.csv", "code,unit\nk,mg/dL\n");
        Assert.Equal(1, (await shop.IngestAsync(files)).MapRuns);
        var held = await shop.HeldAsync();
        Assert.Equal(["mg/dL"], await shop.ValuesAsync("unit"));
        Assert.Equal(["mg/dL"], await shop.ValuesAsync("text"));
        await shop.NewStoreAsync();
        await shop.IngestAsync(files);
        Assert.Equal(await shop.HeldAsync(), held);
    }

    private static async Task<RemapPlan> PlanAsync(Workshop shop) => await (await shop.IngestionAsync()).PlanAsync(null, Cancel);

    private static IEnumerable<string> Names(RemapPlan plan) => plan.Documents.Select(d => Path.GetFileName(d.Name)).Order(StringComparer.Ordinal);

    private static bool IsSample(string line) => line.Contains("Sample {", StringComparison.Ordinal);

    private static async Task<RemapPlan> RerunAsync(Workshop shop)
    {
        var ingestion = await shop.IngestionAsync();
        var plan = await ingestion.PlanRejectsAsync(_ => true, Cancel);
        await ingestion.ApplyAsync(plan, Cancel);
        return plan;
    }

    private static async Task<Workshop> FilledAsync(string status = "code,target\nF,final\nC,corrected\n")
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("people.twin", People);
        shop.Write("labs.twin", Labs);
        shop.Write("steps.twin", Steps);
        shop.Write("status.csv", status);
        shop.Write("adt.hl7", "MSH|^~\\&|S|F|R|F|20261101||ADT^A08^ADT_A01|1|P|2.5.1\rPID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane\r");
        shop.Write("one.hl7", Result("1", "R1", "2823-3^Potassium^LN", "5.1", "F"));
        shop.Write("two.hl7", Result("1", "R1", "2823-3^Potassium^LN", "5.9", "C"));
        shop.Write("three.hl7", Result("2", "R2", "2345-7^Glucose^LN", "6.1", "F"));
        shop.Write("steps.csv", "who,at,n\np,2026-11-01 08:00,100\np,2026-11-01 09:00,200\nq,2026-11-01 08:00,300\n");
        await shop.IngestAsync(All);
        return shop;
    }

    private static string Result(string person, string report, string code, string value, string status) => string.Join('\r',
        "MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1", $"PID|1||{person}^^^A&1.2.3&ISO^MR", $"OBR|1||{report}|24321-2^BMP^LN", $"OBX|1|NM|{code}||{value}|mmol/L|||||{status}", "");
}
