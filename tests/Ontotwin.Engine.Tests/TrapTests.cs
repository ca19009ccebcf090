using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What mapping systems get wrong, one test each: over the shipped maps and a store, as a hospital runs them.</summary>
public sealed class TrapTests
{
    private const string Header = "MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|20261104103000+0100||ORU^R01^ORU_R01|LB000399|P|2.5.1";
    private const string Person = "PID|1||70010451^^^GREENHILL&2.16.840.1.113883.19.5&ISO^MR||Aigner^Anna||19650302|F";
    private const string Order = "OBR|1|ORD-99^HIS|LAB-99^LIS|BMP^Basic metabolic panel^99GHL|||20261104080000+0100||||||||||||||||20261104103000+0100||LAB|F";

    private static string Obx(string value, string unit = "mg/L", string type = "NM", string sub = "", string status = "F", string code = "1988-5^CRP^LN", int set = 1) =>
        $"OBX|{set}|{type}|{code}|{sub}|{value}|{unit}|||||{status}|||20261104080000+0100";

    private static async Task<(List<Fact> Facts, SmallClinic Clinic)> RunAsync(params string[][] messages)
    {
        var clinic = await SmallClinic.OpenAsync();
        var files = messages.Select((lines, i) => clinic.Write($"m{i}.hl7", [.. lines, ""])).ToArray();
        foreach (var file in files) { await clinic.IngestAsync(file); }
        var facts = new List<Fact>();
        await foreach (var id in clinic.Store.TwinsAsync(TestContext.Current.CancellationToken))
        {
            facts.AddRange((await clinic.Store.LoadAsync(id, null, TestContext.Current.CancellationToken))?.Facts ?? []);
        }
        return (facts, clinic);
    }

    private static List<string> Of(List<Fact> facts, string property) =>
        [.. facts.Where(f => f.Triple.Predicate.LocalName == property).Select(f => f.Triple.Object is Literal l ? l.Lexical : ((Iri)f.Triple.Object).LocalName).Distinct()];

    private static int Results(List<Fact> facts) => facts.Where(f => f.Triple.Predicate == RdfTerms.Type && f.Triple.Object is Iri { LocalName: "LabResult" }).Select(f => f.Triple.Subject).Distinct().Count();

