using Ontotwin.Graph;

namespace Ontotwin.Engine.Tests;

/// <summary>Two versions of one record with one clinical time: what holds does not depend on which arrived first.</summary>
public sealed class VersionTiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("F 5.4", "F 4.6", "4.6,5.4", "OT8118")]
    [InlineData("P 5.4", "P 4.6", "4.6,5.4", "OT8118")]
    [InlineData("P 5.4", "F 4.6", "4.6", "")]
    [InlineData("F 5.4", "C 4.6", "4.6", "")]
    [InlineData("C 5.4", "C 4.6", "4.6,5.4", "OT8118")]
    [InlineData("F 5.4", "D 5.4", "", "")]
    [InlineData("C 5.4", "D 5.4", "", "")]
    [InlineData("F 5.4", "F 5.4", "5.4", "")]
    [InlineData("F 5.4", "C 5.4", "5.4", "")]
    public async Task Arrival_decides_nothing(string one, string other, string values, string code)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            await clinic.IngestAsync(clinic.Write("first.hl7", Result(first, "20261103103000")));
            await clinic.IngestAsync(clinic.Write("second.hl7", Result(second, "20261103103000")));
            Assert.Equal(values, await ValuesAsync(clinic));
            Assert.Equal(code.Length > 0, clinic.Remarks.Exists(r => r.Code == "OT8118"));
        }
    }

    // A day holds each of its hours: what is told by day comes neither before nor after.
    [Theory]
    [InlineData("F 4.6", "20240510095000", "D 4.6", "20240510", "")]
    [InlineData("F 4.6", "20240510095000", "F 5.5", "20240510", "4.6,5.5")]
    [InlineData("F 4.6", "20240510095000", "F 5.5", "20240511", "5.5")]
    public async Task A_coarser_time_is_older_only_where_it_surely_is(string one, string at, string other, string otherAt, string values)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("one.hl7", Result(one, at)), clinic.Write("other.hl7", Result(other, otherAt))];
            foreach (var file in swapped ? files.Reverse() : files) { await clinic.IngestAsync(file); }
            Assert.Equal(values, await ValuesAsync(clinic));
        }
    }

    [Theory]
    [InlineData("entered-in-error", "02", "final", "01", "")]
    [InlineData("amended", "02", "final", "01", "5")]
    [InlineData("final", "02", "final", "01", "5")]
    public async Task Versions_within_one_bundle_are_versions(string status, string day, string before, string dayBefore, string values)
    {
        static string Version(string status, string day, string value) => $$$"""
            {"resource":{"resourceType":"Observation","id":"o1","meta":{"lastUpdated":"2026-01-{{{day}}}T00:00:00Z"},"status":"{{{status}}}","code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}]},
            "subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-01-01T09:00:00Z","valueQuantity":{"value":{{{value}}},"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"} } }
            """;
        string[] versions = [Version(status, day, "5"), Version(before, dayBefore, "4")];
        foreach (var entries in new[] { versions, [.. versions.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            await clinic.IngestAsync(clinic.Write("h.json", $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1"}},{{{string.Join(',', entries)}}} ]}"""));
            Assert.Equal(values, await ValuesAsync(clinic));
        }
    }

    [Fact]
    public async Task Two_servers_have_a_patient_1_each()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string Server(string name) => clinic.Write(name + ".json", $$$"""{"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"https://{{{name}}}.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1","birthDate":"1950-01-01"}}]}""");
        await clinic.IngestAsync(Server("a"), Server("b"));
        var twins = 0;
        await foreach (var _ in clinic.People.TwinsAsync(Cancel)) { twins++; }
        Assert.Equal(2, twins);
    }

    [Fact]
    public async Task Two_results_without_an_order_number_on_two_days_are_two()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string[] On(string day, string value) => [.. Result("F " + value, day).Select(l => l.Replace("||R1|", "|||", StringComparison.Ordinal).Replace("LN|||20261103|", $"LN|||{day}|", StringComparison.Ordinal))];
        await clinic.IngestAsync(clinic.Write("a.hl7", On("20261103", "4.1")), clinic.Write("b.hl7", On("20261104", "6.2")));
        Assert.Equal("4.1,6.2", await ValuesAsync(clinic));
    }

    [Fact]
    public async Task A_later_record_replaces_both()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        foreach (var (name, result) in new[] { ("a", Result("F 5.4", "20261103103000")), ("b", Result("F 4.6", "20261103103000")), ("c", Result("F 4.9", "20261103110000")) })
        {
            await clinic.IngestAsync(clinic.Write(name + ".hl7", result));
        }
        Assert.Equal("4.9", await ValuesAsync(clinic));
    }

    private static async Task<string> ValuesAsync(SmallClinic clinic)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var id in clinic.People.TwinsAsync(Cancel))
        {
            values.UnionWith((await clinic.People.LoadAsync(id, null, Cancel))!.Facts.Where(f => f.Triple.Predicate.LocalName == "value").Select(f => ((Rdf.Literal)f.Triple.Object).Lexical));
        }
        return string.Join(',', values);
    }

    private static string[] Result(string said, string at) =>
    [
        $"MSH|^~\\&|S|F|R|F|{at}||ORU^R01^ORU_R01|{said}|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
        $"OBR|1||R1|24321-2^BMP^LN|||20261103|||||||||||||||{at}", $"OBX|1|NM|2823-3^Potassium^LN||{said[2..]}|mmol/L|||||{said[0]}|||20261103", "",
    ];
}
