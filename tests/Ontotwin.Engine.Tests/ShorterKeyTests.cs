namespace Ontotwin.Engine.Tests;

/// <summary>Corrections that leave out the optional parts of the key.</summary>
public sealed class ShorterKeyTests
{
    private const string Labs = """
        module my.labs version 1
        ontology hdt
        identity Patient from hl7v2 { each PID-3 (authority(.4), .1) }
        map labs from hl7v2 "2.5.1" ORU_R01 {
          node pt : Patient key (authority(PID-3.first.4), PID-3.first.1)
          for g in PATIENT_RESULT/ORDER_OBSERVATION {
            for x in g/OBSERVATION {
              node obs : LabResult key (g.OBR-3.1, x.OBX-3.1, x.OBX-14?) {
                subject <- pt
                value <- x.OBX-5.first as quantity in x.OBX-6
                on x.OBX-11 { "F" -> assert; "C" -> replace; "D" -> retract; other -> quarantine }
              }
            }
          }
        }
        """;

    [Fact]
    public async Task A_correction_without_a_time_replaces_the_only_result_that_has_one()
    {
        await using var shop = await IngestedAsync(("5.1", "F", "20261101"), ("5.9", "C", ""));
        Assert.Equal(["5.9"], await shop.ValuesAsync("value"));
        // And the next one finds it again.
        shop.Write("third.hl7", Message("6.3", "C", ""));
        await shop.IngestAsync("third.hl7");
        Assert.Equal(["6.3"], await shop.ValuesAsync("value"));
    }

    [Fact]
    public async Task A_retraction_without_a_time_takes_the_only_result_back()
    {
        await using var shop = await IngestedAsync(("5.1", "F", "20261101"), ("5.1", "D", ""));
        Assert.Empty(await shop.ValuesAsync("value"));
    }

    [Fact]
    public async Task One_that_fits_two_results_is_set_aside_and_changes_neither()
    {
        await using var shop = await IngestedAsync(("5.1", "F", "20261101"), ("5.2", "F", "20261102"), ("5.9", "C", ""));
        Assert.Equal(["5.1", "5.2"], await shop.ValuesAsync("value"));
        var reject = Assert.Single((await shop.DocumentsAsync()).SelectMany(d => d.Rejects));
        Assert.Equal(("OT8110", "my.labs/labs.obs"), (reject.Code, reject.Rule));
    }

    [Fact]
    public async Task One_that_fits_nothing_is_a_result_of_its_own_and_a_correction_with_a_time_means_that_time()
    {
        await using var first = await IngestedAsync(("5.9", "C", ""));
        Assert.Equal(["5.9"], await first.ValuesAsync("value"));
        await using var timed = await IngestedAsync(("5.1", "F", "20261101"), ("5.2", "F", "20261102"), ("5.9", "C", "20261102"));
        Assert.Equal(["5.1", "5.9"], await timed.ValuesAsync("value"));
    }

    [Fact]
    public async Task A_result_without_a_time_that_is_no_correction_is_another_one()
    {
        await using var shop = await IngestedAsync(("5.1", "F", "20261101"), ("5.9", "F", ""));
        Assert.Equal(["5.1", "5.9"], await shop.ValuesAsync("value"));
    }

    private static async Task<Workshop> IngestedAsync(params (string Value, string Status, string At)[] results)
    {
        var shop = await Workshop.OpenAsync();
        shop.Write("labs.twin", Labs);
        for (var i = 0; i < results.Length; i++)
        {
            shop.Write($"{i}.hl7", Message(results[i].Value, results[i].Status, results[i].At));
            await shop.IngestAsync($"{i}.hl7");
        }
        return shop;
    }

    private static string Message(string value, string status, string at) => string.Join('\r',
        "MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR", "OBR|1||R1|24321-2^BMP^LN", $"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|||||{status}|||{at}", "");
}
