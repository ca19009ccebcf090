namespace Ontotwin.Engine.Tests;

/// <summary>What is not there and what cannot be read are two things, and neither makes a key or a number.</summary>
public sealed class AbsentAndUnreadableTests
{
    private static string Program(string key, string bindings, string options = "") => $$"""
        map m from csv "t.csv" {{options}} (mrn text, day text?, time text?, temp text?, factor text?) {
          node pt : Patient key ("urn:test", mrn)
          node obs : LabResult key (pt, {{key}}) { subject <- pt; {{bindings}} }
        }
        """;

    [Theory]
    [InlineData("concat(day, \" \", time)")]
    [InlineData("(day, time)")]
    [InlineData("concat(day, \"|\", lower(time))")]
    public void A_key_put_together_of_parts_wants_all_of_them(string key)
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,time,temp,factor", "1,mon,,1,1", "2,tue,08:00,2,1");
        var facts = program.Map(Program(key, "text <- mrn as text;"));
        Assert.Equal(["2"], SmallProgram.Values(facts, "text"));
        Assert.Equal(("OT4104", "line 2 \"time\""), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Fact]
    public void A_blank_part_is_said_in_the_map()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,time,temp,factor", "1,mon,,1,1");
        Assert.Equal(["mon|"], SmallProgram.Values(program.Map(Program("day", "text <- concat(day, \"|\", time ?? \"\") as text;")), "text"));
    }

    [Theory]
    [InlineData("temp * 2", "haemolysed", "1")]
    [InlineData("temp * 2", "<5", "1")]
    [InlineData("temp / factor", "4", "0")]
    [InlineData("temp + factor", "4", "n/d")]
    [InlineData("-temp", "x", "1")]
    [InlineData("temp * 2 ?? 7", "x", "1")]
    public void Calculating_with_what_is_no_number_is_told_where_it_stands_and_gives_nothing(string expression, string temp, string factor)
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,time,temp,factor", $"1,mon,8,{temp},{factor}");
        var facts = program.Map(Program("day", $"value <- {expression} as quantity in 'kg';"));
        Assert.Empty(SmallProgram.Values(facts, "value"));
        var remark = Assert.Single(program.Remarks);
        Assert.Equal("OT4211", remark.Code);
        Assert.StartsWith("line 2 \"", remark.Place!.Value.Path, StringComparison.Ordinal);
        Assert.DoesNotContain(temp.Length > 1 ? temp : "'" + temp, remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_operand_is_no_mistake_and_leaves_the_choice_to_the_map()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,time,temp,factor", "1,mon,8,,3");
        Assert.Equal(["7"], SmallProgram.Values(program.Map(Program("day", "value <- temp * factor ?? 7 as quantity in 'kg';")), "value"));
        Assert.Empty(program.Remarks);
    }

    [Fact]
    public void A_part_of_a_key_that_cannot_be_calculated_is_not_left_out()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,time,temp,factor", "1,mon,8,x,3");
        program.Map(Program("day, (temp * 2)?", "text <- mrn as text;"));
        Assert.Contains(program.Rejects, r => r.Code == "OT4104");
    }

    [Fact]
    public void Arithmetic_and_comparisons_read_the_decimal_mark_of_the_file()
    {
        using var program = new SmallProgram().Input("t.csv", "mrn;day;time;temp;factor", "1;mon;8;36,5;2");
        var facts = program.Map(Program("day", "value <- temp * factor as quantity in 'kg' when temp > 36.4 and temp < 36.6;", "{ delimiter \";\"; decimal \",\" }"));
        Assert.Equal(["73.0"], SmallProgram.Values(facts, "value"));
        Assert.Empty(program.Remarks);
    }
}
