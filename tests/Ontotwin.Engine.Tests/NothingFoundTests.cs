namespace Ontotwin.Engine.Tests;

/// <summary>A record in which nothing was found says which maps looked, and which condition was nearly met.</summary>
public sealed class NothingFoundTests
{
    private const string Maps = """
        map weights from csv "a.csv" (mrn text, kind text, unit text, n text) {
          node w : BodyWeight key ("urn:test", mrn) when kind = "weight" and unit = "kg" { subject <- ref Patient key ("urn:test", mrn) or stub; value <- n as quantity in 'kg' }
        }
        map heights from csv "a.csv" (mrn text, kind text, unit text, n text) {
          series h : HeartRate key (mrn) of ref Patient key ("urn:test", mrn) or stub at n value n as quantity in '/min' when kind = "pulse"
        }
        """;

    [Theory]
    [InlineData("1,weight,st,11", "weights.w, where 1 of 2 conditions hold", "unit = \"kg\"")]
    [InlineData("1,steps,count,11", "weights.w, where 0 of 2 conditions hold", "kind = \"weight\"")]
    public void The_nearest_guard_is_named_with_what_failed(string row, string nearest, string failed)
    {
        using var program = new SmallProgram().Input("a.csv", "mrn,kind,unit,n", row);
        program.Map(Maps);
        var reject = Assert.Single(program.Rejects);
        Assert.Equal("OT4002", reject.Code);
        Assert.Contains("tried: ", reject.Reason, StringComparison.Ordinal);
        Assert.Contains("/weights, ", reject.Reason, StringComparison.Ordinal);
        Assert.Contains(nearest, reject.Reason, StringComparison.Ordinal);
        var place = reject.Reason[(reject.Reason.LastIndexOf(' ') + 1)..].Split(':');
        var line = File.ReadAllText(program.PathOf("test.twin")).Split('\n')[int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture) - 1];
        Assert.StartsWith(failed, line[(int.Parse(place[2], System.Globalization.CultureInfo.InvariantCulture) - 1)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_guard_the_maps_are_named()
    {
        using var program = new SmallProgram().Input("a.xml", "<x><a/></x>");
        program.Map("map m from xml \"a.xml\" at \"/x/a\" (b group*, b.id text) { for b in b { node pt : Patient key (\"urn:test\", b.id) } }");
        Assert.Contains("/m): what their loops and keys look for is not there", Assert.Single(program.Rejects).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("st", "m3", "molar")]
    [InlineData("mmol", "molar mass", "stone")]
    public void Only_where_moles_are_at_stake_a_molar_mass_is_hinted_at(string unit, string expected, string not)
    {
        using var program = new SmallProgram().Input("a.csv", "mrn,n,u", $"1,11,{unit}");
        program.Map("map m from csv \"a.csv\" (mrn text, n text, u text) { node w : BodyWeight key (\"urn:test\", mrn) { subject <- ref Patient key (\"urn:test\", mrn) or stub; value <- n as quantity in u } }");
        var hint = Assert.Single(program.Remarks, r => r.Code == "OT4203").Hint!;
        Assert.Contains(expected, hint, StringComparison.Ordinal);
        Assert.DoesNotContain(not, hint, StringComparison.Ordinal);
    }
}
