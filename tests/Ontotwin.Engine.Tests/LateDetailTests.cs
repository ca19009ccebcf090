using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>Small things that a record says and that a reader must not lose: repetitions, denials, servers, times of an hour, further records of a document.</summary>
public sealed class LateDetailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("4.1~5.9", "", true)]
    [InlineData("4.1~4.1", "4.1", false)]
    [InlineData("4.1~", "4.1", false)]
    public async Task Of_several_numbers_none_is_the_result(string said, string values, bool isTold)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Result(said, "F", "20261103")));
        Assert.Equal(values, await AllAsync(clinic, "value"));
        Assert.Contains("4.1", await AllAsync(clinic, "text"), StringComparison.Ordinal);
        Assert.Equal(isTold, clinic.Remarks.Exists(r => r is { Code: "OT4222", Place.Path: "OBX[1]-5" or "OBX-5" or "OBX[1]-5[1]" or "OBX-5[1]" }));
    }

    [Fact]
    public async Task A_record_that_nobody_can_read_says_so_of_itself()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Result("4.1", "Z", "20261103")));
        Assert.Equal("true", await AllAsync(clinic, "isUnreadable"));
    }

    // PID-29 the date, PID-30 whether; EVN-2 when it was told.
    [Theory]
    [InlineData("A08|20261103|20261101|Y", "A08|20261105||N", true)]
    [InlineData("A04|20261030||N", "A08|20261103|20261101|Y", false)]
    [InlineData("A08|20261103|20261101|Y", "A04|20261102||N", false)]
    [InlineData("A08|20261103||Y", "A04|20261105||N", true)]
    public async Task Who_is_told_to_live_after_the_death_was_told_is_not_surely_dead(string one, string other, bool isDenied)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("one.hl7", Adt(one)), clinic.Write("other.hl7", Adt(other))];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            var twin = await OnlyAsync(clinic);
            var banner = PatientBanner.Of(twin);
            Assert.Equal((true, isDenied), (banner.IsDeceased, banner.IsDeathDenied));
            Assert.Equal(isDenied, DeathStatements.Denial(twin, twin.Id.Subject) is not null);
        }
    }

    [Theory]
    [InlineData("Doe^Jane", false)]
    [InlineData("Smith^John", true)]
    public async Task An_update_of_birth_date_and_sex_is_a_second_person_only_with_another_name(string name, bool isTold)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("one.hl7", Adt("A04|20261101||", "19650302|F")), clinic.Write("other.hl7", [.. Adt("A08|20261103||", "19560401|M").Select(l => l.Replace("Doe^Jane", name, StringComparison.Ordinal))])];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(isTold, clinic.Remarks.Exists(r => r.Code == "OT8117"));
        }
    }

    [Theory]
    [InlineData("2026110310", "20261103104500", "4.1,5.9")] // within the hour: neither is surely the newer one
    [InlineData("2026110310", "20261103110000", "5.9")]
    [InlineData("202611031045", "20261103104530", "4.1,5.9")]
    public async Task An_hour_is_an_hour_also_when_it_is_held(string first, string second, string values)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("a.hl7", Result("4.1", "F", first)), clinic.Write("b.hl7", Result("5.9", "F", second))];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(values, await AllAsync(clinic, "value"));
        }
    }

    // Texts as long as dates are: what is no date is told, and ends nothing.
    [Theory]
    [InlineData("soon")]
    [InlineData("20-6")]
    [InlineData("2026-1-")]
    [InlineData("abcd-ef")]
    [InlineData("abcd-ef-gh")]
    [InlineData("2026-02-30")]
    [InlineData("1965-03-02Tab:cd")]
    public void A_word_is_no_date(string text)
    {
        using var program = new SmallProgram().Input("a.csv", "mrn,born", "1," + text);
        var facts = program.Map("map m from csv \"a.csv\" (mrn text, born text) { node pt : Patient key (\"urn:test\", mrn) { birthDate <- born as date } }");
        Assert.Empty(SmallProgram.Values(facts, "birthDate"));
        Assert.Equal("OT4204", Assert.Single(program.Remarks).Code);
    }

    [Theory]
    [InlineData("entered-in-error", "")]
    [InlineData("corrected", "6.6")]
    public async Task What_takes_back_a_record_takes_back_what_its_document_said_twice(string status, string values)
    {
        var twice = Bundle(Observation("final", "2026-01-02T00:00:00Z", "4.1"), Observation("final", "2026-01-02T00:00:00Z", "5.9"));
        var back = Bundle(Observation(status, "2026-01-03T00:00:00Z", "6.6"));
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("twice.json", twice), clinic.Write("back.json", back)];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(values, await AllAsync(clinic, "value"));
        }
    }

    [Fact]
    public void Map_takes_them_back_too()
    {
        foreach (var swapped in new[] { false, true })
        {
            using var program = new SmallProgram();
            (string, string[])[] inputs = [("a.csv", ["1,mon,70,F,20261102", "1,mon,71,F,20261102"]), ("b.csv", ["1,mon,70,D,20261103"])];
            foreach (var (name, rows) in swapped ? inputs.Reverse() : inputs) { program.Input(name, ["mrn,day,kg,status,sent", .. rows]); }
            var lines = program.Write("""
                map m from csv "?.csv" (mrn text, day text, kg text?, status text, sent instant "yyyyMMdd") {
                  node pt : Patient key ("urn:test", mrn)
                  node o : LabResult key (pt, day) { subject <- pt; value <- kg as quantity in 'kg'; on status ordered by sent { "F" -> assert; "D" -> retract; other -> quarantine } }
                }
                """);
            Assert.DoesNotContain(lines, l => l.Contains("#value>", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\"fullUrl\":\"https://a.example/fhir/Observation/o1\",", 0)]
    [InlineData("\"meta\"", 0)]
    public async Task Ids_of_no_known_server_are_told_once_a_folder(string fullUrl, int told)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string Of(string day) => fullUrl == "\"meta\"" ? Bundle(Observation("final", day, "4.1")).Replace("\"type\":", "\"meta\":{\"source\":\"https://a.example\"},\"type\":", StringComparison.Ordinal)
            : Bundle(Observation("final", day, "4.1")).Replace("{\"resource\"", "{" + fullUrl + "\"resource\"", StringComparison.Ordinal);
        await clinic.IngestAsync(clinic.Write("mon/a.json", Of("2026-01-02T00:00:00Z")), clinic.Write("mon/b.json", Of("2026-01-03T00:00:00Z")));
        Assert.Equal(told, clinic.Remarks.Count(r => r.Code == "OT4221"));
    }

    [Fact]
    public async Task A_record_on_whose_value_sources_differ_is_headed_by_none()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Result("4.1", "F", "20261103")), clinic.Write("b.hl7", Result("5.9", "F", "20261103")));
        var item = Assert.Single(ClinicalItem.All(await OnlyAsync(clinic), LiftedNodes.Program.Ontology, "LabResult"));
        Assert.Equal((null, null), (item.Value, item.Words));
        Assert.Single(item.Differing);
    }

    private static async Task<Twin> OnlyAsync(SmallClinic clinic)
    {
        var ids = new List<TwinId>();
        await foreach (var id in clinic.People.TwinsAsync(Cancel)) { ids.Add(id); }
        return (await clinic.People.LoadAsync(Assert.Single(ids), null, Cancel))!;
    }

    private static async Task<string> AllAsync(SmallClinic clinic, string property)
    {
        var twin = await OnlyAsync(clinic);
        return string.Join(',', twin.Facts.Where(f => f.Triple.Predicate.LocalName == property).Select(f => (f.Triple.Subject, ((Literal)f.Triple.Object).Lexical)).Distinct().Select(v => v.Lexical).Order(StringComparer.Ordinal));
    }

    private static string[] Result(string said, string status, string at) =>
    [
        $"MSH|^~\\&|S|F|R|F|{at}||ORU^R01^ORU_R01|{said}|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
        $"OBR|1||R1|24321-2^BMP^LN|||20261103|||||||||||||||{at}", $"OBX|1|NM|2823-3^Potassium^LN||{said}|mmol/L|||||{status}|||20261103", "",
    ];

    private static string[] Adt(string said, string born = "19650302|F")
    {
        var parts = said.Split('|');
        return [$"MSH|^~\\&|S|F|R|F|{parts[1]}||ADT^{parts[0]}^ADT_A01|{said.GetHashCode(StringComparison.Ordinal)}|P|2.5.1", $"EVN||{parts[1]}", $"PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||{born}|||||||||||||||||||||{parts[2]}|{parts[3]}", "PV1|1|O", ""];
    }

    private static string Bundle(params string[] entries) =>
        $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1"}},{{{string.Join(',', entries)}}} ]}""";

    private static string Observation(string status, string updated, string value) => $$$"""
        {"resource":{"resourceType":"Observation","id":"o1","meta":{"lastUpdated":"{{{updated}}}"},"status":"{{{status}}}","code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}]},
        "subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-01-01T09:00:00Z","valueQuantity":{"value":{{{value}}},"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"} } }
        """;
}
