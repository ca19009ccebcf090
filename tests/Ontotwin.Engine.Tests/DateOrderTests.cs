namespace Ontotwin.Engine.Tests;

/// <summary>05-06-2024 is one day or another by the order of day and month; what else stands in its file may tell that the order declared is not the file's.</summary>
public sealed class DateOrderTests
{
    private const string Site = """site us otherwise { dates "MM-dd-yyyy HH:mm" }""";

    private static string Program(string site) => $$"""
        {{site}}
        map m from csv "t.csv" (mrn text, ts instant "dd-MM-yyyy HH:mm", glucose text?, note text?) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, ts) when exists(note) { subject <- pt; observedAt <- ts as instant; text <- note as text }
          series s : GlucoseSeries key (mrn) of ref Patient key ("urn:test", mrn) or stub at ts value glucose as quantity in 'mg/dL'
        }
        """;

    private static readonly string[] DayFirst = ["mrn,ts,glucose,note", "7,05-06-2024 13:00,101,first", "7,25-06-2024 13:00,102,second", "7,06-25-2024 13:00,103,third"];

    [Fact]
    public void A_day_in_the_place_of_the_month_makes_every_date_that_fits_both_orders_a_reject()
    {
        using var program = new SmallProgram().Input("t.csv", DayFirst);
        var facts = program.Map(Program(Site));
        // What only the declared order can read stays; nothing is turned round.
        Assert.Equal(["third"], SmallProgram.Values(facts, "text"));
        Assert.Equal(["2024-06-25T13:00:00"], SmallProgram.Values(facts, "observedAt"));
        Assert.Equal(1, program.Report.Samples);
        Assert.Equal(["line 2 \"ts\"", "line 3 \"ts\""], program.Rejects.Where(r => r.Code == "OT4218").Select(r => r.Place.Path).Distinct());
        Assert.All(program.Rejects, r => Assert.Equal("OT4218", r.Code));
        Assert.Equal(4, program.Rejects.Count);
    }

    [Fact]
    public void A_file_that_does_not_contradict_the_order_is_read_by_it()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,ts,glucose,note", "7,05-06-2024 13:00,101,first", "7,06-25-2024 13:00,103,third");
        Assert.Equal(["2024-05-06T13:00:00", "2024-06-25T13:00:00"], SmallProgram.Values(program.Map(Program(Site)), "observedAt"));
        Assert.Empty(program.Rejects);
    }

    [Fact]
    public void The_order_of_the_map_is_held_to_the_file_too()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,ts,glucose,note", "7,05-06-2024 13:00,101,first", "7,06-25-2024 13:00,103,third", "7,nonsense,104,fourth");
        Assert.Empty(SmallProgram.Values(program.Map(Program("")), "observedAt"));
        Assert.Equal(4, program.Rejects.Count(r => r.Code == "OT4218"));
        // What no order reads is no contradiction.
        Assert.Contains(program.Remarks, d => d.Code == "OT4204");
    }

    [Fact]
    public void An_export_of_LibreView_that_is_not_in_the_order_of_its_map_gives_no_times()
    {
        using var program = new SmallProgram().Input(
            "a_glucose_1.csv", "Device,Serial Number,Device Timestamp,Record Type,Historic Glucose mg/dL", "FreeStyle,S-1,05-06-2024 13:00,0,101", "FreeStyle,S-1,05-25-2024 13:00,0,102");
        program.MapShipped();
        Assert.Equal(0, program.Report.Samples);
        Assert.Equal(2, program.Rejects.Count(r => r.Code == "OT4218"));
    }
}
