namespace Ontotwin.Engine.Tests;

/// <summary>Twice a year a time of day without an offset is no one moment: it is told.</summary>
public sealed class ClockTests
{
    private const string Program = """
        site home when file = "t.csv" { zone "Europe/Vienna" }
        map m from csv "t.csv" (mrn text, ts instant "yyyy-MM-dd HH:mm", glucose text?, note text?) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, ts) when exists(note) { subject <- pt; observedAt <- ts as instant; text <- note as text }
          series s : GlucoseSeries key (mrn) of ref Patient key ("urn:test", mrn) or stub at ts value glucose as quantity in 'mg/dL'
        }
        """;

    [Theory]
    [InlineData("2024-10-27 01:59", "2024-10-27T01:59:00+02:00", null)]
    [InlineData("2024-10-27 02:30", "2024-10-27T02:30:00+01:00", "twice")]
    [InlineData("2024-10-27 03:00", "2024-10-27T03:00:00+01:00", null)]
    [InlineData("2024-03-31 02:30", "2024-03-31T02:30:00+01:00", "never")]
    [InlineData("2024-03-31 03:00", "2024-03-31T03:00:00+02:00", null)]
    public void A_time_of_the_hour_in_which_clocks_are_changed_is_told(string time, string read, string? told)
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,ts,glucose,note", $"7,{time},,a", $"8,{time},,b", $"9,{time},101,");
        Assert.Equal([read, read], SmallProgram.Values(program.Map(Program), "observedAt"));
        var remarks = program.Remarks.Where(r => r.Code == "OT4223").ToList();
        // What is read once and remembered is told of each that reads it again.
        Assert.Equal(told is null ? [] : ["line 2 \"ts\"", "line 3 \"ts\"", "line 4 \"ts\""], remarks.Select(r => r.Place!.Value.Path));
        Assert.All(remarks, r => Assert.Contains(told!, r.Message, StringComparison.Ordinal));
        Assert.Equal(1, program.Report.Samples);
    }
}