    [Theory]
    [InlineData("<5", "NM")]
    [InlineData("<^5", "SN")]
    public async Task Less_than_five_keeps_its_comparator(string value, string type)
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx(value, type: type)]);
        await using var owned = clinic;
        Assert.Equal(["5"], Of(facts, "value"));
        Assert.Equal(["<"], Of(facts, "comparator"));
    }

    [Fact]
    public async Task Two_results_of_one_code_and_time_with_other_sub_ids_stay_two()
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx("5", sub: "1"), Obx("6", sub: "2", set: 2)]);
        await using var owned = clinic;
        Assert.Equal(2, Results(facts));
        Assert.Equal(["5", "6"], Of(facts, "value").Order());
    }

    [Fact]
    public async Task A_correction_without_times_replaces()
    {
        static string[] Message(string value, string status) =>
            ["MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|||ORU^R01^ORU_R01|1|P|2.5.1", Person, "OBR|1|ORD-99^HIS|LAB-99^LIS|BMP", $"OBX|1|NM|1988-5^CRP^LN||{value}|mg/L|||||{status}"];
        var (facts, clinic) = await RunAsync(Message("5", "F"), Message("6", "C"));
        await using var owned = clinic;
        Assert.Equal(1, Results(facts));
        Assert.Equal(["6"], Of(facts, "value"));
        Assert.Equal(["corrected"], Of(facts, "status"));
    }

    [Fact]
    public async Task An_explicit_null_retracts()
    {
        string[] first = ["MSH|^~\\&|ADT|GREENHILL|TWIN|ONTOTWIN|20261104103000+0100||ADT^A08^ADT_A01|1|P|2.5.1", "EVN|A08|20261104103000+0100", Person];
        string[] second = [first[0].Replace("|1|P|", "|2|P|", StringComparison.Ordinal).Replace("20261104103000", "20261105103000", StringComparison.Ordinal), "EVN|A08|20261105103000+0100", Person.Replace("19650302", "\"\"", StringComparison.Ordinal)];
        var (before, one) = await RunAsync(first);
        await using var ownedOne = one;
        Assert.Equal(["1965-03-02"], Of(before, "birthDate"));
        var (after, both) = await RunAsync(first, second);
        await using var ownedBoth = both;
        Assert.Empty(Of(after, "birthDate"));
    }

    [Theory]
    [InlineData("a\\X0D\\b", "a\rb")]
    [InlineData("a\\.br\\b", "a\nb")]
    [InlineData("a\\H\\b\\N\\c", "abc")]
    [InlineData("a\\T\\b\\S\\c\\F\\d", "a&b^c|d")]
    public async Task Escapes_survive(string written, string read)
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx(written, unit: "", type: "ST")]);
        await using var owned = clinic;
        Assert.Contains(read, Of(facts, "text"));
    }

    [Fact]
    public async Task A_unit_that_is_none_is_reported_and_gives_no_number()
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx("5", unit: "MG/DLL")]);
        await using var owned = clinic;
        Assert.Contains(clinic.Remarks, d => d.Severity >= Severity.Warning && d.Place!.Value.Path.StartsWith("OBX", StringComparison.Ordinal) && d.Message.Contains("unit", StringComparison.Ordinal));
        Assert.Empty(Of(facts, "value"));
        Assert.Contains("5", Of(facts, "text"));
    }

    [Fact]
    public void A_status_that_a_map_does_not_name_is_an_error()
    {
        static string Map(string cases) => $$"""
            map m from hl7v2 "2.5.1" ORU_R01 {
              for r in PATIENT_RESULT {
                node pt : Patient key ("urn:a", r.PID-3.first.1)
                for x in r/ORDER_OBSERVATION.OBX {
                  node obs : LabResult key (pt, x.OBX-3.1) {
                    subject <- pt; text <- x.OBX-5.first as text
                    on x.OBX-11.1 ordered by MSH-7 { {{cases}} }
                  }
                }
              }
            }
            """;
        using var program = new SmallProgram().Input("a.hl7", string.Join('\r', Header, Person, Order, Obx("5", status: "Q"), ""));
        Assert.Contains("OT1224", program.Compile(Map("\"F\" -> assert; \"C\" -> replace")).Diagnostics.Select(d => d.Code));
        var facts = program.Map(Map("\"F\" -> assert; \"C\" -> replace; other -> quarantine"));
        Assert.Empty(SmallProgram.Values(facts, "text"));
        var reject = Assert.Single(program.Rejects);
        Assert.Equal("OBX-11", reject.Place.Path);
    }

    [Fact]
    public async Task A_result_after_a_specimen_is_not_lost()
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx("5"), "SPM|1|||SER^Serum^HL70487", Obx("6", code: "2823-3^Potassium^LN", unit: "mmol/L", set: 2)]);
        await using var owned = clinic;
        Assert.Equal(2, Results(facts));
        Assert.Equal(["5", "6"], Of(facts, "value").Order());
    }

    [Theory]
    [InlineData("haemolysed")]
    [InlineData("5 mg")]
    [InlineData("5,3")]
    [InlineData("٥")]
    public async Task What_is_no_number_is_never_emitted_as_one(string value)
    {
        var (facts, clinic) = await RunAsync([Header, Person, Order, Obx(value)]);
        await using var owned = clinic;
        Assert.Empty(Of(facts, "value"));
        Assert.Contains(value, Of(facts, "text"));
        Assert.Contains(clinic.Remarks, d => d.Place!.Value.Path == "OBX-5");
    }

    [Fact]
    public void A_misspelt_column_does_not_compile()
    {
        using var program = new SmallProgram();
        var diagnostic = Assert.Single(program.Compile("map m from csv \"a.csv\" (mrn text, steps int) { node p : Patient key (\"urn:a\", mrm) }").Diagnostics);
        Assert.Equal(("OT1202", Severity.Error), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("mrn", diagnostic.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_its_key_is_counted()
    {
        using var program = new SmallProgram().Input("a.csv", "mrn,steps", "1,5", ",6", "3,7");
        program.Map("map m from csv \"a.csv\" (mrn text?, steps int) { node p : Patient key (\"urn:a\", mrn); node s : DailySteps key (p, mrn) { subject <- p; value <- steps as quantity in '1' } }");
        Assert.Equal(3, program.Report.Records);
        Assert.NotEmpty(program.Rejects);
        Assert.All(program.Rejects, r => Assert.Equal((14, 16), ((int)r.Place.Bytes.Start, (int)r.Place.Bytes.Start + 2)));
    }
}
