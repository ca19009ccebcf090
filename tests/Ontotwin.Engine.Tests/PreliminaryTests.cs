using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>What is preliminary never ends what is final, in whatever order they come, and is never lost untold.</summary>
public sealed class PreliminaryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Status, hour of OBR-22 and value of each message.
    [Theory]
    [InlineData("4.4", true, "F 10 4.4", "P 11 9.9")]
    [InlineData("4.4", false, "P 10 9.9", "F 11 4.4")]
    [InlineData("4.4", null, "P 11 9.9", "F 10 4.4")]
    [InlineData("9.9", false, "P 10 4.4", "P 11 9.9")]
    [InlineData("4.6", true, "F 10 4.4", "C 11 4.6", "P 12 9.9")]
    [InlineData("", null, "P 11 9.9", "F 10 4.4", "D 12 4.4")]
    [InlineData("", null, "D 10 4.4", "R 11 9.9")]
    [InlineData("4.5", null, "I 09 ", "P 10 9.9", "F 11 4.4", "S 12 1.1", "F 13 4.5")]
    [InlineData("4.4", true, "F 10 4.4", "O 11 ")]
    public async Task A_final_result_stays_whatever_preliminary_comes(string values, bool? isTold, params string[] messages)
    {
        foreach (var order in Orders(messages.Length))
        {
            await using var clinic = await SmallClinic.OpenAsync();
            foreach (var at in order) { await clinic.IngestAsync(clinic.Write($"{at}.hl7", Result(messages[at], "F"))); }
            Assert.Equal(values, await AllAsync(clinic, "value"));
            var isInOrder = order.SequenceEqual(order.Order());
            if (isInOrder && isTold is { } told) { Assert.Equal(told, clinic.Remarks.Exists(r => r is { Code: "OT8126", Place.Path: "OBX" or "OBX[1]" })); }
            if (isInOrder && isTold is not null) { Assert.DoesNotContain(clinic.Remarks, r => r.Code == "OT8102" && r.Place!.Value.Path.StartsWith("OBX", StringComparison.Ordinal)); }
        }
    }

    [Theory]
    [InlineData("final", "preliminary", "4.4")]
    [InlineData("preliminary", "final", "9.9")]
    [InlineData("final", "registered", "4.4")]
    [InlineData("corrected", "preliminary", "4.4")]
    [InlineData("preliminary", "preliminary", "9.9")]
    public async Task A_FHIR_observation_too(string first, string second, string value)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("a.json", Observation(first, "2026-01-02T00:00:00Z", "4.4")), clinic.Write("b.json", Observation(second, "2026-01-03T00:00:00Z", "9.9"))];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(value, await AllAsync(clinic, "value"));
        }
    }

    [Fact]
    public void Map_keeps_the_final_too()
    {
        foreach (var swapped in new[] { false, true })
        {
            using var program = new SmallProgram();
            (string, string)[] inputs = [("a.csv", "1,mon,70,F,20261102"), ("b.csv", "1,mon,71,P,20261103")];
            foreach (var (name, row) in swapped ? inputs.Reverse() : inputs) { program.Input(name, "mrn,day,kg,status,sent", row); }
            var lines = program.Write("""
                map m from csv "?.csv" (mrn text, day text, kg text?, status text, sent instant "yyyyMMdd") {
                  node pt : Patient key ("urn:test", mrn)
                  node o : LabResult key (pt, day) {
                    subject <- pt; value <- kg as quantity in 'kg'
                    on status ordered by sent { "F" -> assert; "P" -> preliminary; other -> quarantine }
                    node n : LabResult key (o, "note") { subject <- pt; partOf <- o; value <- kg as quantity in 'kg' }
                  }
                }
                """);
            // The node and what stands in it.
            Assert.Equal(["70", "70"], lines.Where(l => l.Contains("#value>", StringComparison.Ordinal)).Select(l => l.Split('"')[1]));
        }
    }

    [Theory]
    [InlineData("X", "F", "OT4103")]
    [InlineData("X", "P", "OT4103")]
    [InlineData("X", "X", null)]
    [InlineData("F", "F", null)]
    public async Task A_result_of_a_cancelled_order_is_told_and_no_rule_uses_it(string order, string status, string? code)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("x.hl7", Result($"{status} 12 {(status == "X" ? "" : "5.5")}", order)));
        Assert.Equal(code, clinic.Report.FirstRejects.Select(r => r.Code).FirstOrDefault());
        Assert.All(clinic.Report.FirstRejects, r => Assert.Contains("an order that was cancelled", r.Reason, StringComparison.Ordinal));
        Assert.Equal(code is null ? "" : "true", await AllAsync(clinic, "isUnreadable"));
        Assert.Equal(status == "X" ? "" : "5.5", await AllAsync(clinic, "value"));
        // By its status, which rules go by: neither of the words is believed.
        Assert.Contains(code is null ? (status == "X" ? "cancelled" : "final") : "unknown", (await AllAsync(clinic, "status")).Split(','));
        if (code is not null) { Assert.DoesNotContain(status == "F" ? "final" : "preliminary", (await AllAsync(clinic, "status")).Split(',')); }
    }

    [Fact]
    public async Task A_change_to_final_without_the_result_loses_no_result()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("p.hl7", Result("P 10 4.4", "P")));
        await clinic.IngestAsync(clinic.Write("u.hl7", Result("U 11 ", "F")));
        Assert.Equal("4.4", await AllAsync(clinic, "value"));
        Assert.Equal("OT4103", Assert.Single(clinic.Report.FirstRejects).Code);
    }

    private static IEnumerable<int[]> Orders(int count) => count == 1 ? [[0]]
        : count > 3 ? [[.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count).Reverse()]]
        : Orders(count - 1).SelectMany(o => Enumerable.Range(0, count).Select(i => (int[])[.. o[..i], count - 1, .. o[i..]]));

    private static async Task<string> AllAsync(SmallClinic clinic, string property)
    {
        var values = new List<string>();
        await foreach (var id in clinic.People.TwinsAsync(Cancel))
        {
            values.AddRange((await clinic.People.LoadAsync(id, null, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == property).Select(f => (f.Triple.Subject, ((Literal)f.Triple.Object).Lexical)).Distinct().Select(v => v.Lexical));
        }
        return string.Join(',', values.Order(StringComparer.Ordinal));
    }

    private static string[] Result(string said, string order)
    {
        var parts = said.Split(' ');
        return
        [
            $"MSH|^~\\&|S|F|R|F|20260101{parts[1]}0000||ORU^R01^ORU_R01|{said}|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
            $"OBR|1||R1|2823-3^K^LN|||2026010108|||||||||||||||20260101{parts[1]}0000|||{order}", $"OBX|1|NM|2823-3^K^LN||{parts[2]}|mmol/L|||||{parts[0]}|||2026010108", "",
        ];
    }

    private static string Observation(string status, string updated, string value) => $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1"}},
        {"resource":{"resourceType":"Observation","id":"o1","meta":{"lastUpdated":"{{{updated}}}"},"status":"{{{status}}}","code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}]},
        "subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-01-01T09:00:00Z","valueQuantity":{"value":{{{value}}},"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"} } } ]}
        """;
}
