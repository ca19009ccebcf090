using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Documents that say different things of one record without an order: both stay, and it is told of the document that came second.</summary>
public sealed class SourcesDifferTests
{
    private const string Header = "person,device,time,heart_rate_bpm,steps,spo2_percent,glucose_mg_dl,skin_temperature_c,energy_kcal,weight_kg";

    [Theory]
    [InlineData("80.4", "81.4", 1)]
    [InlineData("80.4", "80.40", 0)]
    [InlineData("80.4", "", 0)]
    public async Task Another_value_of_a_row_s_record_is_told_where_it_stands(string first, string second, int told)
    {
        foreach (var swapped in new[] { false, true })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            string[] files = [clinic.Write("wearable-1.csv", Header, Row("07:00", first), Row("08:00", "79.9")), clinic.Write("wearable-2.csv", Header, Row("07:00", second), Row("09:00", "79.8"))];
            if (swapped) { Array.Reverse(files); }
            await clinic.IngestAsync(files[0]);
            Assert.DoesNotContain(clinic.Remarks, IsTold);
            await clinic.IngestAsync(files[1]);
            Assert.Equal(told, clinic.Remarks.Count(IsTold));
            if (told > 0) { Assert.Equal((files[1], "line 2 \"weight_kg\""), (clinic.Remarks.Find(IsTold)!.Place!.Value.Document, clinic.Remarks.Find(IsTold)!.Place!.Value.Path)); }
        }
    }

    private static string Row(string time, string weight) => $"P-1,D-1,2026-11-03T{time}:00Z,,,,,,,{weight}";

    private static bool IsTold(Diagnostic remark) => remark is { Code: "OT8125", Severity: Severity.Warning };
}
