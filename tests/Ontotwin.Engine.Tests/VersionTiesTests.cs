using Ontotwin.Graph;

namespace Ontotwin.Engine.Tests;

/// <summary>Two versions of one record with one clinical time: what holds does not depend on which arrived first.</summary>
public sealed class VersionTiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("F 5.4", "F 4.6", "4.6,5.4", "OT8118")]
    [InlineData("P 5.4", "F 4.6", "4.6,5.4", "OT8118")]
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
