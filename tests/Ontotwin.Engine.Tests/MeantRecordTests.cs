using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Which record a later one means: under two numbers of one person, and where a correction changes what is part of the key. Each in both orders of arrival.</summary>
public sealed class MeantRecordTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("F")]
    [InlineData("C")]
    [InlineData("D")]
    public async Task Without_an_order_number_a_result_is_not_taken_for_the_other_number_s(string status)
    {
        foreach (var number in new[] { "1", "2" })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            await clinic.IngestAsync(clinic.Write("one.hl7", Result("1", "", "4.1", "F", "20261101")), clinic.Write("other.hl7", Result("2", "", "3.3", "F", "20261101", code: "2951-2")));
            await clinic.IngestAsync(clinic.Write("m.hl7", Merge("1", "2")));
            await clinic.IngestAsync(clinic.Write("later.hl7", Result(number, "", "5.9", status, "20261107", day: "20261101")));
            // Under its own number it is a version of the record, by the key; under the other it may be anybody's.
            var expected = (number, status) switch { ("1", "D") => "3.3", ("1", _) => "3.3,5.9", (_, "D") => "3.3,4.1", _ => "3.3,4.1,5.9" };
            Assert.Equal(expected, await ValuesAsync(clinic));
            Assert.Equal(number == "2", clinic.Remarks.Exists(r => r is { Code: "OT8123", Place.Path.Length: > 0 }));
        }
    }

    [Fact]
    public async Task An_order_number_of_another_register_is_another_order_s()
    {
        string[] Of(string register, string report, string value, string status) => [.. Result("1", report, value, status, "20261103").Select(l => l.Replace("^^^A&1.2.3&ISO", $"^^^{register}&{register}&ISO", StringComparison.Ordinal))];
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("a.hl7", Of("1.2.3", "77", "4.1", "F")), clinic.Write("b.hl7", Of("9.9.9", "77", "5.9", "C"))];
            string link = clinic.Write("m.hl7", "MSH|^~\\&|S|F|R|F|20261102||ADT^A24^ADT_A24|1|P|2.5.1", "EVN||20261102", "PID|1||1^^^A&1.2.3&ISO^MR", "PID|2||1^^^A&9.9.9&ISO^MR", "");
            if (swapped) { Array.Reverse(files); }
            await clinic.IngestAsync(link);
            foreach (var file in files) { await clinic.IngestAsync(file); }
            Assert.Equal("4.1,5.9", await ValuesAsync(clinic));
            Assert.Contains(clinic.Remarks, r => r.Code == "OT8123");
        }
    }

    // Time and sub-id are parts of the key that may be left out: a correction may have others than what it corrects, and no message says of which of several.
    [Theory]
    [InlineData("OBX-14", "", "20261101083000", "5.9", "OT8120")]
    [InlineData("OBX-4", "", "b", "5.9", "OT8120")]
    [InlineData("OBX-4", "a", "b", "4.1,5.9", "OT8119")]
    [InlineData("OBX-14", "20261101080000", "20261101083000", "4.1,5.9", "OT8119")]
    public async Task A_correction_with_another_time_replaces_what_it_surely_corrects(string field, string before, string after, string values, string code)
    {
        string[] Of(string value, string status, string at, string sent) => field == "OBX-14"
            ? Result("1", "R1", value, status, sent, at: at, day: "20261101") : Result("1", "R1", value, status, sent, sub: at, day: "20261101");
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("f.hl7", Of("4.1", "F", before, "20261102")), clinic.Write("c.hl7", Of("5.9", "C", after, "20261103"))];
            if (swapped) { Array.Reverse(files); }
            foreach (var file in files) { await clinic.IngestAsync(file); }
            Assert.Equal(values, await ValuesAsync(clinic));
            if (!swapped) { Assert.Contains(clinic.Remarks, r => r.Code == code && r.Place!.Value.Path.Length > 0); }
            // Sent again, under either key, it changes nothing.
            foreach (var file in files.Select(f => clinic.Write(Path.GetFileName(f) + "again.hl7", [.. File.ReadAllText(f).Split('\r')]))) { await clinic.IngestAsync(file); }
            Assert.Equal(values, await ValuesAsync(clinic));
        }
    }

    [Fact]
    public async Task One_of_several_results_of_an_order_is_not_guessed()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Result("1", "R1", "4.1", "F", "20261102", at: "202611010800")), clinic.Write("b.hl7", Result("1", "R1", "4.2", "F", "20261102", at: "202611010900")));
        await clinic.IngestAsync(clinic.Write("c.hl7", Result("1", "R1", "5.9", "C", "20261103", at: "202611011000")));
        Assert.Equal("4.1,4.2,5.9", await ValuesAsync(clinic));
        Assert.Contains(clinic.Remarks, r => r is { Code: "OT8119", Severity: Severity.Warning });
    }

    [Fact]
    public async Task A_retraction_with_another_time_takes_nothing_back_and_is_told()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Result("1", "R1", "4.1", "F", "20261102", at: "202611010800")));
        await clinic.IngestAsync(clinic.Write("c.hl7", Result("1", "R1", "4.1", "D", "20261103", at: "202611011000")));
        Assert.Equal("4.1", await ValuesAsync(clinic));
        Assert.Contains(clinic.Remarks, r => r is { Code: "OT8119", Severity: Severity.Warning });
    }

    // A correction that waits for its original takes the one that comes, and no other.
    [Fact]
    public async Task What_is_older_than_a_correction_that_has_its_original_is_another_result()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        foreach (var (name, value, status, sent, at) in new[] { ("a", "4.1", "F", "20261102", "202611010800"), ("b", "5.9", "C", "20261103", "202611010800"), ("c", "4.4", "F", "20261101", "202611010700") })
        {
            await clinic.IngestAsync(clinic.Write(name + ".hl7", Result("1", "R1", value, status, sent, at: at)));
        }
        Assert.Equal("4.4,5.9", await ValuesAsync(clinic));
    }

    // A series of draws under one order number: whichever comes first, each time has its value.
    [Fact]
    public async Task A_correction_before_its_original_takes_no_other_result_of_the_series()
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        foreach (var order in orders)
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files =
            [
                clinic.Write("a.hl7", Result("1", "R1", "6.9", "F", "202611010900", at: "202611010800")), clinic.Write("b.hl7", Result("1", "R1", "4.1", "F", "202611011130", at: "202611011100")),
                clinic.Write("c.hl7", Result("1", "R1", "4.2", "C", "202611011200", at: "202611011105")),
            ];
            foreach (var at in order) { await clinic.IngestAsync(files[at]); }
            Assert.Equal("4.1,4.2,6.9", await ValuesAsync(clinic));
            Assert.Contains(clinic.Remarks, r => r.Code == "OT8119");
        }
    }

    [Theory]
    [InlineData("", "5.9", "OT8120")]
    [InlineData("202611010800", "4.1,5.9", "OT8119")]
    public void Map_replaces_it_too_in_both_orders(string before, string values, string code)
    {
        foreach (var swapped in new[] { false, true })
        {
            using var program = new SmallProgram();
            (string Name, string[] Lines)[] inputs =
            [
                ("f.hl7", Result("1", "R1", "4.1", "F", "20261102", at: before)),
                ("c.hl7", Result("1", "R1", "5.9", "C", "20261103", at: "202611010900")),
            ];
            foreach (var (name, lines) in swapped ? inputs.Reverse() : inputs) { program.Input(name, string.Join('\r', lines)); }
            var lifted = program.Write("""
                identity Patient from hl7v2 { each PID-3 (authority(.4), .1) }
                map labs from hl7v2 "2.5.1" ORU_R01 {
                  node pt : Patient key (authority(PID-3.first.4), PID-3.first.1)
                  for g in PATIENT_RESULT/ORDER_OBSERVATION {
                    for x in g/OBSERVATION {
                      node obs : LabResult key (g.OBR-3.1, x.OBX-3.1, x.OBX-14?) {
                        subject <- pt; value <- x.OBX-5.first as quantity in x.OBX-6
                        on x.OBX-11 ordered by MSH-7 { "F" -> assert; "C" -> replace; "D" -> retract; other -> quarantine }
                      }
                    }
                  }
                }
                """);
            Assert.Equal(values, string.Join(',', lifted.Where(l => l.Contains("#value>", StringComparison.Ordinal)).Select(l => l.Split('"')[1]).Order()));
            if (!swapped) { Assert.Contains(program.Remarks, r => r.Code == code); }
        }
    }

    private static async Task<string> ValuesAsync(SmallClinic clinic)
    {
        var values = new List<string>();
        await foreach (var id in clinic.People.TwinsAsync(Cancel))
        {
            values.AddRange((await clinic.People.LoadAsync(id, null, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == "value").Select(f => (f.Triple.Subject, ((Rdf.Literal)f.Triple.Object).Lexical)).Distinct().Select(v => v.Lexical));
        }
        return string.Join(',', values.Order(StringComparer.Ordinal));
    }

    private static string[] Merge(string kept, string other) =>
        ["MSH|^~\\&|S|F|R|F|20261105||ADT^A40^ADT_A39|1|P|2.5.1", "EVN||20261105", $"PID|1||{kept}^^^A&1.2.3&ISO^MR||Doe^Jane", $"MRG|{other}^^^A&1.2.3&ISO^MR", ""];

    private static string[] Result(string person, string report, string value, string status, string sent, string day = "20261101", string sub = "", string at = "", string code = "2823-3") =>
    [
        $"MSH|^~\\&|S|F|R|F|{sent}||ORU^R01^ORU_R01|{sent}{value}{status}|P|2.5.1", $"PID|1||{person}^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
        $"OBR|1||{report}|24321-2^BMP^LN|||{day}|||||||||||||||{sent}", $"OBX|1|NM|{code}^X^LN|{sub}|{value}|mmol/L|||||{status}|||{at}", "",
    ];
}
